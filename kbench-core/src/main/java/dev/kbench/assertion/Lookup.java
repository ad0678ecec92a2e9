package dev.kbench.assertion;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The elements of a collection, to be found by values that are equal to them: by their hash, so
/// that two sets of a hundred thousand are compared in a few steps an element.
///
/// One thread, one collection that does not change.
final class Lookup {
    private final Collection<?> items;
    private @Nullable Map<Integer, List<@Nullable Object>> byHash;

    Lookup(Collection<?> items) {
        this.items = items;
    }

    /// The elements that may be equal to a value; all that are equal are among them.
    List<@Nullable Object> candidates(@Nullable Object value) {
        Map<Integer, List<@Nullable Object>> known = byHash;
        if (known == null) {
            known = new HashMap<>();
            for (Object item : items) {
                known.computeIfAbsent(ValueHash.of(item), _ -> new ArrayList<>(1)).add(item);
            }
            byHash = known;
        }
        return known.getOrDefault(ValueHash.of(value), List.of());
    }

    /// Takes an element out that is equal to a value.
    ///
    /// @return false if there is none
    boolean take(@Nullable Object value) {
        List<@Nullable Object> candidates = candidates(value);
        for (int i = 0; i < candidates.size(); i++) {
            if (Equality.equal(candidates.get(i), value)) {
                candidates.remove(i);
                return true;
            }
        }
        return false;
    }
}
