package dev.kbench.tool;

import dev.kbench.key.KbenchException;

import org.jspecify.annotations.Nullable;

/// Something that a task works with is not on this machine: an interpreter, a browser, a box that
/// can hold what a model wrote. No fault of the candidate's: a run that meets it has no verdict.
public final class ToolUnavailableException extends KbenchException {
    private static final long serialVersionUID = 1L;

    /// Makes one from what is missing.
    ///
    /// @param message what is missing, why it is needed, and what installs it
    public ToolUnavailableException(String message) {
        super(message);
    }

    /// Makes one with its cause.
    ///
    /// @param message what is missing, why it is needed, and what installs it
    /// @param cause what it came from, if anything
    public ToolUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
