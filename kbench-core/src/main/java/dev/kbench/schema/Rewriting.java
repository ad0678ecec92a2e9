package dev.kbench.schema;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/// Rewrites a schema to a vendor's limits.
///
/// One thread, one schema.
final class Rewriting {
    /// Keywords that say what a value is, or only tell of it; each vendor takes them.
    private static final Set<String> STRUCTURE =
            Set.of(
                    "type",
                    "enum",
                    "properties",
                    "required",
                    "items",
                    "anyOf",
                    "$ref",
                    "$defs",
                    "title",
                    "description",
                    "additionalProperties");

    /// Limits that a model can heed where it is told of them only.
    private static final Set<String> LIMITS =
            Set.of(
                    "minimum",
                    "maximum",
                    "exclusiveMinimum",
                    "exclusiveMaximum",
                    "multipleOf",
                    "minLength",
                    "maxLength",
                    "minItems",
                    "maxItems",
                    "uniqueItems",
                    "minProperties",
                    "maxProperties",
                    "pattern",
                    "format");

    private final SchemaLimits limits;
    private final boolean ours;
    private final References references;

    private Rewriting(Map<?, ?> root, SchemaLimits limits, boolean ours) {
        this.limits = limits;
        this.ours = ours;
        this.references = new References(root);
    }

    /// Rewrites it.
    ///
    /// @param ours whether its reader takes null for what is left out, and pairs for a map
    /// @return the schema, empty where the vendor has no words for it
    static Optional<JsonSchema> of(JsonSchema schema, SchemaLimits limits, boolean ours) {
        if (limits.equals(SchemaLimits.STANDARD)) {
            return Optional.of(schema);
        }
        Rewriting rewriting = new Rewriting(schema.tree(), limits, ours);
        try {
            if (!limits.recursion()) {
                rewriting.refuseRecursion(schema.tree(), new LinkedHashSet<>(), new HashSet<>());
            }
            rewriting.refuseDepth(schema.tree(), new Depth(1, new HashSet<>(), new HashSet<>()));
            return Optional.of(
                    new JsonSchema(new LinkedHashMap<>(rewriting.schema(schema.tree()))));
        } catch (InexpressibleException e) {
            return Optional.empty();
        }
    }

    private Map<String, Object> schema(Map<?, ?> schema) {
        Map<?, ?> plain = withoutSpecialities(schema);
        if (!limits.maps() && isMap(plain)) {
            return pairs(plain);
        }
        Map<String, Object> out = new LinkedHashMap<>();
        StringJoiner told = new StringJoiner(", ", "{", "}").setEmptyValue("");
        plain.forEach((name, value) -> keyword(String.valueOf(name), value, out, told));
        if (told.length() > 0) {
            out.merge("description", told.toString(), (words, more) -> words + " " + more);
        }
        if (plain.get("properties") instanceof Map<?, ?> properties) {
            if (limits.allRequired()) {
                requireAll(plain, properties, out);
            }
            out.put("additionalProperties", false);
        } else if ("object".equals(plain.get("type")) && !isMap(plain)) {
            requireClosed(plain, out);
        }
        if (out.containsKey("$ref") && out.size() > (out.containsKey("$defs") ? 2 : 1)) {
            Object reference = out.remove("$ref");
            out.put("anyOf", List.of(Map.of("$ref", reference)));
        }
        return out;
    }

    private void requireClosed(Map<?, ?> plain, Map<String, Object> out) {
        if (!limits.maps() && !Boolean.FALSE.equals(plain.get("additionalProperties"))) {
            throw new InexpressibleException("an object of any properties");
        }
        out.put("properties", new LinkedHashMap<>());
    }

    /// What may be left out is null instead, where its reader takes that.
    private void requireAll(Map<?, ?> plain, Map<?, ?> properties, Map<String, Object> out) {
        List<?> required = plain.get("required") instanceof List<?> list ? list : List.of();
        if (!ours && !required.containsAll(properties.keySet())) {
            throw new InexpressibleException("a property that may be left out");
        }
        out.put("required", List.copyOf(properties.keySet()));
    }

    private static boolean isMap(Map<?, ?> schema) {
        return "object".equals(schema.get("type"))
                && schema.get("additionalProperties") instanceof Map<?, ?>;
    }

    /// A map as a list of its entries.
    private Map<String, Object> pairs(Map<?, ?> schema) {
        if (!ours || schema.containsKey("properties")) {
            throw new InexpressibleException("an object of any properties");
        }
        Map<String, Object> name = new LinkedHashMap<>();
        name.put("type", "string");
        if (schema.get("propertyNames") instanceof Map<?, ?> names) {
            name.putAll(schema(names));
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("key", name);
        properties.put("value", inner(schema.get("additionalProperties")));
        Map<String, Object> pair = new LinkedHashMap<>();
        pair.put("type", "object");
        pair.put("properties", properties);
        pair.put("required", List.of("key", "value"));
        pair.put("additionalProperties", false);
        Map<String, Object> out = new LinkedHashMap<>();
        for (String told : List.of("title", "description")) {
            Object words = schema.get(told);
            if (words != null) {
                out.put(told, words);
            }
        }
        out.put("type", "array");
        out.put("items", pair);
        size(schema.get("minProperties"), "minItems", out);
        size(schema.get("maxProperties"), "maxItems", out);
        return out;
    }

    private void size(@Nullable Object value, String keyword, Map<String, Object> out) {
        if (value != null && limits.takes(keyword, value)) {
            out.put(keyword, value);
        }
    }

    /// `oneOf` as `anyOf`, an `allOf` of one as that one, one of several patterns alone.
    private Map<?, ?> withoutSpecialities(Map<?, ?> schema) {
        Map<Object, @Nullable Object> plain = new LinkedHashMap<>(schema);
        Object one = plain.remove("oneOf");
        if (one != null && plain.putIfAbsent("anyOf", one) != null) {
            throw new InexpressibleException("two choices at once");
        }
        if (plain.remove("allOf") instanceof List<?> all) {
            for (Object each : all) {
                if (!(each instanceof Map<?, ?> map)) {
                    throw new InexpressibleException("a schema that is true or false");
                }
                boolean limitOnly = map.keySet().stream().noneMatch(STRUCTURE::contains);
                if (!limitOnly
                        && (all.size() > 1 || map.keySet().stream().anyMatch(plain::containsKey))) {
                    throw new InexpressibleException("several schemas at once");
                }
                map.forEach(plain::putIfAbsent);
            }
        }
        return plain;
    }

    private void keyword(
            String name, @Nullable Object value, Map<String, Object> out, StringJoiner told) {
        switch (name) {
            case "properties", "$defs" -> out.put(name, named(value));
            case "items" -> out.put(name, inner(value));
            case "additionalProperties" ->
                    out.put(name, value instanceof Map<?, ?> map ? schema(map) : value);
            case "anyOf" -> out.put(name, each(value));
            case "const" -> {
                if (limits.constants()) {
                    out.put(name, value);
                } else {
                    out.put("enum", java.util.Collections.singletonList(value));
                }
            }
            case "format" -> {
                if (limits.formats().contains(String.valueOf(value))) {
                    out.put(name, value);
                } else {
                    told.add(name + ": " + value);
                }
            }
            default -> {
                if (value != null && (STRUCTURE.contains(name) || limits.takes(name, value))) {
                    out.put(name, value);
                } else if (LIMITS.contains(name)) {
                    told.add(name + ": " + value);
                }
            }
        }
    }

    private Map<String, Object> inner(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return schema(map);
        }
        throw new InexpressibleException("a schema that is true or false");
    }

    private Map<String, Object> named(@Nullable Object schemas) {
        Map<String, Object> out = new LinkedHashMap<>();
        if (schemas instanceof Map<?, ?> map) {
            map.forEach((name, value) -> out.put(String.valueOf(name), inner(value)));
        }
        return out;
    }

    private List<Object> each(@Nullable Object schemas) {
        List<Object> out = new ArrayList<>();
        if (schemas instanceof List<?> list) {
            list.forEach(value -> out.add(inner(value)));
        }
        return out;
    }

    /// Each definition is gone through once.
    ///
    /// @param inside the references that are being gone through
    /// @param done those that hold nothing that holds itself
    private void refuseRecursion(@Nullable Object schema, Set<String> inside, Set<String> done) {
        switch (schema) {
            case Map<?, ?> map -> {
                if (map.get("$ref") instanceof String reference && !done.contains(reference)) {
                    if (!inside.add(reference)) {
                        throw new InexpressibleException("a schema that holds itself");
                    }
                    refuseRecursion(references.target(reference), inside, done);
                    inside.remove(reference);
                    done.add(reference);
                }
                map.forEach(
                        (name, value) -> {
                            if (!"$defs".equals(name)) {
                                refuseRecursion(value, inside, done);
                            }
                        });
            }
            case List<?> list -> list.forEach(value -> refuseRecursion(value, inside, done));
            case null, default -> {}
        }
    }

    /// How deep a schema stands.
    ///
    /// @param level 1 at the root
    /// @param inside the references that it stands in
    /// @param gone the references that were gone through, with their levels
    private record Depth(int level, Set<String> inside, Set<Gone> gone) {
        Depth below(Map<?, ?> schema) {
            boolean nests =
                    "object".equals(schema.get("type")) || "array".equals(schema.get("type"));
            return nests ? new Depth(level + 1, inside, gone) : this;
        }
    }

    private record Gone(String reference, int level) {}

    /// Goes through each definition once a level; where definitions hold themselves, what stands
    /// inside them again counts once.
    private void refuseDepth(@Nullable Object schema, Depth at) {
        if (!(schema instanceof Map<?, ?> map)) {
            if (schema instanceof List<?> list) {
                list.forEach(value -> refuseDepth(value, at));
            }
            return;
        }
        if (map.get("$ref") instanceof String reference
                && !at.inside().contains(reference)
                && at.gone().add(new Gone(reference, at.level()))) {
            at.inside().add(reference);
            refuseDepth(references.target(reference), at);
            at.inside().remove(reference);
        }
        Depth next = at.below(map);
        if (next.level() > limits.depth() + 1) {
            throw new InexpressibleException("more than %d levels".formatted(limits.depth()));
        }
        map.forEach(
                (name, value) -> {
                    if (!"$defs".equals(name)) {
                        if ("properties".equals(name) && value instanceof Map<?, ?> properties) {
                            properties.values().forEach(each -> refuseDepth(each, next));
                        } else {
                            refuseDepth(value, next);
                        }
                    }
                });
    }
}
