package dev.kbench.schema;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Schemas of single values. A model is asked for `{"value": …}`; {@link Scalar} says which answers
/// give one. What stands there must be the value and nothing else: no unit, no thousands separator,
/// no other script's digits, no NaN.
final class Primitives {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,400}(\\.\\d{1,400})?|\\.\\d{1,400})([eE][+-]?\\d{1,4})?");
    private static final Set<String> TRUE = Set.of("true", "yes", "y", "t", "on", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "n", "f", "off", "0");

    private static final String BOOL = "true or false";
    private static final String WHOLE = "a whole number";
    private static final String NUMBERS = "a number";

    private static final Map<Class<?>, Schema<?>> SCHEMAS =
            Map.ofEntries(
                    Map.entry(boolean.class, schemaOf(BOOL, "boolean", Primitives::bool)),
                    Map.entry(Boolean.class, schemaOf(BOOL, "boolean", Primitives::bool)),
                    Map.entry(int.class, whole(BigDecimal::intValueExact, "an int")),
                    Map.entry(Integer.class, whole(BigDecimal::intValueExact, "an int")),
                    Map.entry(long.class, whole(BigDecimal::longValueExact, "a long")),
                    Map.entry(Long.class, whole(BigDecimal::longValueExact, "a long")),
                    Map.entry(float.class, schemaOf(NUMBERS, "number", Primitives::single)),
                    Map.entry(Float.class, schemaOf(NUMBERS, "number", Primitives::single)),
                    Map.entry(double.class, schemaOf(NUMBERS, "number", Primitives::dual)),
                    Map.entry(Double.class, schemaOf(NUMBERS, "number", Primitives::dual)));

    private Primitives() {}

    @SuppressWarnings("unchecked")
    static <T> Schema<T> schema(Class<T> type) {
        Schema<?> schema = SCHEMAS.get(type);
        if (schema == null) {
            throw new IllegalArgumentException(
                    "an answer cannot be read as %s; expected String, boolean, int, long, float or double"
                            .formatted(type.getTypeName()));
        }
        return (Schema<T>) schema;
    }

    private interface Value {
        Object read(String text, String answer);
    }

    private static Schema<?> schemaOf(String expected, String jsonType, Value value) {
        String instruction =
                "Answer with one JSON object that fits this JSON schema, and with nothing else: "
                        + "{\"type\":\"object\",\"properties\":{\"value\":{\"type\":\"%s\"}},\"required\":[\"value\"],\"additionalProperties\":false}"
                                .formatted(jsonType);
        JsonSchema json =
                JsonSchema.parse(
                        "{\"properties\":{\"value\":{\"title\":\"Value\",\"type\":\"%s\"}},\"required\":[\"value\"],\"title\":\"Response\",\"type\":\"object\"}"
                                .formatted(jsonType));
        return new Schema<>(
                expected,
                instruction,
                json,
                answer -> value.read(Scalar.of(answer, expected), answer));
    }

    private static Schema<?> whole(Function<BigDecimal, Object> exact, String type) {
        return schemaOf(
                WHOLE,
                "integer",
                (text, answer) -> {
                    BigDecimal value = new BigDecimal(number(text, answer, WHOLE));
                    if (value.signum() != 0 && value.stripTrailingZeros().scale() > 0) {
                        throw new UnparsableAnswerException(WHOLE, "it is not whole", answer);
                    }
                    try {
                        return exact.apply(value);
                    } catch (ArithmeticException e) {
                        throw new UnparsableAnswerException(
                                WHOLE, "it does not fit into " + type, answer);
                    }
                });
    }

    private static Object dual(String text, String answer) {
        double value = Double.parseDouble(number(text, answer, NUMBERS));
        if (Double.isInfinite(value)) {
            throw new UnparsableAnswerException(NUMBERS, "it does not fit into a double", answer);
        }
        return value;
    }

    private static Object single(String text, String answer) {
        float value = Float.parseFloat(number(text, answer, NUMBERS));
        if (Float.isInfinite(value)) {
            throw new UnparsableAnswerException(NUMBERS, "it does not fit into a float", answer);
        }
        return value;
    }

    private static Object bool(String text, String answer) {
        String word = text.length() > 5 ? text : text.toLowerCase(Locale.ROOT);
        if (TRUE.contains(word)) {
            return true;
        }
        if (FALSE.contains(word)) {
            return false;
        }
        throw new UnparsableAnswerException(BOOL, "the answer is neither", answer);
    }

    private static String number(String text, String answer, String expected) {
        if (!NUMBER.matcher(text).matches()) {
            throw new UnparsableAnswerException(
                    expected, "the answer is not a number alone", answer);
        }
        return text;
    }
}
