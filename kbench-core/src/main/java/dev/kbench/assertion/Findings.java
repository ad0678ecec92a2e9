package dev.kbench.assertion;

import java.util.ArrayList;
import java.util.List;

/// Differences that were found: the first few as lines, the rest as a number.
///
/// One thread, one comparison.
final class Findings {
    private static final int SHOWN = 10;
    private static final int COUNTED = 1_000;

    private final List<String> lines = new ArrayList<>();
    private int count;

    void add(String line) {
        if (count++ < SHOWN) {
            lines.add(line);
        }
    }

    /// Whether a further finding is shown.
    boolean isOpen() {
        return count < SHOWN;
    }

    /// Whether to look no further.
    boolean isFull() {
        return count >= COUNTED;
    }

    int count() {
        return count;
    }

    /// All of them, one a line.
    ///
    /// @param remark what to say of them all; may be empty
    String text(String remark) {
        List<String> all = new ArrayList<>(lines);
        if (count > SHOWN) {
            all.add("… and %s%d more".formatted(isFull() ? "at least " : "", count - SHOWN));
        }
        if (!remark.isEmpty()) {
            all.add(remark);
        }
        return String.join("\n", all);
    }
}
