package dev.kbench.schema;

import org.jspecify.annotations.Nullable;

import java.lang.annotation.Annotation;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Makes records, and takes them apart.
///
/// @param type the record
/// @param constructor its canonical constructor
/// @param accessors its accessors, in order
record RecordMaker(Class<?> type, Constructor<?> constructor, List<Method> accessors)
        implements ObjectShape.Maker {
    static RecordMaker of(Class<?> type, String where) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            List<Method> accessors =
                    Arrays.stream(components).map(RecordComponent::getAccessor).toList();
            accessors.forEach(accessor -> accessor.setAccessible(true));
            return new RecordMaker(type, constructor, accessors);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException("a record has its canonical constructor", e);
        } catch (InaccessibleObjectException e) {
            throw new IllegalArgumentException(
                    "%s: %s is not open to kbench: add `opens %s to dev.kbench.core;` to the module %s"
                            .formatted(
                                    where,
                                    type.getTypeName(),
                                    type.getPackageName(),
                                    type.getModule().getName()),
                    e);
        }
    }

    /// What stands on a component wherever a compiler may have put it: on the component, its
    /// accessor, the constructor's parameter.
    Set<Annotation> declared(int index) {
        Set<Annotation> all =
                new LinkedHashSet<>(List.of(type.getRecordComponents()[index].getAnnotations()));
        all.addAll(List.of(accessors.get(index).getAnnotations()));
        Annotation[][] parameters = constructor.getParameterAnnotations();
        if (index < parameters.length) {
            all.addAll(List.of(parameters[index]));
        }
        return all;
    }

    @Override
    public Object make(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            if (cause instanceof Error error
                    && !(cause instanceof AssertionError || cause instanceof StackOverflowError)) {
                throw error;
            }
            throw new IllegalArgumentException(
                    cause == null || cause.getMessage() == null
                            ? String.valueOf(cause)
                            : cause.getMessage(),
                    e);
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalStateException("a record can be made", e);
        }
    }

    @Override
    public @Nullable Object[] take(@Nullable Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "expected a %s, got %s".formatted(type.getTypeName(), value));
        }
        @Nullable Object[] values = new Object[accessors.size()];
        for (int i = 0; i < values.length; i++) {
            try {
                values[i] = accessors.get(i).invoke(value);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalArgumentException(
                        "%s cannot be asked for %s"
                                .formatted(type.getTypeName(), accessors.get(i).getName()),
                        e);
            }
        }
        return values;
    }
}
