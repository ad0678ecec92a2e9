package dev.kbench.store;

import dev.kbench.key.Digestible;
import dev.kbench.key.Params;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// A map or record as the platform's struct: every number a decimal one, keys in order. Whatever a
/// struct cannot hold stands as text, so that no run is lost to one value: NaN, an infinity, a
/// number beyond `double`, and every other type in its own words.
final class Dictionaries {
    private Dictionaries() {}

    static Map<String, Object> tree(Object value) {
        return switch (value) {
            case Map<?, ?> map -> map(map);
            case Record record -> record(record);
            default -> {
                Map<String, Object> single = new LinkedHashMap<>();
                put(single, "value", value);
                yield single;
            }
        };
    }

    private static @Nullable Object item(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Boolean b -> b;
            case Number number -> {
                double decimal = number.doubleValue();
                yield Double.isFinite(decimal) ? (Object) decimal : number.toString();
            }
            case Enum<?> e -> e.name();
            case Optional<?> optional -> item(optional.orElse(null));
            case Params params -> map(params.asMap());
            case Map<?, ?> map -> map(map);
            case Record record -> record(record);
            case Digestible d -> "sha256:" + d.sha256();
            case Collection<?> items -> list(items);
            default -> value.getClass().isArray() ? list(array(value)) : value.toString();
        };
    }

    private static Map<String, Object> map(Map<?, ?> map) {
        Map<String, Object> tree = new LinkedHashMap<>();
        map.forEach(
                (key, value) ->
                        put(
                                tree,
                                key instanceof Enum<?> e ? e.name() : String.valueOf(key),
                                value));
        return tree;
    }

    private static Map<String, Object> record(Record record) {
        Map<String, Object> tree = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                put(tree, component.getName(), component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException | RuntimeException e) {
                tree.put(component.getName(), "cannot be read: " + e);
            }
        }
        return tree;
    }

    private static List<Object> list(Collection<?> items) {
        List<Object> list = new ArrayList<>(items.size());
        for (Object value : items) {
            add(list, value);
        }
        return list;
    }

    private static List<Object> array(Object array) {
        return IntStream.range(0, Array.getLength(array))
                .mapToObj(i -> Array.get(array, i))
                .toList();
    }

    @SuppressWarnings("NullAway") // a missing value stays a null in the tree
    private static void put(Map<String, Object> tree, String key, @Nullable Object value) {
        tree.put(key, item(value));
    }

    @SuppressWarnings("NullAway") // a missing value stays a null in the tree
    private static void add(List<Object> list, @Nullable Object value) {
        list.add(item(value));
    }
}
