package dev.kbench.schema;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Schemas of single values. A model is asked for `{"value": …}`; that is read, and the bare value
/// too, either of them inside one code fence or not. Nothing else is: a value inside prose is a
/// guess.
final class Primitives {
    private static final Pattern FENCE =
            Pattern.compile("```[A-Za-z]*\\s*\\R?(.*?)```", Pattern.DOTALL);
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,400}(\\.\\d{1,400})?|\\.\\d{1,400})([eE][+-]?\\d{1,4})?");
    private static final Set<String> TRUE = Set.of("true", "yes", "y", "t", "on", "1");
    private static final Set<String> FALSE = Set.of("false", "no", "n", "f", "off", "0");

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private static final Map<Class<?>, Schema<?>> SCHEMAS =
            Map.ofEntries(
                    entry(boolean.class, schemaOf("true or false", "boolean", Primitives::bool)),
                    entry(Boolean.class, schemaOf("true or false", "boolean", Primitives::bool)),
                    entry(int.class, whole(value -> value.intValueExact(), "int")),
                    entry(Integer.class, whole(value -> value.intValueExact(), "int")),
                    entry(long.class, whole(value -> value.longValueExact(), "long")),
                    entry(Long.class, whole(value -> value.longValueExact(), "long")),
                    entry(float.class, decimal(BigDecimal::floatValue)),
                    entry(Float.class, decimal(BigDecimal::floatValue)),
                    entry(double.class, decimal(BigDecimal::doubleValue)),
                    entry(Double.class, decimal(BigDecimal::doubleValue)));

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

    private static Map.Entry<Class<?>, Schema<?>> entry(Class<?> type, Schema<?> schema) {
        return Map.entry(type, schema);
    }

    private static Schema<?> whole(Function<BigDecimal, Object> exact, String type) {
        return schemaOf(
                "a whole number",
                "integer",
                (text, answer) -> {
                    BigDecimal value = number(text, answer, "a whole number");
                    try {
                        return exact.apply(value);
                    } catch (ArithmeticException e) {
                        throw new UnparsableAnswerException(
                                "a whole number", "it does not fit into an " + type, answer);
                    }
                });
    }

    private static Schema<?> decimal(Function<BigDecimal, Object> convert) {
        return schemaOf(
                "a number",
                "number",
                (text, answer) -> convert.apply(number(text, answer, "a number")));
    }

    private interface Value {
        Object read(String text, String answer);
    }

    private static Schema<?> schemaOf(String expected, String jsonType, Value value) {
        String instruction =
                "Answer with one JSON object that fits this JSON schema, and with nothing else: "
                        + "{\"type\":\"object\",\"properties\":{\"value\":{\"type\":\"%s\"}},\"required\":[\"value\"],\"additionalProperties\":false}"
                                .formatted(jsonType);
        return new Schema<>(
                expected, instruction, answer -> value.read(scalar(answer, expected), answer));
    }

    /// The text of the one value in an answer.
    private static String scalar(String answer, String expected) {
        String body = answer.strip();
        if (body.contains("```")) {
            Matcher fence = FENCE.matcher(body);
            if (!fence.matches()) {
                throw new UnparsableAnswerException(
                        expected, "the answer is not one code block alone", answer);
            }
            body = fence.group(1).strip();
        }
        if (body.isEmpty()) {
            throw new UnparsableAnswerException(expected, "the answer is empty", answer);
        }
        return body.startsWith("{") ? wrapped(body, answer, expected) : unquoted(body);
    }

    private static String wrapped(String body, String answer, String expected) {
        JsonNode node;
        try {
            node = JSON.readTree(body);
        } catch (JacksonException e) {
            throw new UnparsableAnswerException(
                    expected, "the answer is not one valid JSON object", answer);
        }
        JsonNode value = node.get("value");
        if (value == null || node.size() != 1) {
            throw new UnparsableAnswerException(
                    expected, "the JSON object must have the field \"value\" alone", answer);
        }
        if (!value.isValueNode() || value.isNull()) {
            throw new UnparsableAnswerException(expected, "\"value\" is no such thing", answer);
        }
        return value.asString().strip();
    }

    private static String unquoted(String body) {
        return body.length() >= 2
                        && body.startsWith("\"")
                        && body.endsWith("\"")
                        && body.indexOf('"', 1) == body.length() - 1
                ? body.substring(1, body.length() - 1).strip()
                : body;
    }

    private static Object bool(String text, String answer) {
        String word = text.toLowerCase(Locale.ROOT);
        if (TRUE.contains(word)) {
            return true;
        }
        if (FALSE.contains(word)) {
            return false;
        }
        throw new UnparsableAnswerException("true or false", "the answer is neither", answer);
    }

    private static BigDecimal number(String text, String answer, String expected) {
        if (!NUMBER.matcher(text).matches()) {
            throw new UnparsableAnswerException(
                    expected, "the answer is not a number alone", answer);
        }
        return new BigDecimal(text);
    }
}
