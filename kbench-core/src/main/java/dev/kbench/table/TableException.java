package dev.kbench.table;

import dev.kbench.key.KbenchException;

import org.jspecify.annotations.Nullable;

/// A table's file cannot be read.
public final class TableException extends KbenchException {
    private static final long serialVersionUID = 1L;

    /// Makes one.
    ///
    /// @param message file, line, column, what was expected and what came
    /// @param cause what it came from, if anything
    public TableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
