package dev.kbench.schema;

import static java.util.Objects.requireNonNull;

/// One thing that is wrong with an answer.
///
/// @param path where, such as `$.items[2].score`; `$` for the answer as a whole
/// @param rule what is violated, such as `must be at most 1`, `is missing`
/// @param value what stands there, cut where it is long; empty where nothing does
public record AnswerProblem(String path, String rule, String value) {
    /// Refuses null.
    public AnswerProblem {
        requireNonNull(path, "path: expected where it is, got null");
        requireNonNull(rule, "rule: expected what is violated, got null");
        requireNonNull(value, "value: expected what stands there, got null");
    }

    /// The problem in words.
    ///
    /// @return such as `$.items[2].score must be at most 1, got 7`
    @Override
    public String toString() {
        return path.equals("$")
                ? "the answer " + rule
                : value.isEmpty() ? path + " " + rule : path + " " + rule + ", got " + value;
    }
}
