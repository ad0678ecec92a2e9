package dev.kbench.assertion;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/// What sort of thing a value is, for two that are shown alike.
final class Kinds {
    private Kinds() {}

    /// The sort of a value.
    ///
    /// @return such as `text`, `list` or a class's name
    static String of(Object value) {
        return switch (value) {
            case CharSequence _ -> "text";
            case Map<?, ?> _ -> "map";
            case Set<?> _ -> "set";
            case Collection<?> _ -> "list";
            default -> value.getClass().isArray() ? "array" : value.getClass().getName();
        };
    }
}
