package dev.kbench.schema;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Makes {@link Fields}, and takes them apart.
///
/// @param names the fields' names, in order
record FieldsMaker(List<String> names) implements ObjectShape.Maker {
    private static final String NAME = "Response";

    static ObjectShape shape(Object... namesAndTypes) {
        requireNonNull(namesAndTypes, "namesAndTypes: expected names and types in turn, got null");
        if (namesAndTypes.length == 0 || namesAndTypes.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "expected names and types in turn, such as \"answer\", boolean.class; got %d of them"
                            .formatted(namesAndTypes.length));
        }
        List<String> names = new ArrayList<>();
        List<ObjectShape.Field> fields = new ArrayList<>();
        for (int i = 0; i < namesAndTypes.length; i += 2) {
            if (!(namesAndTypes[i] instanceof String name) || name.isEmpty()) {
                throw new IllegalArgumentException(
                        "expected a field's name at position %d, got %s"
                                .formatted(i + 1, namesAndTypes[i]));
            }
            if (names.contains(name)) {
                throw new IllegalArgumentException(
                        "the field '%s' stands there twice".formatted(name));
            }
            requireNonNull(
                    namesAndTypes[i + 1],
                    () ->
                            "field '%s': expected a class, a TypeRef or a Schema, got null"
                                    .formatted(name));
            names.add(name);
            fields.add(new ObjectShape.Field(name, shape(name, namesAndTypes[i + 1]), "", null));
        }
        ObjectShape shape = new ObjectShape(NAME, "", new FieldsMaker(List.copyOf(names)));
        shape.set(fields);
        return shape;
    }

    private static Shape shape(String name, Object type) {
        try {
            return switch (type) {
                case Schema<?> schema -> schema.shape();
                case Class<?> plain -> Schema.of(plain).shape();
                case TypeRef<?> reference -> Schema.of(reference).shape();
                default ->
                        throw new IllegalArgumentException(
                                "expected a class, a TypeRef or a Schema, got " + type);
            };
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("field '%s': %s".formatted(name, e.getMessage()), e);
        }
    }

    /// An object that has the value in its only field.
    static ObjectShape wrapper(Shape value) {
        ObjectShape shape = new ObjectShape(NAME, "", new FieldsMaker(List.of(AnswerReader.VALUE)));
        shape.set(List.of(new ObjectShape.Field(AnswerReader.VALUE, value, "", null)));
        return shape;
    }

    @Override
    public Object make(@Nullable Object[] values) {
        LinkedHashMap<String, @Nullable Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            fields.put(names.get(i), values[i]);
        }
        return new Fields(fields);
    }

    @Override
    public @Nullable Object[] take(@Nullable Object value) {
        if (!(value instanceof Fields fields)
                || !fields.asMap().keySet().equals(new java.util.LinkedHashSet<>(names))) {
            throw new IllegalArgumentException(
                    "expected the fields %s, got %s".formatted(names, value));
        }
        return names.stream().map(fields.asMap()::get).toArray();
    }
}
