package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.util.Map;

/// How what a method returns is written for a model. A value of a type that {@link Schema} knows is
/// written as JSON, but for what JSON would only put into quotes: a text, a constant of an enum, a
/// date. All else is its `toString`, and so is what JSON has no word for, such as NaN.
///
/// Immutable.
public final class ResultForm {
    private final @Nullable Shape shape;

    private ResultForm(@Nullable Shape shape) {
        this.shape = shape;
    }

    /// A value, written.
    ///
    /// @param text what a model reads
    /// @param json whether it is JSON, as opposed to words
    public record Text(String text, boolean json) {}

    /// The form of what a method returns.
    ///
    /// @param method the method
    /// @return the form
    public static ResultForm of(Method method) {
        try {
            return new ResultForm(
                    Shapes.of(
                            Resolved.of(method.getAnnotatedReturnType(), Map.of(), "the result")));
        } catch (IllegalArgumentException none) {
            return new ResultForm(null);
        }
    }

    /// Writes a value.
    ///
    /// @param value what the method returned
    /// @return the value as a text
    public Text of(@Nullable Object value) {
        return switch (value) {
            case null -> new Text("null", true);
            case CharSequence words -> new Text(words.toString(), false);
            default -> shape == null ? words(value) : written(shape, value);
        };
    }

    private static Text written(Shape shape, Object value) {
        Json json;
        try {
            json = shape.write(value);
        } catch (IllegalArgumentException unsayable) {
            return words(value);
        }
        return json instanceof Json.Str(String text)
                ? new Text(text, false)
                : new Text(json.json(), true);
    }

    private static Text words(Object value) {
        return new Text(String.valueOf(value), false);
    }
}
