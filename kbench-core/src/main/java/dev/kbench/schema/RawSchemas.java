package dev.kbench.schema;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// From a JSON schema that a user wrote to a shape that enforces it. What could not be enforced is
/// refused, with its place in the schema.
///
/// One thread, one schema.
final class RawSchemas {
    private static final Set<String> TELLING =
            Set.of(
                    "title",
                    "description",
                    "default",
                    "examples",
                    "format",
                    "$schema",
                    "$id",
                    "$comment",
                    "$defs",
                    "definitions",
                    "deprecated",
                    "readOnly",
                    "writeOnly");
    private static final Set<String> TYPES =
            Set.of("object", "array", "string", "number", "integer", "boolean", "null");

    private final Map<?, ?> root;
    private final Map<String, RawShape> referred = new HashMap<>();

    private RawSchemas(Map<?, ?> root) {
        this.root = root;
    }

    /// @throws IllegalArgumentException if it describes no object, or could not be enforced
    static RawShape object(JsonSchema schema) {
        RawSchemas raw = new RawSchemas(schema.tree());
        RawShape shape = raw.shape(schema.tree(), "$");
        if (!shape.isObject()) {
            throw new IllegalArgumentException(
                    "a schema must describe an object: expected \"type\": \"object\", got "
                            + schema.tree().get("type"));
        }
        raw.requireSteps();
        return shape;
    }

    private RawShape shape(@Nullable Object schema, String where) {
        if (schema instanceof Boolean allowed) {
            RawShape shape = new RawShape();
            if (!allowed) {
                shape.allow(List.of());
            }
            return shape;
        }
        if (!(schema instanceof Map<?, ?> map)) {
            throw refused(where, "expected a schema, got " + schema);
        }
        RawShape shape = new RawShape();
        fill(shape, map, where);
        return shape;
    }

    private void fill(RawShape shape, Map<?, ?> map, String where) {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            String keyword = String.valueOf(entry.getKey());
            if (!TELLING.contains(keyword)) {
                keyword(shape, keyword, entry.getValue(), where + "." + keyword);
            }
        }
    }

    private void keyword(RawShape shape, String keyword, @Nullable Object value, String where) {
        switch (keyword) {
            case "type" -> shape.types(types(value, where));
            case "enum" -> shape.allow(list(value, where));
            case "const" -> shape.allow(java.util.Collections.singletonList(value));
            case "properties" ->
                    map(value, where)
                            .forEach(
                                    (name, inner) ->
                                            shape.property(
                                                    String.valueOf(name),
                                                    shape(inner, where + "." + name)));
            case "required" ->
                    list(value, where).forEach(name -> shape.require(String.valueOf(name)));
            case "additionalProperties" -> shape.others(shape(value, where));
            case "propertyNames" -> shape.names(shape(value, where));
            case "items" -> shape.items(shape(value, where));
            case "uniqueItems" -> shape.unique(Boolean.TRUE.equals(value));
            case "anyOf", "oneOf", "allOf" -> {
                List<RawShape> choices = new ArrayList<>();
                List<?> schemas = list(value, where);
                if (schemas.isEmpty()) {
                    throw refused(where, "expected at least one schema, got none");
                }
                for (int i = 0; i < schemas.size(); i++) {
                    choices.add(shape(schemas.get(i), where + "[" + i + "]"));
                }
                shape.choose(keyword, choices);
            }
            case "$ref" -> shape.choose("allOf", List.of(referred(value, where)));
            case "minimum" -> shape.range(new Range(number(value, where), false, null, false));
            case "exclusiveMinimum" ->
                    shape.range(new Range(number(value, where), true, null, false));
            case "maximum" -> shape.range(new Range(null, false, number(value, where), false));
            case "exclusiveMaximum" ->
                    shape.range(new Range(null, false, number(value, where), true));
            case "minLength", "minItems", "minProperties" ->
                    shape.sizes(
                            keyword.substring(3), new Sizes(size(value, where), Sizes.ALL.max()));
            case "maxLength", "maxItems", "maxProperties" ->
                    shape.sizes(keyword.substring(3), new Sizes(0, size(value, where)));
            case "pattern" -> shape.pattern(pattern(value, where));
            default ->
                    throw refused(
                            where, "is a keyword that is not enforced on answers; leave it out");
        }
    }

    private RawShape referred(@Nullable Object value, String where) {
        String reference = String.valueOf(value);
        RawShape known = referred.get(reference);
        if (known != null) {
            return known;
        }
        if (!References.isInside(reference)) {
            throw refused(where, "must refer into the schema itself, got " + reference);
        }
        Map<?, ?> target = new References(root).target(reference);
        if (target == null) {
            throw refused(where, "refers to nothing: " + reference);
        }
        RawShape shape = new RawShape();
        referred.put(reference, shape);
        fill(shape, target, reference);
        return shape;
    }

    /// A check of what refers to itself on the spot would not end.
    private void requireSteps() {
        referred.forEach(
                (reference, shape) -> {
                    Set<RawShape> reached = Collections.newSetFromMap(new IdentityHashMap<>());
                    Deque<RawShape> open = new ArrayDeque<>(shape.onTheSpot());
                    while (!open.isEmpty()) {
                        RawShape next = open.pop();
                        if (next == shape) {
                            throw refused(
                                    reference,
                                    "refers to itself without a step into the value; put it under"
                                            + " properties or items");
                        }
                        if (reached.add(next)) {
                            open.addAll(next.onTheSpot());
                        }
                    }
                });
    }

    private static Set<String> types(@Nullable Object value, String where) {
        List<?> names = value instanceof List<?> several ? several : List.of(String.valueOf(value));
        Set<String> types = new java.util.LinkedHashSet<>();
        for (Object name : names) {
            if (!TYPES.contains(String.valueOf(name))) {
                throw refused(where, "knows no type " + name);
            }
            types.add(String.valueOf(name));
        }
        return types;
    }

    private static List<?> list(@Nullable Object value, String where) {
        if (value instanceof List<?> list) {
            return list;
        }
        throw refused(where, "expected a list, got " + value);
    }

    private static Map<?, ?> map(@Nullable Object value, String where) {
        if (value instanceof Map<?, ?> map) {
            return new LinkedHashMap<>(map);
        }
        throw refused(where, "expected an object, got " + value);
    }

    private static BigDecimal number(@Nullable Object value, String where) {
        if (value instanceof Number number) {
            return new BigDecimal(number.toString());
        }
        throw refused(where, "expected a number, got " + value);
    }

    private static int size(@Nullable Object value, String where) {
        if (value instanceof Integer size && size >= 0) {
            return size;
        }
        throw refused(where, "expected a whole number of 0 or more, got " + value);
    }

    private static Pattern pattern(@Nullable Object value, String where) {
        try {
            return Pattern.compile(String.valueOf(value));
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "%s: expected a regular expression: %s".formatted(where, e.getDescription()),
                    e);
        }
    }

    private static IllegalArgumentException refused(String where, String why) {
        return new IllegalArgumentException("%s: %s".formatted(where, why));
    }
}
