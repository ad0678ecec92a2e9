package dev.kbench.models.wire;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;

/// Writes values as JSON, or refuses what JSON cannot hold.
public final class JsonValues {
    private static final int DEEPEST = 100;

    private JsonValues() {}

    /// Writes a parameter's value.
    ///
    /// @param out where to
    /// @param name the parameter's name, for messages
    /// @param value text, a number, a boolean, an enum's constant, a map, a collection, or null
    /// @throws IllegalArgumentException if it is, or holds, anything else
    public static void write(JsonGenerator out, String name, @Nullable Object value) {
        write(out, name, value, 0);
    }

    /// Writes a field.
    ///
    /// @param out where to
    /// @param name the field's name
    /// @param value as {@link #write} takes it
    /// @throws IllegalArgumentException if it is, or holds, what JSON cannot
    public static void field(JsonGenerator out, String name, @Nullable Object value) {
        out.writeName(WellFormed.of(name));
        write(out, name, value, 0);
    }

    private static void write(JsonGenerator out, String name, @Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw refused(name, "one nested deeper than " + DEEPEST);
        }
        switch (value) {
            case null -> out.writeNull();
            case CharSequence text -> out.writeString(WellFormed.of(text.toString()));
            case Boolean flag -> out.writeBoolean(flag);
            case Double number when !Double.isFinite(number) -> throw refused(name, "" + number);
            case Float number when !Float.isFinite(number) -> throw refused(name, "" + number);
            case Double number -> out.writeNumber(number);
            case Float number -> out.writeNumber(number);
            case BigDecimal number -> out.writeNumber(number);
            case BigInteger number -> out.writeNumber(number);
            case Long number -> out.writeNumber(number);
            case Integer number -> out.writeNumber(number);
            case Short number -> out.writeNumber(number.intValue());
            case Byte number -> out.writeNumber(number.intValue());
            case Enum<?> constant -> out.writeString(constant.name());
            case Map<?, ?> map -> {
                out.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.writeName(WellFormed.of(String.valueOf(entry.getKey())));
                    write(out, name, entry.getValue(), depth + 1);
                }
                out.writeEndObject();
            }
            case Iterable<?> items -> {
                out.writeStartArray();
                for (Object item : items) {
                    write(out, name, item, depth + 1);
                }
                out.writeEndArray();
            }
            default -> throw refused(name, "a " + value.getClass().getName());
        }
    }

    private static IllegalArgumentException refused(String name, String got) {
        return new IllegalArgumentException(
                "apiParams '%s': expected text, a finite number, a boolean, null, or a list or map of those, got %s"
                        .formatted(name, got));
    }
}
