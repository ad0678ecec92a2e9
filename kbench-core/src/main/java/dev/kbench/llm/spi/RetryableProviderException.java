package dev.kbench.llm.spi;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/// A model gave no answer, and trying again may help.
public final class RetryableProviderException extends ModelProviderException {
    private static final long serialVersionUID = 1L;

    private final @Nullable Duration retryAfter;

    /// Makes one.
    ///
    /// @param trouble what went wrong
    /// @param model which model was asked
    /// @param status the HTTP status, 0 where none came
    /// @param message what was expected, what came, and what to do
    /// @param retryAfter how long the provider asks to wait, null where it says nothing
    /// @param cause what it came from, if anything
    public RetryableProviderException(
            Trouble trouble,
            String model,
            int status,
            String message,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(trouble, model, status, message, cause);
        this.retryAfter = retryAfter;
    }

    /// How long the provider asks to wait.
    ///
    /// @return the wait, empty where it says nothing
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
