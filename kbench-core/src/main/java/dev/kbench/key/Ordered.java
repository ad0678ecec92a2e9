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
        for (Map.Entry<K, V> entry : copy.entrySet()) {
            if (entry.getKey() == null || entry.getValue() == null) {
                throw new IllegalArgumentException("a key or value is null: " + entry);
            }
        }
        return Collections.unmodifiableSequencedMap(copy);
    }
}
