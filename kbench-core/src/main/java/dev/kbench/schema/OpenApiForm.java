package dev.kbench.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A JSON schema in the form of `Schema` (https://ai.google.dev/api/caching#Schema, November 2026),
/// a part of OpenAPI's: types in capitals, no references, null as `nullable`, an order of the
/// properties. What that form has no word for, and an answer can be read without, is left out.
final class OpenApiForm {
    /// Fields that both forms have.
    private static final Set<String> SHARED =
            Set.of(
                    "title",
                    "description",
                    "nullable",
                    "default",
                    "example",
                    "required",
                    "minItems",
                    "maxItems",
                    "minProperties",
                    "maxProperties",
                    "minLength",
                    "maxLength",
                    "pattern",
                    "minimum",
                    "maximum",
                    "propertyOrdering");

    private static final Set<String> FORMATS =
            Set.of("enum", "date-time", "float", "double", "int32", "int64");
    private static final String NULL = "null";

    /// How many schemas one may have where its references are written out.
    private static final int MOST = 5_000;

    private final References references;
    private final Set<String> underWay = new HashSet<>();
    private int converted;

    private OpenApiForm(Map<?, ?> root) {
        this.references = new References(root);
    }

    /// A schema in this form.
    ///
    /// @return the form; empty for one that refers to itself, that is too large without references,
    ///   or allows any names of properties: this form cannot say so
    static Optional<JsonSchema> of(JsonSchema schema) {
        try {
            return Optional.of(
                    new JsonSchema(
                            new LinkedHashMap<>(
                                    new OpenApiForm(schema.tree()).convert(schema.tree()))));
        } catch (InexpressibleException e) {
            return Optional.empty();
        }
    }

    private Map<String, Object> convert(Map<?, ?> schema) {
        if (++converted > MOST) {
            throw new InexpressibleException("references that multiply");
        }
        if (schema.get("$ref") instanceof String reference) {
            return referred(reference, schema);
        }
        Map<String, Object> form = new LinkedHashMap<>();
        for (Map.Entry<?, ?> field : schema.entrySet()) {
            field(String.valueOf(field.getKey()), field.getValue(), form);
        }
        if ("OBJECT".equals(form.get("type")) && !form.containsKey("properties")) {
            if (schema.get("additionalProperties") instanceof Map<?, ?>) {
                throw new InexpressibleException("an object of any properties");
            }
        }
        return form;
    }

    /// What stands beside a reference wins over what it refers to.
    private Map<String, Object> referred(String reference, Map<?, ?> schema) {
        Map<?, ?> found = references.target(reference);
        if (found == null || !underWay.add(reference)) {
            throw new InexpressibleException("a schema that holds itself");
        }
        Map<Object, Object> merged = new LinkedHashMap<>(found);
        schema.forEach(
                (name, value) -> {
                    if (!"$ref".equals(name)) {
                        merged.put(name, value);
                    }
                });
        Map<String, Object> form = convert(merged);
        underWay.remove(reference);
        return form;
    }

    private void field(String name, Object value, Map<String, Object> form) {
        switch (name) {
            case "type" -> type(value, form);
            case "enum" -> choices(value, form);
            case "const" -> choices(List.of(value), form);
            case "format" -> {
                if (FORMATS.contains(String.valueOf(value))) {
                    form.put(name, value);
                }
            }
            case "items" -> {
                if (value instanceof Map<?, ?> items) {
                    form.put(name, convert(items));
                }
            }
            case "properties" -> properties(value, form);
            case "anyOf", "oneOf" -> any(value, form);
            case "allOf" -> {
                if (value instanceof List<?> all) {
                    for (Object each : all) {
                        if (each instanceof Map<?, ?> one) {
                            convert(one).forEach(form::putIfAbsent);
                        }
                    }
                }
            }
            default -> {
                if (SHARED.contains(name)) {
                    form.put(name, value);
                }
            }
        }
    }

    private static void type(Object value, Map<String, Object> form) {
        if (value instanceof String one) {
            form.put("type", one.toUpperCase(Locale.ROOT));
            return;
        }
        if (value instanceof List<?> several) {
            List<Map<String, Object>> types = new ArrayList<>();
            for (Object each : several) {
                if (NULL.equals(each)) {
                    form.put("nullable", true);
                } else {
                    types.add(Map.of("type", String.valueOf(each).toUpperCase(Locale.ROOT)));
                }
            }
            if (types.size() == 1) {
                form.putAll(types.getFirst());
            } else {
                form.put("anyOf", types);
            }
        }
    }

    /// Only texts can be chosen from.
    private static void choices(Object value, Map<String, Object> form) {
        if (!(value instanceof List<?> all)) {
            return;
        }
        List<Object> texts = new ArrayList<>();
        for (Object each : all) {
            if (each == null) {
                form.put("nullable", true);
            } else if (each instanceof String) {
                texts.add(each);
            } else {
                return;
            }
        }
        form.putIfAbsent("type", "STRING");
        form.put("enum", texts);
    }

    private void properties(Object value, Map<String, Object> form) {
        if (!(value instanceof Map<?, ?> all) || all.isEmpty()) {
            return;
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Map.Entry<?, ?> each : all.entrySet()) {
            properties.put(
                    String.valueOf(each.getKey()),
                    each.getValue() instanceof Map<?, ?> schema ? convert(schema) : Map.of());
        }
        form.put("properties", properties);
        if (properties.size() > 1) {
            form.putIfAbsent("propertyOrdering", List.copyOf(properties.keySet()));
        }
    }

    private void any(Object value, Map<String, Object> form) {
        if (!(value instanceof List<?> all)) {
            return;
        }
        List<Map<String, Object>> forms = new ArrayList<>();
        for (Object each : all) {
            if (each instanceof Map<?, ?> schema && NULL.equals(schema.get("type"))) {
                form.put("nullable", true);
            } else if (each instanceof Map<?, ?> schema) {
                forms.add(convert(schema));
            }
        }
        if (forms.size() == 1) {
            forms.getFirst().forEach(form::putIfAbsent);
        } else {
            form.put("anyOf", forms);
        }
    }
}
