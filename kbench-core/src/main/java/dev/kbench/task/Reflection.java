package dev.kbench.task;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.RecordComponent;

/// Reaching the user's members, and saying what to open where they are shut.
final class Reflection {
    private Reflection() {}

    static <M extends AccessibleObject & Member> M open(M member) {
        try {
            member.setAccessible(true);
            return member;
        } catch (InaccessibleObjectException e) {
            throw closed(member.getDeclaringClass(), e);
        }
    }

    static IllegalArgumentException closed(Class<?> owner, Throwable cause) {
        return new IllegalArgumentException(
                "%s is not open to kbench: add `opens %s to dev.kbench.core;` to the module %s, or use Task.of(MethodHandles.lookup(), …)"
                        .formatted(
                                owner.isHidden() ? owner.getNestHost().getName() : owner.getName(),
                                owner.getPackageName(),
                                owner.getModule().getName()),
                cause);
    }

    static @Nullable Object component(Record record, RecordComponent component) {
        try {
            return open(component.getAccessor()).invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "component '%s' of %s cannot be read: %s"
                            .formatted(component.getName(), record.getClass().getName(), e),
                    e);
        }
    }
}
