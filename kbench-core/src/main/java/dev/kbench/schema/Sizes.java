package dev.kbench.schema;

import java.util.Map;

/// How long something may be.
///
/// @param min the least size
/// @param max the greatest size
record Sizes(int min, int max) {
    static final Sizes ALL = new Sizes(0, Integer.MAX_VALUE);

    Sizes and(Sizes other) {
        int least = Math.max(min, other.min);
        int most = Math.min(max, other.max);
        return new Sizes(least, most);
    }

    void describe(Map<String, Object> schema, String least, String most) {
        if (min > 0) {
            schema.put(least, min);
        }
        if (max < Integer.MAX_VALUE) {
            schema.put(most, max);
        }
    }

    /// The rule that a size violates, empty where it violates none.
    ///
    /// @param unit such as `characters`
    String violatedBy(int size, String unit) {
        if (size < min) {
            return "must have at least %d %s, it has %d".formatted(min, unit, size);
        }
        return size > max ? "must have at most %d %s, it has %d".formatted(max, unit, size) : "";
    }
}
