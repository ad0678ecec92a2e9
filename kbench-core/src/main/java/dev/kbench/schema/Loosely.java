package dev.kbench.schema;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Finds by names that are written a little differently: `keyPhrases`, `key_phrases`, `Key
/// Phrases`. Names that cannot be told apart so are not found at all. A dash at an end means
/// something: `A-` is another mark than `A`.
///
/// @param <V> what is found
final class Loosely<V> {
    private static final int LONGEST = 200;

    private final Map<String, V> found = new HashMap<>();
    private final Set<String> twice = new HashSet<>();

    void put(String name, V value) {
        String bare = bare(name);
        if (bare.isEmpty() || found.put(bare, value) != null) {
            twice.add(bare);
        }
    }

    @Nullable V get(String name) {
        if (name.length() > LONGEST) {
            return null;
        }
        String bare = bare(name);
        return twice.contains(bare) ? null : found.get(bare);
    }

    private static String bare(String given) {
        String name = given.strip();
        StringBuilder out = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean within = i > 0 && i < name.length() - 1;
            if (c != '_' && c != ' ' && !(c == '-' && within)) {
                out.append(Character.toLowerCase(c));
            }
        }
        return out.toString();
    }
}
