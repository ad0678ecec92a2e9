package dev.kbench.store;

import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A map or record as the platform's struct: every number a decimal one, keys in order.
final class Dictionaries {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<LinkedHashMap<String, Object>> TREE =
            new TypeReference<>() {};

    private Dictionaries() {}

    static Map<String, Object> tree(Object value) {
        Map<String, Object> tree = JSON.convertValue(value, TREE);
        tree.replaceAll((_, item) -> decimal(item));
        return tree;
    }

    @SuppressWarnings({"unchecked", "NullAway"}) // a missing value stays a null in the tree
    private static Object decimal(Object value) {
        return switch (value) {
            case Number number -> number.doubleValue();
            case Map<?, ?> map -> {
                Map<String, Object> copy = new LinkedHashMap<>((Map<String, Object>) map);
                copy.replaceAll((_, item) -> decimal(item));
                yield copy;
            }
            case List<?> list -> list.stream().map(Dictionaries::decimal).toList();
            case null, default -> value;
        };
    }
}
