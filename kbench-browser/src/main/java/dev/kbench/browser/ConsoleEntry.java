package dev.kbench.browser;

import static java.util.Objects.requireNonNull;

/// A line that a page wrote to its console, or an error that it did not catch.
///
/// @param level how grave
/// @param text what it says, at most 10,000 characters
/// @param uncaught whether it is an error that no code of the page caught
public record ConsoleEntry(Level level, String text, boolean uncaught) {
    /// How grave an entry is, as the console has it.
    public enum Level {
        /// `console.debug`.
        DEBUG,
        /// `console.log` and `console.info`.
        INFO,
        /// `console.warn`.
        WARN,
        /// `console.error`, and errors that were not caught.
        ERROR
    }

    /// Refuses null.
    public ConsoleEntry {
        requireNonNull(level, "level: expected how grave the entry is, got null");
        requireNonNull(text, "text: expected a text, got null");
    }
}
