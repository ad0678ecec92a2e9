package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// A value that may be absent: `null` in JSON, or left out.
///
/// @param inner the value
/// @param form what holds it
record MaybeShape(Shape inner, Form form) implements Shape {
    /// What holds it.
    enum Form {
        /// {@link Optional}.
        OPTIONAL,
        /// {@link OptionalInt}.
        INT,
        /// {@link OptionalLong}.
        LONG,
        /// {@link OptionalDouble}.
        DOUBLE,
        /// The value itself, or null.
        NULLABLE
    }

    @Override
    public @Nullable Object read(Json value, Spot at) {
        return value instanceof Json.Null ? absent() : held(inner.read(value, at));
    }

    /// What stands for nothing.
    @Nullable Object absent() {
        return switch (form) {
            case OPTIONAL -> Optional.empty();
            case INT -> OptionalInt.empty();
            case LONG -> OptionalLong.empty();
            case DOUBLE -> OptionalDouble.empty();
            case NULLABLE -> null;
        };
    }

    @SuppressWarnings("NullAway") // what is not absent is read as something
    private @Nullable Object held(@Nullable Object value) {
        return switch (form) {
            case OPTIONAL -> Optional.of(value);
            case INT -> OptionalInt.of((Integer) value);
            case LONG -> OptionalLong.of((Long) value);
            case DOUBLE -> OptionalDouble.of((Double) value);
            case NULLABLE -> value;
        };
    }

    @Override
    public Json write(@Nullable Object value) {
        Object inside =
                switch (value) {
                    case Optional<?> optional when form == Form.OPTIONAL -> optional.orElse(null);
                    case OptionalInt optional when form == Form.INT ->
                            optional.isPresent() ? optional.getAsInt() : null;
                    case OptionalLong optional when form == Form.LONG ->
                            optional.isPresent() ? optional.getAsLong() : null;
                    case OptionalDouble optional when form == Form.DOUBLE ->
                            optional.isPresent() ? optional.getAsDouble() : null;
                    case null, default ->
                            form == Form.NULLABLE ? value : Written.as(Optional.class, value, this);
                };
        return inside == null ? new Json.Null() : inner.write(inside);
    }

    @Override
    public Map<String, Object> schema(Definitions definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        List<Object> both = new ArrayList<>();
        both.add(inner.schema(definitions));
        both.add(Map.of("type", "null"));
        schema.put("anyOf", both);
        return schema;
    }

    @Override
    public String expected() {
        return inner.expected() + " or null";
    }

    @Override
    public boolean isLike(Json value) {
        return value instanceof Json.Null || inner.isLike(value);
    }
}
