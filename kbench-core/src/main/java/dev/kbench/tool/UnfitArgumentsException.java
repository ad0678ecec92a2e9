package dev.kbench.tool;

/// A model called a tool with arguments that do not fit; nothing was done.
public final class UnfitArgumentsException extends Exception {
    private static final long serialVersionUID = 1L;

    /// Makes one.
    ///
    /// @param message what does not fit, for the model
    /// @param cause what it came from
    public UnfitArgumentsException(String message, Throwable cause) {
        super(message, cause);
    }
}
