package dev.kbench.assertion;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The components of records, as far as they can be seen through: a record with an equality of its
/// own, or in a module that is not open, is taken as a whole.
final class RecordParts {
    private static final ClassValue<Shape> SHAPES =
            new ClassValue<>() {
                @Override
                protected Shape computeValue(Class<?> type) {
                    return shape(type);
                }
            };

    private RecordParts() {}

    /// What is known of a record's type.
    ///
    /// @param accessors in order; null where the record is opaque
    /// @param ownText whether the record says itself how it is shown
    private record Shape(@Nullable List<Method> accessors, boolean ownText) {}

    /// Whether two values are records of one type that can be compared component by component.
    static boolean areComparable(Object a, Object b) {
        return a instanceof Record && a.getClass() == b.getClass() && isOpen(a);
    }

    static boolean isOpen(Object value) {
        return SHAPES.get(value.getClass()).accessors != null;
    }

    /// Whether it is shown as Java does: its name and its components.
    static boolean isShownByParts(Object record) {
        Shape shape = SHAPES.get(record.getClass());
        return shape.accessors != null && !shape.ownText;
    }

    /// The names of the components, in order.
    static List<String> names(Object record) {
        return accessors(record).stream().map(Method::getName).toList();
    }

    /// The components of an open record, in order.
    ///
    /// @throws IllegalStateException if an accessor of the user's throws
    static List<@Nullable Object> values(Object record) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Method accessor : accessors(record)) {
            try {
                values.add(accessor.invoke(record));
            } catch (InvocationTargetException e) {
                throw new IllegalStateException(
                        "%s.%s() throws %s"
                                .formatted(
                                        record.getClass().getName(),
                                        accessor.getName(),
                                        Shown.of(e.getCause())),
                        e.getCause());
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return values;
    }

    private static List<Method> accessors(Object record) {
        List<Method> accessors = SHAPES.get(record.getClass()).accessors;
        if (accessors == null) {
            throw new IllegalArgumentException(record.getClass().getName() + " is opaque");
        }
        return accessors;
    }

    private static Shape shape(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        if (components == null || !isGenerated(type, "equals", Object.class)) {
            return new Shape(null, true);
        }
        try {
            List<Method> accessors =
                    Arrays.stream(components).map(RecordComponent::getAccessor).toList();
            accessors.forEach(accessor -> accessor.setAccessible(true));
            return new Shape(accessors, !isGenerated(type, "toString"));
        } catch (RuntimeException notOpen) {
            return new Shape(null, true);
        }
    }

    /// What the compiler adds to a record is final, which nobody writes in a final class.
    private static boolean isGenerated(Class<?> type, String name, Class<?>... parameters) {
        try {
            return Modifier.isFinal(type.getDeclaredMethod(name, parameters).getModifiers());
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
