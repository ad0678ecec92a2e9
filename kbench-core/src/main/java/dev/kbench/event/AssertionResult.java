package dev.kbench.event;

import dev.kbench.key.PrivateValues;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// One recorded assertion.
///
/// @param type the assertion's name, such as `assertEqual`, or a custom assertion's method name
/// @param passed whether it held
/// @param expectation what was expected, in the user's words or the assertion's own
/// @param line the user's line, 0 where it is unknown
/// @param source that line's text, trimmed; empty where the source is not to be had
/// @param chatId the id of the chat it was made in; empty outside a chat
/// @param requestCount how many answers that chat held then; it stands behind the last of them
/// @param values what it was about, by name and in order, each as a text of limited length: of a
///   built-in assertion where it did not hold, of a custom one what it was given
/// @param difference in what the values differ, one finding a line; empty where they show all
public record AssertionResult(
        String type,
        boolean passed,
        String expectation,
        int line,
        String source,
        String chatId,
        int requestCount,
        SequencedMap<String, String> values,
        String difference) {
    /// How much of a value the expectation must tell for the value not to be shown again.
    private static final int TOLD = 200;

    private static final SequencedMap<String, String> NONE =
            Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

    /// Copies the values.
    public AssertionResult {
        values =
                values.isEmpty()
                        ? NONE
                        : Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /// An assertion of which nothing further is known.
    ///
    /// @param type the assertion's name
    /// @param passed whether it held
    /// @param expectation what was expected
    /// @param line the user's line, 0 where it is unknown
    /// @param source that line's text
    /// @param chatId the id of the chat it was made in
    /// @param requestCount how many answers that chat held then
    public AssertionResult(
            String type,
            boolean passed,
            String expectation,
            int line,
            String source,
            String chatId,
            int requestCount) {
        this(type, passed, expectation, line, source, chatId, requestCount, NONE, "");
    }

    /// The same without what is private. A difference shows pieces of values, so that there is
    /// none.
    ///
    /// @param hidden what stands in no text of it
    /// @return this where nothing is private
    public AssertionResult without(PrivateValues hidden) {
        if (hidden.isEmpty()) {
            return this;
        }
        LinkedHashMap<String, String> shown = new LinkedHashMap<>();
        values.forEach((name, value) -> shown.put(name, hidden.text(value)));
        return new AssertionResult(
                type,
                passed,
                hidden.text(expectation),
                line,
                hidden.text(source),
                hidden.text(chatId),
                requestCount,
                shown,
                "");
    }

    /// What to show below the expectation: the values that it does not tell itself, and the
    /// difference.
    ///
    /// @return lines such as `actual: 5`; a value's own line ends are still in it
    public List<String> details() {
        List<String> details = new ArrayList<>();
        for (Map.Entry<String, String> value : values.entrySet()) {
            String text = value.getValue();
            if (!expectation.contains("'" + text.substring(0, Math.min(text.length(), TOLD)))) {
                details.add(value.getKey() + ": " + text);
            }
        }
        difference.lines().forEach(details::add);
        return details;
    }
}
