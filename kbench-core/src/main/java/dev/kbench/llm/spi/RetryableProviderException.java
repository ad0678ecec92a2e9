package dev.kbench.llm.spi;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;

/// A model gave no answer, and trying again may help.
public final class RetryableProviderException extends ModelProviderException {
    private static final long serialVersionUID = 1L;

    /// How long the provider asked to wait; null where it said nothing.
    private final @Nullable Duration retryAfter;

    private final transient @Nullable RateLimits limits;

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
        this(trouble, model, status, "", message, retryAfter, RateLimits.NONE, cause);
    }

    /// Makes one with what the provider says.
    ///
    /// @param trouble what went wrong
    /// @param model which model was asked
    /// @param status the HTTP status, 0 where none came
    /// @param words the provider's words, cut, without keys and control characters
    /// @param message what was expected, what came, and what to do
    /// @param retryAfter how long the provider asks to wait, null where it says nothing
    /// @param limits what the provider says of its limits
    /// @param cause what it came from, if anything
    public RetryableProviderException(
            Trouble trouble,
            String model,
            int status,
            String words,
            String message,
            @Nullable Duration retryAfter,
            RateLimits limits,
            @Nullable Throwable cause) {
        super(trouble, model, status, words, message, cause);
        this.retryAfter = retryAfter;
        this.limits = limits;
    }

    /// How long the provider asks to wait.
    ///
    /// @return the wait, empty where it says nothing
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /// What the provider says of its limits.
    ///
    /// @return the limits; {@link RateLimits#NONE} where it says nothing
    public RateLimits limits() {
        return limits == null ? RateLimits.NONE : limits;
    }
}
