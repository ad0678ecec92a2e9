package dev.kbench.content;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// A content's own parameters.
final class MediaParams {
    static final SequencedMap<String, Object> NONE =
            Collections.unmodifiableSequencedMap(new LinkedHashMap<>());

    private MediaParams() {}

    static SequencedMap<String, Object> copy(Map<String, ?> params) {
        if (params.isEmpty()) {
            return NONE;
        }
        LinkedHashMap<String, Object> copy = new LinkedHashMap<>(params);
        copy.forEach(
                (name, value) -> {
                    if (name == null || value == null) {
                        throw new IllegalArgumentException(
                                "apiParams takes names and values, got %s=%s; leave out what is not to be sent"
                                        .formatted(name, value));
                    }
                });
        return Collections.unmodifiableSequencedMap(copy);
    }
}
