package dev.kbench.key;

import java.util.Map;
import java.util.SequencedMap;

/// Which model, and how it is set: enough to tell two models apart, nothing that is secret. No key,
/// no client.
///
/// @param id the model's id as the user writes it, such as `google/gemini-2.5-flash`
/// @param provider who serves it, such as `proxy`, `openai`, `local`, `demo`
/// @param settings what changes its answers (API, weights' digest, endpoint's host), in a fixed
///   order; may be empty
public record ModelRef(String id, String provider, SequencedMap<String, String> settings) {
    /// Copies the settings and refuses an empty id.
    public ModelRef {
        if (id.isBlank()) {
            throw new IllegalArgumentException("a model needs an id, got a blank one");
        }
        settings = Ordered.copy(settings);
    }

    /// A model without settings.
    ///
    /// @param id the model's id
    /// @param provider who serves it
    /// @return the reference
    public static ModelRef of(String id, String provider) {
        return new ModelRef(id, provider, Ordered.copy(Map.of()));
    }
}
