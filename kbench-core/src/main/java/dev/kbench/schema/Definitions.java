package dev.kbench.schema;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// The named parts of one schema: what is used more than once, or holds itself, stands under
/// `$defs` and is referred to; all else stands where it is used.
///
/// One thread, one schema.
final class Definitions {
    private static final String PREFIX = "#/$defs/";

    private final boolean titled;
    private final IdentityHashMap<Shape, Integer> uses = new IdentityHashMap<>();
    private final Set<Shape> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Shape> recursive = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Shape, String> names = new IdentityHashMap<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private final Map<String, Object> bodies = new LinkedHashMap<>();

    private Definitions(boolean titled) {
        this.titled = titled;
    }

    /// The schema of a shape that stands alone.
    ///
    /// @param titled whether names stand in it as titles
    static Map<String, Object> schema(Shape root, boolean titled) {
        Definitions definitions = new Definitions(titled);
        definitions.count(root);
        Map<String, Object> schema = new LinkedHashMap<>(root.schema(definitions));
        if (schema.get("$ref") instanceof String reference
                && definitions.bodies.get(reference.substring(PREFIX.length()))
                        instanceof Map<?, ?> body) {
            schema.clear();
            body.forEach((name, value) -> schema.put(String.valueOf(name), value));
        }
        if (!definitions.bodies.isEmpty()) {
            schema.put("$defs", definitions.bodies);
        }
        return schema;
    }

    boolean titled() {
        return titled;
    }

    private void count(Shape shape) {
        switch (shape) {
            case MaybeShape maybe -> count(maybe.inner());
            case ListShape list -> count(list.item());
            case MapShape map -> count(map.value());
            case ObjectShape object -> {
                if (enter(object)) {
                    object.fields().forEach(field -> count(field.shape()));
                    open.remove(object);
                }
            }
            case UnionShape union -> {
                if (enter(union)) {
                    for (UnionShape.Case each : union.cases()) {
                        each.shape().fields().forEach(field -> count(field.shape()));
                    }
                    open.remove(union);
                }
            }
            default -> {}
        }
    }

    private boolean enter(Shape shape) {
        boolean first = uses.merge(shape, 1, Integer::sum) == 1;
        if (open.contains(shape)) {
            recursive.add(shape);
        }
        return first && open.add(shape);
    }

    /// The schema of a named part, or a reference to it.
    Map<String, Object> of(Shape shape, String name, Supplier<Map<String, Object>> body) {
        if (uses.getOrDefault(shape, 0) < 2 && !recursive.contains(shape)) {
            return body.get();
        }
        String known = names.get(shape);
        if (known == null) {
            int number = taken.merge(name, 1, Integer::sum);
            known = number == 1 ? name : name + number;
            names.put(shape, known);
            bodies.put(known, Map.of());
            bodies.put(known, body.get());
        }
        return new LinkedHashMap<>(Map.of("$ref", PREFIX + known));
    }
}
