package dev.kbench.cli.show;

import dev.kbench.event.AssertionResult;
import dev.kbench.internal.text.SafeText;

import java.util.ArrayList;
import java.util.List;

/// Why a run did not pass, in the order in which it came about: the first few, and how many more.
///
/// One thread at a time.
final class Reasons {
    private static final int SHOWN = 4;
    private static final int LONGEST = 400;

    private final List<String> first = new ArrayList<>(1);
    private long count;

    void add(AssertionResult assertion) {
        String where = assertion.line() > 0 ? " (line %d)".formatted(assertion.line()) : "";
        String details = String.join("; ", assertion.details());
        add(
                "%s: %s%s%s"
                        .formatted(
                                SafeText.line(assertion.type(), 60),
                                SafeText.line(assertion.expectation(), LONGEST),
                                where,
                                details.isEmpty() ? "" : ": " + SafeText.line(details, LONGEST)));
    }

    /// @param reason harmless text
    void add(String reason) {
        count++;
        if (first.size() < SHOWN) {
            first.add(reason);
        }
    }

    /// The reasons to show; none are left out silently.
    List<String> shown() {
        List<String> shown = new ArrayList<>(first);
        if (count > SHOWN) {
            shown.add("+%s more".formatted(Figures.count(count - SHOWN)));
        }
        return shown;
    }
}
