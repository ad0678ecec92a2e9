package dev.kbench.view.run;

/// What was said in a run, as words alone. Keys are redacted.
///
/// @param all all that was said, thought and handed to tools, in order; that of the runs inside it
///   too
/// @param answer the last words of a model in the run's own conversation; may be empty
public record RunWords(String all, String answer) {
    /// Where nothing was said.
    public static final RunWords NONE = new RunWords("", "");
}
