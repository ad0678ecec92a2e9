package dev.kbench.llm.spi;

import dev.kbench.event.Usage;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// What a model answered.
///
/// @param text the answer; may be empty
/// @param reasoning the reasoning as the model gave it; empty where it gave none
/// @param usage what the call used
/// @param finishReason why the model stopped, in the provider's word; empty where it said nothing;
///   `refusal` where the answer's text is a refusal that the provider marks as one
/// @param sent the options that were really sent, such as `temperature`, in order
/// @param raw the provider's answer as it came, JSON or other text; empty where there is none
public record ModelResponse(
        String text,
        String reasoning,
        Usage usage,
        String finishReason,
        SequencedMap<String, Object> sent,
        String raw) {
    /// Copies the options.
    public ModelResponse {
        sent = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(sent));
    }

    /// An answer of which nothing but text and usage is known.
    ///
    /// @param text the answer
    /// @param usage what it used
    /// @return the response
    public static ModelResponse of(String text, Usage usage) {
        return new ModelResponse(text, "", usage, "stop", new LinkedHashMap<>(), "");
    }
}
