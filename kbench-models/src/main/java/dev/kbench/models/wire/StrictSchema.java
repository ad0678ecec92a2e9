package dev.kbench.models.wire;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A schema in the form that strict structured output asks for
/// (https://platform.openai.com/docs/guides/structured-outputs): each object allows no other
/// properties than its own, and requires all of them. A default of null is dropped, as the
/// original's client does.
public final class StrictSchema {
    private StrictSchema() {}

    /// A schema in that form.
    ///
    /// @param schema the fields of a JSON schema
    /// @return the fields of the strict one
    public static Map<String, Object> of(Map<String, Object> schema) {
        return schema(schema);
    }

    private static Map<String, Object> schema(Map<?, ?> schema) {
        Map<String, Object> strict = new LinkedHashMap<>();
        schema.forEach((name, value) -> field(String.valueOf(name), value, strict));
        if ("object".equals(schema.get("type"))) {
            strict.putIfAbsent("additionalProperties", false);
        }
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            strict.put("required", List.copyOf(properties.keySet()));
        }
        return strict;
    }

    private static void field(String name, @Nullable Object value, Map<String, Object> strict) {
        switch (name) {
            case "properties", "$defs", "definitions", "patternProperties" ->
                    strict.put(name, value instanceof Map<?, ?> map ? named(map) : value);
            case "items", "additionalProperties", "not" ->
                    strict.put(name, value instanceof Map<?, ?> map ? schema(map) : value);
            case "anyOf", "allOf", "oneOf", "prefixItems" ->
                    strict.put(name, value instanceof List<?> list ? each(list) : value);
            case "default" -> {
                if (value != null) {
                    strict.put(name, value);
                }
            }
            default -> strict.put(name, value);
        }
    }

    private static Map<String, Object> named(Map<?, ?> schemas) {
        Map<String, Object> strict = new LinkedHashMap<>();
        schemas.forEach(
                (name, value) ->
                        strict.put(
                                String.valueOf(name),
                                value instanceof Map<?, ?> map ? schema(map) : value));
        return strict;
    }

    private static List<Object> each(List<?> schemas) {
        List<Object> strict = new ArrayList<>();
        schemas.forEach(value -> strict.add(value instanceof Map<?, ?> map ? schema(map) : value));
        return strict;
    }
}
