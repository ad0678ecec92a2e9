package dev.kbench.task;

import dev.kbench.internal.method.MethodReference;
import dev.kbench.internal.method.ParameterNames;
import dev.kbench.internal.method.Reflection;
import dev.kbench.key.CanonicalJson;
import dev.kbench.llm.Llm;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a task's body takes along from where it was written, which its code does not say: data that
/// a lambda captured, and the final text, number, boolean and enum fields of the object that it is
/// called on. Other objects are known by their class alone, and fields that may change by what they
/// are given in the code; a path says where something lies, not what it is.
final class Captured {
    /// Longer values are known by their digests.
    private static final int LONGEST = 200;

    private static final Set<Class<?>> PLAIN =
            Set.of(
                    String.class,
                    Boolean.class,
                    Character.class,
                    Byte.class,
                    Short.class,
                    Integer.class,
                    Long.class,
                    Float.class,
                    Double.class,
                    BigInteger.class,
                    BigDecimal.class);

    private Captured() {}

    /// What a body takes along.
    ///
    /// @return canonical JSON by name: of a variable `prompt`, of a field `this.prompt`
    static SortedMap<String, String> by(Serializable body) {
        if (!body.getClass().isHidden() && !body.getClass().isSynthetic()) {
            SortedMap<String, String> captured = new TreeMap<>();
            fields(body, captured);
            return captured;
        }
        try {
            return by(MethodReference.of("body", body, null));
        } catch (IllegalArgumentException e) {
            return new TreeMap<>(); // its code is not to be had either, so that nothing is reused
        }
    }

    /// What a method takes along.
    ///
    /// @return as {@link #by(Serializable)}
    static SortedMap<String, String> by(MethodReference reference) {
        SortedMap<String, String> captured = new TreeMap<>();
        if (reference.captured() > 0) {
            List<String> names = ParameterNames.captured(reference.method(), reference.captured());
            for (int i = 0; i < reference.captured(); i++) {
                variable(names.get(i), reference.values().get(i), captured);
            }
        }
        if (reference.receiver() != null) {
            fields(reference.receiver(), captured);
        }
        return captured;
    }

    private static void variable(
            String name, @Nullable Object value, SortedMap<String, String> captured) {
        if (value instanceof Path) {
            return;
        }
        try {
            put(name, value instanceof Llm llm ? llm.ref() : value, captured);
        } catch (IllegalArgumentException e) {
            // an object that is no data
        }
    }

    private static void fields(Object owner, SortedMap<String, String> captured) {
        for (Class<?> type = owner.getClass();
                type != null && type != Object.class;
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isFinal(field.getModifiers())
                        && !Modifier.isStatic(field.getModifiers())
                        && isPlain(field.getType())) {
                    field(field, owner, captured);
                }
            }
        }
    }

    private static boolean isPlain(Class<?> type) {
        return type.isPrimitive() || type.isEnum() || PLAIN.contains(type);
    }

    private static void field(Field field, Object owner, SortedMap<String, String> captured) {
        try {
            put("this." + field.getName(), Reflection.open(field).get(owner), captured);
        } catch (IllegalAccessException | IllegalArgumentException e) {
            // of a module that does not let us look
        }
    }

    private static void put(
            String name, @Nullable Object value, SortedMap<String, String> captured) {
        String text = CanonicalJson.of(value);
        captured.put(
                name, text.length() <= LONGEST ? text : "sha256:" + CanonicalJson.sha256Text(text));
    }
}
