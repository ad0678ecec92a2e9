package dev.kbench.chat;

import static java.util.Objects.requireNonNull;

/// Why a model stopped.
///
/// @param kind what that means
/// @param raw the provider's word; empty where it said nothing
public record FinishReason(Kind kind, String raw) {
    /// What a reason means, whichever provider gave it.
    public enum Kind {
        /// The answer was at its end.
        STOP,
        /// The limit of tokens was reached.
        LENGTH,
        /// It wants tools to be called.
        TOOL_CALLS,
        /// A filter of the provider kept the answer, or the rest of it, back.
        CONTENT_FILTER,
        /// The model refused, and the provider marks it as a refusal.
        REFUSAL,
        /// Something else.
        OTHER,
        /// The provider did not say.
        UNKNOWN
    }

    /// The provider did not say.
    public static final FinishReason NONE = new FinishReason(Kind.UNKNOWN, "");

    /// The answer was at its end.
    public static final FinishReason STOP = new FinishReason(Kind.STOP, "stop");

    /// The limit of tokens was reached.
    public static final FinishReason LENGTH = new FinishReason(Kind.LENGTH, "length");

    /// Refuses null.
    public FinishReason {
        requireNonNull(kind, "kind: expected a kind, got null");
        requireNonNull(raw, "raw: expected the provider's word, got null");
    }

    /// The reason of a word that OpenAI's chat completions use.
    ///
    /// @param word such as `stop`, `length`, `tool_calls`, `content_filter`; `refusal` of an answer
    ///   that its provider marks as one
    /// @return the reason; another word is {@link Kind#OTHER}, none is {@link #NONE}
    public static FinishReason of(String word) {
        return switch (word) {
            case "" -> NONE;
            case "stop" -> STOP;
            case "length" -> LENGTH;
            case "tool_calls", "function_call" -> new FinishReason(Kind.TOOL_CALLS, word);
            case "content_filter" -> new FinishReason(Kind.CONTENT_FILTER, word);
            case "refusal" -> new FinishReason(Kind.REFUSAL, word);
            default -> new FinishReason(Kind.OTHER, word);
        };
    }

    /// Whether the model, or a filter of its provider, refused to answer.
    ///
    /// @return true where the provider said so
    public boolean refused() {
        return kind == Kind.REFUSAL || kind == Kind.CONTENT_FILTER;
    }

    /// The provider's word.
    @Override
    public String toString() {
        return raw;
    }
}
