package dev.kbench.internal.source;

import java.io.Serial;

/// A library that a source asks for and cannot have; its message is the reason alone.
public final class LibraryException extends Exception {
    @Serial private static final long serialVersionUID = 1;

    private final int line;
    private final String text;

    /// A refusal.
    ///
    /// @param line the number of the line that asks for it, from 1
    /// @param text the library, as the source has it
    /// @param reason why it cannot be had
    public LibraryException(int line, String text, String reason) {
        super(reason);
        this.line = line;
        this.text = text;
    }

    /// Which line asks for it.
    ///
    /// @return its number, from 1
    public int line() {
        return line;
    }

    /// What is told, wherever the library is asked for.
    ///
    /// @param place the file and line, or the cell
    /// @return the sentence
    public String said(String place) {
        return "%s asks for the library '%s': %s".formatted(place, text, getMessage());
    }
}
