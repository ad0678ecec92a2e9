package dev.kbench.llm.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// A request as its model takes it.
///
/// @param request what is to be sent
/// @param leftOut the options that were left out and why, by the names that {@link
///   ModelRequest#options} gives them; `stream` and `response_format` for streaming and a schema;
///   in order
public record FittedRequest(ModelRequest request, SequencedMap<String, String> leftOut) {
    private static final SequencedMap<String, String> NOTHING =
            Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

    /// Copies the map.
    public FittedRequest {
        leftOut =
                leftOut.isEmpty()
                        ? NOTHING
                        : Collections.unmodifiableSequencedMap(new LinkedHashMap<>(leftOut));
    }
}
