package dev.kbench.schema;

import java.lang.reflect.AnnotatedElement;

/// What {@link Description} says.
final class Descriptions {
    private Descriptions() {}

    static String of(AnnotatedElement element) {
        Description description = element.getAnnotation(Description.class);
        return description == null ? "" : description.value().strip();
    }

    static String of(Enum<?> constant) {
        try {
            return of(constant.getDeclaringClass().getField(constant.name()));
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException("an enum's constant is a field of it", e);
        }
    }
}
