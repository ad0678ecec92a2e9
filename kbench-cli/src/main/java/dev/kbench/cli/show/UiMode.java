package dev.kbench.cli.show;

/// What is shown while runs are under way.
public enum UiMode {
    /// How far they are: a live line on a terminal, plain lines in a pipe.
    PROGRESS,
    /// How far they are: plain lines, on a terminal too.
    LINES,
    /// The conversations.
    CONSOLE,
    /// Errors only.
    NONE
}
