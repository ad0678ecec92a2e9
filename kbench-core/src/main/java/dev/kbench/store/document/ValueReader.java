package dev.kbench.store.document;

import dev.kbench.run.MetricWithCI;
import dev.kbench.run.PassCount;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Makes values again of what {@link ValueWriter} wrote.
///
/// @param types finds the user's records and enums; null to read a record of the user's as a map of
///   its components and a constant as its name: their canonical JSON is the same
public record ValueReader(@Nullable ClassLoader types) {
    private static final List<Class<?>> OWN = List.of(PassCount.class, MetricWithCI.class);

    /// Reads a value.
    ///
    /// @param node what {@link ValueWriter} wrote
    /// @return the value
    /// @throws UnreadableValueException where its type is gone or has changed
    public @Nullable Object read(JsonNode node) {
        return switch (node.getNodeType()) {
            case NULL, MISSING -> null;
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.isIntegralNumber() ? (Object) node.intValue() : node.doubleValue();
            case ARRAY -> items(node, new ArrayList<>());
            case OBJECT -> node.has(Tag.FIELD) ? tagged(node) : map(node);
            case STRING, BINARY, POJO -> node.stringValue();
        };
    }

    /// The names and values of an object, in order.
    ///
    /// @param object the object
    /// @return names and values
    public Map<String, @Nullable Object> map(JsonNode object) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        object.properties().forEach(field -> values.put(field.getKey(), read(field.getValue())));
        return values;
    }

    private List<@Nullable Object> items(JsonNode array, List<@Nullable Object> items) {
        array.forEach(item -> items.add(read(item)));
        return items;
    }

    private @Nullable Object tagged(JsonNode node) {
        String name = node.get(Tag.FIELD).asString();
        JsonNode content = node.path(Tag.CONTENT);
        return switch (name) {
            case "double" -> parsed(name, Double::valueOf, content);
            case "sha256" -> "sha256:" + content.asString();
            case "Optional" -> Optional.ofNullable(read(content));
            case "set" -> set(content);
            case "list" -> items(content, new ArrayList<>());
            case "map" -> pairs(content);
            case "enum" ->
                    types == null
                            ? content.asString("")
                            : constant(type(node, types), content.asString());
            case "record" ->
                    types == null ? data(node, content) : record(type(node, types), content);
            default -> {
                Tag tag = Tag.named(name);
                if (tag == null) {
                    throw new UnreadableValueException("a value of the unknown kind " + name);
                }
                yield parsed(name, tag.parse(), content);
            }
        };
    }

    private static Object parsed(String name, Function<String, Object> parse, JsonNode content) {
        try {
            return parse.apply(content.asString(""));
        } catch (RuntimeException e) {
            throw new UnreadableValueException("a damaged " + name);
        }
    }

    private Set<@Nullable Object> set(JsonNode array) {
        return new LinkedHashSet<>(items(array, new ArrayList<>()));
    }

    private Map<@Nullable Object, @Nullable Object> pairs(JsonNode array) {
        Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
        array.forEach(pair -> values.put(read(pair.path(0)), read(pair.path(1))));
        return values;
    }

    /// Where the user's types are not there: kbench's own results are, which pass or fail by what
    /// they are.
    private Object data(JsonNode node, JsonNode content) {
        for (Class<?> own : OWN) {
            if (node.path("type").asString("").equals(own.getName())) {
                return record(own, content);
            }
        }
        return map(content);
    }

    private static Class<?> type(JsonNode node, ClassLoader types) {
        String name = node.path("type").asString();
        try {
            return Class.forName(name, false, types);
        } catch (ClassNotFoundException | LinkageError e) {
            throw new UnreadableValueException("a %s, which is no longer there,".formatted(name));
        }
    }

    private static Object constant(Class<?> type, String name) {
        if (type.isEnum()) {
            for (Object constant : type.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(name)) {
                    return constant;
                }
            }
        }
        throw new UnreadableValueException(
                "%s.%s, which is no longer there,".formatted(type.getName(), name));
    }

    private Object record(Class<?> type, JsonNode content) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null || components.length != content.size()) {
            throw changed(type);
        }
        Class<?>[] signature = new Class<?>[components.length];
        @Nullable Object[] args = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            signature[i] = components[i].getType();
            JsonNode item = content.get(components[i].getName());
            if (item == null) {
                throw changed(type);
            }
            args[i] = read(item);
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(signature);
            constructor.setAccessible(true);
            return constructor.newInstance(args);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw changed(type);
        }
    }

    private static UnreadableValueException changed(Class<?> type) {
        return new UnreadableValueException(
                "a %s, which has changed since,".formatted(type.getName()));
    }
}
