package dev.kbench.models.anthropic;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/// A JSON schema in the form that Anthropic's structured outputs take
/// (https://platform.claude.com/docs/en/build-with-claude/structured-outputs, November 2026): no
/// object with other properties than its own, no schema that refers to itself, no bounds of
/// numbers, lengths and counts. The bounds go into the description: the model reads them there, and
/// the answer is held to them where it is read.
final class SchemaForm {
    private static final Set<String> BOUNDS =
            Set.of(
                    "minimum",
                    "maximum",
                    "exclusiveMinimum",
                    "exclusiveMaximum",
                    "multipleOf",
                    "minLength",
                    "maxLength",
                    "maxItems",
                    "uniqueItems",
                    "minProperties",
                    "maxProperties");

    private final Map<?, ?> root;
    private final Set<String> underWay = new HashSet<>();

    private SchemaForm(Map<?, ?> root) {
        this.root = root;
    }

    /// A schema in this form.
    ///
    /// @param schema the fields of a JSON schema
    /// @return the fields; empty for one that refers to itself, or allows any names of properties
    static Optional<Map<String, Object>> of(Map<?, ?> schema) {
        try {
            SchemaForm form = new SchemaForm(schema);
            form.follow(schema);
            return Optional.of(form.convert(schema));
        } catch (NoSuchFormException e) {
            return Optional.empty();
        }
    }

    private static final class NoSuchFormException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /// Follows references, to find one that leads back to where it stands.
    private void follow(Object value) throws NoSuchFormException {
        if (value instanceof List<?> list) {
            for (Object each : list) {
                follow(each);
            }
            return;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return;
        }
        for (Map.Entry<?, ?> field : map.entrySet()) {
            if ("$ref".equals(field.getKey())) {
                String reference = String.valueOf(field.getValue());
                if (!underWay.add(reference)) {
                    throw new NoSuchFormException();
                }
                follow(resolved(reference));
                underWay.remove(reference);
            } else if (!"$defs".equals(field.getKey()) && !"definitions".equals(field.getKey())) {
                follow(field.getValue());
            }
        }
    }

    private Object resolved(String reference) throws NoSuchFormException {
        Object at = root;
        if (!reference.startsWith("#/")) {
            throw new NoSuchFormException();
        }
        for (String step : reference.substring(2).split("/", -1)) {
            Object next = at instanceof Map<?, ?> map ? map.get(step) : null;
            if (next == null) {
                throw new NoSuchFormException();
            }
            at = next;
        }
        return at;
    }

    private Map<String, Object> convert(Map<?, ?> schema) throws NoSuchFormException {
        Map<String, Object> form = new LinkedHashMap<>();
        StringJoiner bounds = new StringJoiner(", ", "{", "}").setEmptyValue("");
        for (Map.Entry<?, ?> field : schema.entrySet()) {
            String name = String.valueOf(field.getKey());
            Object value = field.getValue();
            boolean few = name.equals("minItems") && value instanceof Number n && n.intValue() <= 1;
            if (BOUNDS.contains(name) || (name.equals("minItems") && !few)) {
                bounds.add(name + ": " + value);
            } else {
                form.put(name, value(name, value));
            }
        }
        if ("object".equals(schema.get("type"))) {
            if (schema.get("additionalProperties") instanceof Map<?, ?>
                    || Boolean.TRUE.equals(schema.get("additionalProperties"))) {
                throw new NoSuchFormException();
            }
            form.put("additionalProperties", false);
        }
        if (bounds.length() > 0) {
            form.merge("description", bounds.toString(), (words, more) -> words + " " + more);
        }
        return form;
    }

    private Object value(String name, Object value) throws NoSuchFormException {
        return switch (name) {
            case "properties", "$defs", "definitions" ->
                    value instanceof Map<?, ?> map ? named(map) : value;
            case "items", "not" -> value instanceof Map<?, ?> map ? convert(map) : value;
            case "anyOf", "allOf", "oneOf", "prefixItems" ->
                    value instanceof List<?> list ? each(list) : value;
            default -> value;
        };
    }

    private Map<String, Object> named(Map<?, ?> schemas) throws NoSuchFormException {
        Map<String, Object> forms = new LinkedHashMap<>();
        for (Map.Entry<?, ?> each : schemas.entrySet()) {
            forms.put(
                    String.valueOf(each.getKey()),
                    each.getValue() instanceof Map<?, ?> map ? convert(map) : each.getValue());
        }
        return forms;
    }

    private List<Object> each(List<?> schemas) throws NoSuchFormException {
        List<Object> forms = new ArrayList<>();
        for (Object each : schemas) {
            forms.add(each instanceof Map<?, ?> map ? convert(map) : each);
        }
        return forms;
    }
}
