package dev.kbench.schema;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/// Finds types of which no finite answer can be given, such as `record Loop(Loop next)`.
final class Endless {
    private final Set<Shape> finite = Collections.newSetFromMap(new IdentityHashMap<>());

    private Endless() {}

    /// @throws IllegalArgumentException if one of them is such a type
    static void refuse(Map<Resolved, Shape> named) {
        Endless endless = new Endless();
        boolean grown = true;
        while (grown) {
            grown = false;
            for (Shape shape : named.values()) {
                if (!endless.finite.contains(shape) && endless.hasEnd(shape)) {
                    endless.finite.add(shape);
                    grown = true;
                }
            }
        }
        named.forEach(
                (type, shape) -> {
                    if (!endless.finite.contains(shape)) {
                        throw new IllegalArgumentException(
                                "%s holds itself without end; make a component Optional, or a list"
                                        .formatted(type));
                    }
                });
    }

    private boolean isFinite(Shape shape) {
        return switch (shape) {
            case ObjectShape _, UnionShape _ -> finite.contains(shape);
            case ListShape list -> list.sizes().min() == 0 || isFinite(list.item());
            case MapShape map -> map.sizes().min() == 0 || isFinite(map.value());
            default -> true;
        };
    }

    private boolean hasEnd(Shape shape) {
        return switch (shape) {
            case ObjectShape object ->
                    object.fields().stream()
                            .allMatch(field -> !field.isRequired() || isFinite(field.shape()));
            case UnionShape union -> union.cases().stream().anyMatch(each -> hasEnd(each.shape()));
            default -> true;
        };
    }
}
