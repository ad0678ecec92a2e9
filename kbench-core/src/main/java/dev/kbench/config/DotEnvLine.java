package dev.kbench.config;

/// A line of a `.env` file that is neither blank nor a comment; with quotes it may go on over
/// several.
sealed interface DotEnvLine {
    /// Its number, counted from 1.
    int number();

    /// What stands around a value.
    enum Quote {
        NONE,
        SINGLE,
        DOUBLE
    }

    /// A value between its quotes, as it stands in the file.
    record Value(int number, int last, String name, Quote quote, String raw)
            implements DotEnvLine {}

    /// A line that is none.
    record Odd(int number, String expected) implements DotEnvLine {}
}
