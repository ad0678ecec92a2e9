package dev.kbench.internal.method;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Member;
import java.lang.reflect.RecordComponent;

/// Reaching the user's members, and saying what to open where they are shut.
public final class Reflection {
    private Reflection() {}

    /// Makes a member accessible.
    ///
    /// @param member the member
    /// @param <M> its kind
    /// @return the member
    /// @throws IllegalArgumentException if its module is shut; the message has the line to add
    public static <M extends AccessibleObject & Member> M open(M member) {
        try {
            member.setAccessible(true);
            return member;
        } catch (InaccessibleObjectException e) {
            throw closed(member.getDeclaringClass(), e);
        }
    }

    private static IllegalArgumentException closed(Class<?> owner, Throwable cause) {
        return new IllegalArgumentException(
                "%s is not open to kbench: add `opens %s to dev.kbench.core;` to the module %s (a task can be made by Task.of(MethodHandles.lookup(), …) too)"
                        .formatted(
                                owner.isHidden() ? owner.getNestHost().getName() : owner.getName(),
                                owner.getPackageName(),
                                owner.getModule().getName()),
                cause);
    }

    /// What a record has for a component.
    ///
    /// @param record the record
    /// @param component one of its components
    /// @return its value
    /// @throws IllegalArgumentException if it cannot be read
    public static @Nullable Object component(Record record, RecordComponent component) {
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
