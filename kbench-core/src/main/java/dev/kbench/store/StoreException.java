package dev.kbench.store;

import dev.kbench.key.KbenchException;

import org.jspecify.annotations.Nullable;

/// A task or run file cannot be written or read.
public final class StoreException extends KbenchException {
    private static final long serialVersionUID = 1L;

    /// Makes one.
    ///
    /// @param message which file or folder, what is wrong, and what to do
    /// @param cause what it came from, if anything
    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
