package dev.kbench.schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/// JSON as maps, lists and values, in order.
final class JsonTrees {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int DEEPEST = 100;

    private JsonTrees() {}

    static SequencedMap<String, Object> copy(Map<?, ?> tree) {
        return object(tree, 0);
    }

    @SuppressWarnings("NullAway") // a JSON null stays a null in the tree
    private static SequencedMap<String, Object> object(Map<?, ?> map, int depth) {
        LinkedHashMap<String, Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), value(value, depth + 1)));
        return Collections.unmodifiableSequencedMap(copy);
    }

    @SuppressWarnings("NullAway") // a JSON null stays a null in the tree
    private static List<Object> list(Iterable<?> items, int depth) {
        List<Object> copy = new ArrayList<>();
        items.forEach(item -> copy.add(value(item, depth + 1)));
        return Collections.unmodifiableList(copy);
    }

    private static @Nullable Object value(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("a schema must not be deeper than " + DEEPEST);
        }
        return switch (value) {
            case null -> null;
            case String text -> text;
            case Boolean flag -> flag;
            case Double number when Double.isFinite(number) -> number;
            case Float number when Float.isFinite(number) -> number;
            case Integer number -> number;
            case Long number -> number;
            case BigInteger number -> number;
            case BigDecimal number -> number;
            case Map<?, ?> map -> object(map, depth);
            case Iterable<?> items -> list(items, depth);
            default ->
                    throw new IllegalArgumentException(
                            "a schema holds text, finite numbers, booleans, null, maps and lists, got %s of %s"
                                    .formatted(value, value.getClass().getName()));
        };
    }

    static SequencedMap<String, Object> read(String json) {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (in.nextToken() == JsonToken.START_OBJECT) {
                SequencedMap<String, Object> tree = object(in, 0);
                if (in.nextToken() == null) {
                    return tree;
                }
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "expected a JSON object, got what cannot be read: " + e.getOriginalMessage(),
                    e);
        }
        throw new IllegalArgumentException("expected one JSON object, got " + Excerpt.of(json));
    }

    @SuppressWarnings("NullAway") // a JSON null stays a null in the tree
    private static SequencedMap<String, Object> object(JsonParser in, int depth) {
        LinkedHashMap<String, Object> object = new LinkedHashMap<>();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            object.put(name, value(in, depth + 1));
        }
        return object;
    }

    @SuppressWarnings("NullAway") // a JSON null stays a null in the tree
    private static @Nullable Object value(JsonParser in, int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("a schema must not be deeper than " + DEEPEST);
        }
        return switch (in.currentToken()) {
            case START_OBJECT -> object(in, depth);
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    items.add(value(in, depth + 1));
                }
                yield items;
            }
            case VALUE_STRING -> in.getString();
            case VALUE_NUMBER_INT -> in.getNumberValue();
            case VALUE_NUMBER_FLOAT -> in.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }

    static String write(SequencedMap<String, Object> tree) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            write(tree, out);
        }
        return text.toString();
    }

    private static void write(@Nullable Object value, JsonGenerator out) {
        switch (value) {
            case null -> out.writeNull();
            case String text -> out.writeString(text);
            case Boolean flag -> out.writeBoolean(flag);
            case Number number -> out.writeNumber(number.toString());
            case Map<?, ?> map -> {
                out.writeStartObject();
                map.forEach(
                        (name, member) -> {
                            out.writeName((String) name);
                            write(member, out);
                        });
                out.writeEndObject();
            }
            case List<?> items -> {
                out.writeStartArray();
                items.forEach(item -> write(item, out));
                out.writeEndArray();
            }
            default -> throw new IllegalStateException("no JSON: " + value.getClass());
        }
    }
}
