package dev.kbench.key;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// Unmodifiable copies that keep their order, which `Map.copyOf` does not.
final class Ordered {
    private Ordered() {}

    static <K, V> SequencedMap<K, V> copy(Map<? extends K, ? extends V> map) {
        LinkedHashMap<K, V> copy = new LinkedHashMap<>(map);
        copy.forEach(
                (key, value) -> {
                    if (key == null || value == null) {
                        throw new IllegalArgumentException(
                                "a key or value is null: " + key + "=" + value);
                    }
                });
        return Collections.unmodifiableSequencedMap(copy);
    }
}
