package dev.kbench.content;

import static java.util.Objects.requireNonNull;

/// What a model thought on the way to its answer, as far as its provider shows it.
///
/// @param text the thoughts; empty where they are hidden
/// @param opaque what the provider wants back unchanged in the next request, such as a signature or
///   encrypted thoughts, in a form of its client's own; empty where it wants nothing
public record ReasoningTrace(String text, String opaque) implements Content {
    /// Refuses null.
    public ReasoningTrace {
        requireNonNull(text, "text: expected a text, got null");
        requireNonNull(opaque, "opaque: expected a text, got null");
    }

    /// Thoughts that need not go back.
    ///
    /// @param text the thoughts
    /// @return the trace
    public static ReasoningTrace of(String text) {
        return new ReasoningTrace(text, "");
    }
}
