package dev.kbench.store;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// JSON as maps, lists and values, in order: what a reader keeps as it stands.
final class JsonTree {
    private JsonTree() {}

    static Map<String, Object> of(JsonNode object) {
        return without(object, Set.of());
    }

    /// An object's fields but those that are known otherwise.
    @SuppressWarnings("NullAway") // a JSON null stays a null in the tree
    static Map<String, Object> without(JsonNode object, Set<String> known) {
        Map<String, Object> rest = new LinkedHashMap<>();
        object.properties()
                .forEach(
                        field -> {
                            if (!known.contains(field.getKey())) {
                                rest.put(field.getKey(), plain(field.getValue()));
                            }
                        });
        return rest;
    }

    @SuppressWarnings("NullAway") // a JSON null stays a null in the tree
    private static @Nullable Object plain(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> of(node);
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                node.forEach(item -> items.add(plain(item)));
                yield items;
            }
            case BOOLEAN -> node.booleanValue();
            case NUMBER ->
                    node.isIntegralNumber() ? node.bigIntegerValue() : (Object) node.doubleValue();
            case NULL, MISSING -> null;
            case STRING, BINARY, POJO -> node.asString();
        };
    }
}
