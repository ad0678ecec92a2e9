package dev.kbench.key;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Named values for a task's parameters, in order. Values are what {@link CanonicalJson} can write:
/// text, numbers, booleans, enums, dates, records, collections and maps of those, tables. A missing
/// value is not in the map.
///
/// Immutable.
public final class Params {
    private static final Params EMPTY = new Params(new LinkedHashMap<>());

    private final SequencedMap<String, Object> values;

    private Params(SequencedMap<String, Object> values) {
        this.values = Collections.unmodifiableSequencedMap(values);
    }

    /// No parameters.
    ///
    /// @return the empty parameters
    public static Params of() {
        return EMPTY;
    }

    /// Parameters by name: `Params.of("question", "2+2?", "expected", 4)`.
    ///
    /// @param name the first parameter's name
    /// @param value the first parameter's value
    /// @param more further names and values by turns
    /// @return the parameters in the order given
    /// @throws IllegalArgumentException if a name is not text or comes twice, or a value is missing
    public static Params of(String name, Object value, Object... more) {
        requireNonNull(more, "more: expected further names and values by turns, got null");
        if (more.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "Params.of takes names and values by turns, but the last name has no value: "
                            + more[more.length - 1]);
        }
        LinkedHashMap<String, Object> values = new LinkedHashMap<>();
        put(values, name, value);
        for (int i = 0; i < more.length; i += 2) {
            if (!(more[i] instanceof String next)) {
                throw new IllegalArgumentException(
                        "Params.of takes names and values by turns: argument %d must be a name, got %s"
                                .formatted(i + 3, more[i]));
            }
            put(values, next, more[i + 1]);
        }
        return new Params(values);
    }

    /// Parameters from a map, in the map's order.
    ///
    /// @param values names and values
    /// @return the parameters
    public static Params from(Map<String, ?> values) {
        requireNonNull(values, "values: expected a map of names and values, got null");
        LinkedHashMap<String, Object> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> put(copy, name, value));
        return copy.isEmpty() ? EMPTY : new Params(copy);
    }

    private static void put(Map<String, Object> values, String name, Object value) {
        if (name == null || value == null) {
            throw new IllegalArgumentException(
                    "a parameter's name and value must not be null, got %s=%s; leave a missing value out"
                            .formatted(name, value));
        }
        if (values.put(name, value) != null) {
            throw new IllegalArgumentException("parameter '%s' is given twice".formatted(name));
        }
    }

    /// The names and values, in order.
    ///
    /// @return an unmodifiable view
    public SequencedMap<String, Object> asMap() {
        return values;
    }

    /// One value.
    ///
    /// @param name the parameter's name, exactly
    /// @return its value, empty where there is none
    public Optional<Object> value(String name) {
        return Optional.ofNullable(
                values.get(requireNonNull(name, "name: expected a parameter's name, got null")));
    }

    /// Whether there are none.
    ///
    /// @return true if empty
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /// These parameters and others; the others win where both name one.
    ///
    /// @param others what to add
    /// @return both, these names first
    public Params with(Params others) {
        requireNonNull(others, "others: expected parameters such as Params.of(), got null");
        if (values.isEmpty() || others.isEmpty()) {
            return values.isEmpty() ? others : this;
        }
        LinkedHashMap<String, Object> all = new LinkedHashMap<>(values);
        all.putAll(others.values);
        return new Params(all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Params that && values.equals(that.values);
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
