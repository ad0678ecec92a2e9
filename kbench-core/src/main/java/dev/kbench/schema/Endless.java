package dev.kbench.schema;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds types of which no finite answer can be given, such as `record Loop(Loop next)`.
final class Endless {
    private final Set<Shape> finite = Collections.newSetFromMap(new IdentityHashMap<>());

    private Endless() {}

    /// @param named the records and sealed interfaces among the types
    /// @param root the whole answer
    /// @throws IllegalArgumentException if one of them is such a type; it names the component that
    ///   closes the circle
    static void refuse(Map<Resolved, Shape> named, Shape root) {
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
        if (!endless.finite.containsAll(named.values())) {
            Step circle = endless.circle(root);
            IdentityHashMap<Shape, Resolved> types = new IdentityHashMap<>();
            named.forEach((type, shape) -> types.put(shape, type));
            throw new IllegalArgumentException(
                    "%s: %s holds itself without end; make a component Optional, or a list"
                            .formatted(circle.path, types.get(circle.shape)));
        }
    }

    /// A part of a type.
    ///
    /// @param path where it is
    /// @param shape what it is
    private record Step(String path, Shape shape) {}

    /// The component that must be there and holds what it stands in.
    private Step circle(Shape root) {
        Set<Shape> passed = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Step> ahead = new ArrayDeque<>(List.of(new Step("$", root)));
        while (isFinite(ahead.element().shape)) {
            Step step = ahead.remove();
            if (passed.add(step.shape)) {
                ahead.addAll(parts(step));
            }
        }
        Step at = ahead.element();
        passed.clear();
        while (passed.add(at.shape)) {
            at = parts(at).stream().filter(part -> !isFinite(part.shape)).findFirst().orElseThrow();
        }
        return at;
    }

    private static List<Step> parts(Step whole) {
        String path = whole.path;
        return switch (whole.shape) {
            case ListShape list -> List.of(new Step(path + "[]", list.item()));
            case MapShape map -> List.of(new Step(path + ".*", map.value()));
            case MaybeShape maybe -> List.of(new Step(path, maybe.inner()));
            case UnionShape union ->
                    union.cases().stream()
                            .map(each -> new Step(path + "(" + each.name() + ")", each.shape()))
                            .toList();
            case ObjectShape object ->
                    object.fields().stream()
                            .sorted(Comparator.comparing(field -> !field.isRequired()))
                            .map(field -> new Step(path + "." + field.name(), field.shape()))
                            .toList();
            default -> List.of();
        };
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
