package dev.kbench.llm.spi;

import org.jspecify.annotations.Nullable;

/// A model gave no answer, and trying again will not help.
public final class PermanentProviderException extends ModelProviderException {
    private static final long serialVersionUID = 1L;

    /// Makes one.
    ///
    /// @param trouble what went wrong
    /// @param model which model was asked
    /// @param status the HTTP status, 0 where none came
    /// @param message what was expected, what came, and what to do
    /// @param cause what it came from, if anything
    public PermanentProviderException(
            Trouble trouble, String model, int status, String message, @Nullable Throwable cause) {
        this(trouble, model, status, "", message, cause);
    }

    /// Makes one with the provider's own words.
    ///
    /// @param trouble what went wrong
    /// @param model which model was asked
    /// @param status the HTTP status, 0 where none came
    /// @param words the provider's words, cut, without keys and control characters
    /// @param message what was expected, what came, and what to do
    /// @param cause what it came from, if anything
    public PermanentProviderException(
            Trouble trouble,
            String model,
            int status,
            String words,
            String message,
            @Nullable Throwable cause) {
        super(trouble, model, status, words, message, cause);
    }
}
