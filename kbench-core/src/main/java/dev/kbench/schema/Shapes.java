package dev.kbench.schema;

import dev.kbench.internal.answer.Json;

import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Year;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.SequencedCollection;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.Set;

/// From a Java type to a shape. What cannot be one is refused with the path to it.
///
/// One thread, one type.
final class Shapes {
    private static final int DEEPEST = 60;
    private static final List<String> TAGS = List.of("type", "kind", "variant", "$type");

    private static final Map<Class<?>, Shape> SIMPLE = simple();

    private final Map<Resolved, Shape> named = new HashMap<>();
    private final List<Runnable> checks = new ArrayList<>();
    private int depth;

    private Shapes() {}

    private static Map<Class<?>, Shape> simple() {
        Map<Class<?>, Shape> simple = new HashMap<>(FormatShape.ALL);
        Shape bool = new BoolShape();
        simple.put(boolean.class, bool);
        simple.put(Boolean.class, bool);
        simple.put(String.class, TextShape.ANY);
        simple.put(char.class, TextShape.CHARACTER);
        simple.put(Character.class, TextShape.CHARACTER);
        number(simple, NumberShape.Kind.BYTE, byte.class, Byte.class);
        number(simple, NumberShape.Kind.SHORT, short.class, Short.class);
        number(simple, NumberShape.Kind.INT, int.class, Integer.class);
        number(simple, NumberShape.Kind.LONG, long.class, Long.class);
        number(simple, NumberShape.Kind.FLOAT, float.class, Float.class);
        number(simple, NumberShape.Kind.DOUBLE, double.class, Double.class);
        number(simple, NumberShape.Kind.BIG_INTEGER, BigInteger.class);
        number(simple, NumberShape.Kind.BIG_DECIMAL, BigDecimal.class);
        number(simple, NumberShape.Kind.YEAR, Year.class);
        maybe(simple, OptionalInt.class, int.class, MaybeShape.Form.INT);
        maybe(simple, OptionalLong.class, long.class, MaybeShape.Form.LONG);
        maybe(simple, OptionalDouble.class, double.class, MaybeShape.Form.DOUBLE);
        return Map.copyOf(simple);
    }

    private static void number(
            Map<Class<?>, Shape> simple, NumberShape.Kind kind, Class<?>... types) {
        for (Class<?> type : types) {
            simple.put(type, NumberShape.of(kind));
        }
    }

    private static void maybe(
            Map<Class<?>, Shape> simple, Class<?> type, Class<?> inner, MaybeShape.Form form) {
        simple.put(type, new MaybeShape(required(simple, inner), form));
    }

    private static Shape required(Map<Class<?>, Shape> simple, Class<?> type) {
        Shape shape = simple.get(type);
        if (shape == null) {
            throw new IllegalStateException("no shape of " + type);
        }
        return shape;
    }

    /// The shape of a type.
    ///
    /// @throws IllegalArgumentException if it has none
    static Shape of(Resolved type) {
        Shapes shapes = new Shapes();
        Shape shape = shapes.shape(type, "$");
        shapes.checks.forEach(Runnable::run);
        Endless.refuse(shapes.named, shape);
        return shape;
    }

    private Shape shape(Resolved type, String where) {
        if (++depth > DEEPEST) {
            throw new IllegalArgumentException(
                    where + ": the type is nested more than %d deep".formatted(DEEPEST));
        }
        try {
            Shape shape = Constraints.apply(plain(type, where), annotations(type), where);
            return !type.raw().isPrimitive() && isNullable(type.annotations())
                    ? new MaybeShape(shape, MaybeShape.Form.NULLABLE)
                    : shape;
        } finally {
            depth--;
        }
    }

    private static Annotation[] annotations(Resolved type) {
        return type.annotations().toArray(Annotation[]::new);
    }

    /// Any annotation of this name, as JSpecify, JetBrains and others have it.
    private static boolean isNullable(List<Annotation> annotations) {
        return annotations.stream()
                .anyMatch(each -> each.annotationType().getSimpleName().equals("Nullable"));
    }

    private Shape plain(Resolved type, String where) {
        Class<?> raw = type.raw();
        Shape simple = SIMPLE.get(raw);
        if (simple != null) {
            return simple;
        }
        if (raw.isEnum()) {
            if (raw.getEnumConstants().length == 0) {
                throw refused(type, where, "has no constants");
            }
            return new EnumShape(raw);
        }
        if (raw.isArray()) {
            return list(type, ListShape.Form.ARRAY, raw.getComponentType(), where);
        }
        if (raw == List.class
                || raw == Collection.class
                || raw == Iterable.class
                || raw == SequencedCollection.class) {
            return list(type, ListShape.Form.LIST, Object.class, where);
        }
        if (raw == Set.class || raw == SequencedSet.class) {
            return list(type, ListShape.Form.SET, Object.class, where);
        }
        if (raw == Map.class || raw == SequencedMap.class) {
            return map(type, where);
        }
        if (raw == Optional.class) {
            Shape inner = shape(type.arguments().getFirst(), where);
            if (inner instanceof MaybeShape) {
                throw refused(type, where, "is absent in two ways, which JSON cannot tell apart");
            }
            return new MaybeShape(inner, MaybeShape.Form.OPTIONAL);
        }
        if (raw.isRecord()) {
            return object(type.bare(), where);
        }
        if (raw.isSealed() && raw.isInterface()) {
            return union(type.bare(), where);
        }
        throw refused(type, where, "is none of the types that an answer can be read as");
    }

    private static IllegalArgumentException refused(Resolved type, String where, String why) {
        return new IllegalArgumentException(
                "%s: %s %s; expected a primitive, String, an enum, a record, a sealed interface of records, a list, set, map, array or Optional of them, a type of java.time, BigDecimal, BigInteger, URI or UUID"
                        .formatted(where, type, why));
    }

    private Shape list(Resolved type, ListShape.Form form, Class<?> component, String where) {
        Shape item = shape(type.arguments().getFirst(), where + "[]");
        return new ListShape(item, form, component, Sizes.ALL);
    }

    private Shape map(Resolved type, String where) {
        Shape key = shape(type.arguments().getFirst(), where + " (its keys)");
        boolean name =
                switch (key) {
                    case TextShape text -> !text.single();
                    case NumberShape _, EnumShape _, FormatShape _ -> true;
                    default -> false;
                };
        if (!name) {
            throw new IllegalArgumentException(
                    "%s: %s cannot be the keys of a map; expected String, an enum, a number, a type of java.time, URI or UUID"
                            .formatted(where, type.arguments().getFirst()));
        }
        return new MapShape(key, shape(type.arguments().getLast(), where + ".*"), Sizes.ALL);
    }

    private Shape object(Resolved type, String where) {
        Shape known = named.get(type);
        if (known != null) {
            return known;
        }
        Class<?> raw = type.raw();
        RecordMaker maker = RecordMaker.of(raw, where);
        ObjectShape shape =
                new ObjectShape(
                        raw.getSimpleName(),
                        Descriptions.of(raw),
                        raw.isAnnotationPresent(IgnoreUnknown.class),
                        maker);
        named.put(type, shape);
        List<ObjectShape.Field> fields = new ArrayList<>();
        RecordComponent[] components = raw.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            fields.add(field(components[i], maker.declared(i), type, where));
        }
        shape.set(fields);
        return shape;
    }

    private ObjectShape.Field field(
            RecordComponent component, Set<Annotation> declared, Resolved owner, String where) {
        String path = where + "." + component.getName();
        Resolved type = Resolved.of(component.getAnnotatedType(), owner.variables(), path);
        type = withDeclared(type, declared);
        Shape shape = shape(type, path);
        Default otherwise = component.getAnnotation(Default.class);
        Json value = otherwise == null ? null : Defaults.of(otherwise.value(), shape, path);
        if (value != null) {
            checks.add(() -> Defaults.check(value, shape, path));
        }
        return new ObjectShape.Field(component.getName(), shape, Descriptions.of(component), value);
    }

    /// What is declared on a component stands on its type too, but for an array: there javac puts
    /// it on the array's innermost item as well. A size is meant for the array, all else for items.
    static Resolved withDeclared(Resolved type, Set<Annotation> declared) {
        List<Annotation> all = List.copyOf(declared);
        if (!type.raw().isArray()) {
            return type.with(all);
        }
        List<Annotation> own =
                all.stream()
                        .filter(
                                each -> {
                                    String name = each.annotationType().getSimpleName();
                                    return name.equals("Size")
                                            || name.equals("NotEmpty")
                                            || name.equals("NotNull")
                                            || name.equals("Nullable");
                                })
                        .toList();
        return type.withoutInItems(own).with(own);
    }

    private Shape union(Resolved type, String where) {
        Shape known = named.get(type);
        if (known != null) {
            return known;
        }
        UnionShape shape = new UnionShape(type.raw().getSimpleName(), Descriptions.of(type.raw()));
        named.put(type, shape);
        Map<Class<?>, Resolved> records = new LinkedHashMap<>();
        records(type, records, where);
        List<UnionShape.Case> cases = new ArrayList<>();
        Set<String> names = new LinkedHashSet<>();
        Set<String> fields = new LinkedHashSet<>();
        for (Map.Entry<Class<?>, Resolved> each : records.entrySet()) {
            String name = each.getKey().getSimpleName();
            if (!names.add(name)) {
                throw refused(type, where, "has two records named " + name);
            }
            for (RecordComponent component : each.getKey().getRecordComponents()) {
                fields.add(component.getName());
            }
            Shape inner = object(each.getValue(), where + "(" + name + ")");
            cases.add(new UnionShape.Case(name, each.getKey(), (ObjectShape) inner));
        }
        String tag =
                TAGS.stream()
                        .filter(each -> !fields.contains(each))
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        refused(
                                                type,
                                                where,
                                                "uses every name that could tell which"));
        shape.set(tag, cases);
        return shape;
    }

    private void records(Resolved type, Map<Class<?>, Resolved> records, String where) {
        for (Class<?> permitted : type.raw().getPermittedSubclasses()) {
            if (permitted.isRecord()) {
                records.put(permitted, type.subtype(permitted, where));
            } else if (permitted.isSealed() && permitted.isInterface()) {
                records(type.subtype(permitted, where), records, where);
            } else {
                throw refused(
                        type,
                        where,
                        "permits %s, which is no record".formatted(permitted.getTypeName()));
            }
        }
    }
}
