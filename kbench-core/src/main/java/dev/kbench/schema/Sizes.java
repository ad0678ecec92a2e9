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
            return "must have at least %s, it has %d".formatted(counted(min, unit), size);
        }
        return size > max
                ? "must have at most %s, it has %d".formatted(counted(max, unit), size)
                : "";
    }

    private static String counted(int n, String unit) {
        if (n != 1) {
            return n + " " + unit;
        }
        return unit.equals("entries") ? "1 entry" : "1 " + unit.substring(0, unit.length() - 1);
    }

    /// Whether nothing can have such a size.
    boolean isEmpty() {
        return max < min;
    }
}
