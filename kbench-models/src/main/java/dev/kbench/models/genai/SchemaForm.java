package dev.kbench.models.genai;

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
final class SchemaForm {
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

    private final Map<?, ?> root;
    private final Set<String> underWay = new HashSet<>();

    private SchemaForm(Map<?, ?> root) {
        this.root = root;
    }

    /// A schema in this form.
    ///
    /// @param schema the fields of a JSON schema
    /// @return the fields; empty for one that refers to itself, or allows any names of properties:
    ///   this form cannot say so
    static Optional<Map<String, Object>> of(Map<?, ?> schema) {
        try {
            return Optional.of(new SchemaForm(schema).convert(schema));
        } catch (NoSuchFormException e) {
            return Optional.empty();
        }
    }

    private static final class NoSuchFormException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private Map<String, Object> convert(Map<?, ?> schema) throws NoSuchFormException {
        if (schema.get("$ref") instanceof String reference) {
            return referred(reference, schema);
        }
        Map<String, Object> form = new LinkedHashMap<>();
        for (Map.Entry<?, ?> field : schema.entrySet()) {
            field(String.valueOf(field.getKey()), field.getValue(), form);
        }
        if ("OBJECT".equals(form.get("type")) && !form.containsKey("properties")) {
            if (schema.get("additionalProperties") instanceof Map<?, ?>) {
                throw new NoSuchFormException();
            }
        }
        return form;
    }

    /// What stands beside a reference wins over what it refers to.
    private Map<String, Object> referred(String reference, Map<?, ?> schema)
            throws NoSuchFormException {
        if (!(resolved(reference) instanceof Map<?, ?> found) || !underWay.add(reference)) {
            throw new NoSuchFormException();
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

    private Object resolved(String reference) {
        Object at = root;
        if (!reference.startsWith("#")) {
            return "";
        }
        for (String step : reference.substring(1).split("/", -1)) {
            if (!step.isEmpty()) {
                Object next = at instanceof Map<?, ?> map ? map.get(step) : null;
                if (next == null) {
                    return "";
                }
                at = next;
            }
        }
        return at;
    }

    private void field(String name, Object value, Map<String, Object> form)
            throws NoSuchFormException {
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

    private void properties(Object value, Map<String, Object> form) throws NoSuchFormException {
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

    private void any(Object value, Map<String, Object> form) throws NoSuchFormException {
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
