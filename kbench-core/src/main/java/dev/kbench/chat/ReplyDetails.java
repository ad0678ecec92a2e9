package dev.kbench.chat;

import dev.kbench.event.Usage;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// What is known of a model's answer beside its text.
///
/// @param usage what the call used
/// @param reasoning the model's reasoning as it gave it; empty where it gave none
/// @param finishReason why the model stopped, in the provider's word; empty where it said nothing
/// @param sent the options that were really sent, such as `temperature`, in order
/// @param duration how long the call took
public record ReplyDetails(
        Usage usage,
        String reasoning,
        String finishReason,
        SequencedMap<String, Object> sent,
        Duration duration) {
    private static final Set<String> REFUSALS = Set.of("refusal", "content_filter");

    /// For a message that is no model's answer.
    public static final ReplyDetails NONE =
            new ReplyDetails(Usage.NONE, "", "", new LinkedHashMap<>(), Duration.ZERO);

    /// Copies the options.
    public ReplyDetails {
        sent = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(sent));
    }

    /// Whether the model, or a filter of its provider, refused to answer.
    ///
    /// @return true where the provider said so by its finish reason
    public boolean refused() {
        return REFUSALS.contains(finishReason);
    }

    /// The options in one line.
    ///
    /// @return such as `temperature=0.0, seed=0`
    public String sentText() {
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, Object> option : sent.entrySet()) {
            out.append(out.isEmpty() ? "" : ", ");
            out.append(option.getKey()).append('=').append(option.getValue());
        }
        return out.toString();
    }
}
