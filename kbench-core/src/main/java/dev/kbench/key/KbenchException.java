package dev.kbench.key;

import org.jspecify.annotations.Nullable;

/// The world's fault, not the caller's: a model that cannot be reached, a file that cannot be
/// written, data that cannot be read. Unchecked; its subclasses carry the details in types.
public class KbenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// Makes one from what happened.
    ///
    /// @param message what was expected, what came, where, and what to do; never a key or a whole
    ///   prompt
    public KbenchException(String message) {
        super(message);
    }

    /// Makes one with its cause.
    ///
    /// @param message what was expected, what came, where, and what to do; never a key or a whole
    ///   prompt
    /// @param cause what it came from, if anything
    public KbenchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
