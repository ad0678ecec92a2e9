package dev.kbench.schema;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// The fields of an answer that has no type of its own, by name.
///
/// Immutable. Two are equal where they have the same fields with equal values.
public final class Fields {
    private final SequencedMap<String, @Nullable Object> values;

    Fields(Map<String, ? extends @Nullable Object> values) {
        this.values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /// All of them.
    ///
    /// @return names and values, in order; a value that is null in the answer is null here
    public SequencedMap<String, @Nullable Object> asMap() {
        return values;
    }

    /// Whether there is a field, and it holds something.
    ///
    /// @param name the field's name
    /// @return false where it is missing, null or an empty optional
    public boolean has(String name) {
        Object value = values.get(name);
        return value instanceof Optional<?> optional ? optional.isPresent() : value != null;
    }

    /// A field that is true or false.
    ///
    /// @param name the field's name
    /// @return its value
    /// @throws IllegalArgumentException if it is missing or something else
    public boolean bool(String name) {
        return as(name, Boolean.class, "true or false");
    }

    /// A field that is a text.
    ///
    /// @param name the field's name
    /// @return its value
    /// @throws IllegalArgumentException if it is missing or something else
    public String text(String name) {
        return as(name, String.class, "a text");
    }

    /// A field that is a number.
    ///
    /// @param name the field's name
    /// @return its value, to the nearest double
    /// @throws IllegalArgumentException if it is missing or something else
    public double number(String name) {
        return as(name, Number.class, "a number").doubleValue();
    }

    /// A field that is an object with fields of its own.
    ///
    /// @param name the field's name
    /// @return its value
    /// @throws IllegalArgumentException if it is missing or something else
    public Fields fields(String name) {
        return as(name, Fields.class, "an object with fields");
    }

    /// A field that is a list.
    ///
    /// @param name the field's name
    /// @return its values, in order
    /// @throws IllegalArgumentException if it is missing or something else
    public List<?> list(String name) {
        return as(name, List.class, "a list");
    }

    /// A field of a type.
    ///
    /// @param name the field's name
    /// @param type the type, no primitive
    /// @param <T> the type
    /// @return its value
    /// @throws IllegalArgumentException if it is missing or something else
    public <T> T value(String name, Class<T> type) {
        return as(name, type, "a " + type.getSimpleName());
    }

    private <T> T as(String name, Class<T> type, String words) {
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException(
                    "there is no field '%s'; there are %s".formatted(name, values.keySet()));
        }
        Object value = values.get(name);
        Object inside = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        Object found = type.isInstance(value) ? value : inside;
        if (!type.isInstance(found)) {
            throw new IllegalArgumentException(
                    "expected the field '%s' to be %s, got %s"
                            .formatted(name, words, found == null ? "nothing" : kind(found)));
        }
        return type.cast(found);
    }

    private static String kind(Object value) {
        return switch (value) {
            case Boolean _ -> "true or false";
            case Number _ -> "a number";
            case String _ -> "a text";
            case List<?> _ -> "a list";
            case Fields _ -> "an object with fields";
            default -> value.getClass().getSimpleName();
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fields that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
