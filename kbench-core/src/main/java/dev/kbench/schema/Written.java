package dev.kbench.schema;

import org.jspecify.annotations.Nullable;

/// Values that are to be written.
final class Written {
    private Written() {}

    static <T> T as(Class<T> type, @Nullable Object value, Shape shape) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "expected %s, got %s"
                            .formatted(
                                    shape.expected(),
                                    value == null
                                            ? "null"
                                            : "a " + value.getClass().getTypeName()));
        }
        return type.cast(value);
    }
}
