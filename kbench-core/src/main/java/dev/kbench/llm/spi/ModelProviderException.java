package dev.kbench.llm.spi;

import dev.kbench.key.KbenchException;

import org.jspecify.annotations.Nullable;

/// A model gave no answer. Either trying again may help, or it will not.
public abstract sealed class ModelProviderException extends KbenchException
        permits RetryableProviderException, PermanentProviderException {
    private static final long serialVersionUID = 1L;

    /// What went wrong.
    public enum Trouble {
        /// Too many calls or tokens in a span of time.
        RATE_LIMITED,
        /// The provider is overloaded, failing or cannot be reached.
        UNAVAILABLE,
        /// No answer in time.
        TIMED_OUT,
        /// The key is missing, wrong, or not allowed to use the model.
        KEY_REFUSED,
        /// There is no such model.
        MODEL_UNKNOWN,
        /// The provider does not accept the request.
        REQUEST_REFUSED,
        /// A filter of the provider keeps the request from the model.
        CONTENT_REFUSED,
        /// What came back is not an answer.
        ANSWER_UNREADABLE,
        /// A setting is missing or wrong.
        MISCONFIGURED
    }

    /// What kind of trouble it was.
    private final Trouble trouble;

    /// The model that was asked.
    private final String model;

    /// The HTTP status, 0 where there was none.
    private final int status;

    /// The provider's own words, cut and cleaned; may be empty.
    private final String words;

    ModelProviderException(
            Trouble trouble,
            String model,
            int status,
            String words,
            String message,
            @Nullable Throwable cause) {
        super(message, cause);
        this.trouble = trouble;
        this.model = model;
        this.status = status;
        this.words = words;
    }

    /// What went wrong.
    ///
    /// @return the kind of trouble
    public Trouble trouble() {
        return trouble;
    }

    /// Which model was asked.
    ///
    /// @return its id
    public String model() {
        return model;
    }

    /// The HTTP status that came back.
    ///
    /// @return the status, 0 where none came
    public int status() {
        return status;
    }

    /// The provider's own words.
    ///
    /// @return their beginning in one line, without keys and control characters; empty where it
    ///   said nothing
    public String words() {
        return words;
    }
}
