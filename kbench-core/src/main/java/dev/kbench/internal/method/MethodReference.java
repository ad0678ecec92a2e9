package dev.kbench.internal.method;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// The method that a reference names, or that holds a lambda's body.
///
/// @param method the method
/// @param receiver the object that it is called on; null where it is static, or where its first
///   parameter is that object
/// @param values what a lambda captured, which are the method's first arguments; empty for a method
///   reference
public record MethodReference(
        Method method, @Nullable Object receiver, List<@Nullable Object> values) {

    /// Reads a reference through its serialized form.
    ///
    /// @param name whose argument it is, for the message where it is null
    /// @param reference a method reference or a lambda
    /// @param lookup what may look into its class, null for the library's own rights
    /// @return the method
    /// @throws IllegalArgumentException if it is neither, its method cannot be found, or its module
    ///   does not let us look
    public static MethodReference of(
            String name, Serializable reference, MethodHandles.@Nullable Lookup lookup) {
        SerializedLambda form =
                serialized(
                        requireNonNull(
                                reference,
                                () ->
                                        name
                                                + ": expected a method reference such as"
                                                + " this::quiz, or a lambda, got null"),
                        lookup);
        ClassLoader loader = reference.getClass().getClassLoader();
        Method method;
        try {
            Class<?> owner = Class.forName(form.getImplClass().replace('/', '.'), false, loader);
            MethodType type =
                    MethodType.fromMethodDescriptorString(form.getImplMethodSignature(), loader);
            method = declared(owner, form.getImplMethodName(), type.parameterArray());
        } catch (ClassNotFoundException | NoSuchMethodException | TypeNotPresentException e) {
            throw new IllegalArgumentException(
                    "the method %s.%s cannot be found"
                            .formatted(form.getImplClass(), form.getImplMethodName()),
                    e);
        }
        boolean isStatic = form.getImplMethodKind() == MethodHandleInfo.REF_invokeStatic;
        int captured = form.getCapturedArgCount() - (isStatic ? 0 : 1);
        if (captured < 0 && !Modifier.isStatic(method.getModifiers())) {
            throw new IllegalArgumentException(
                    "%1$s::%2$s says no object to call it on; use this::%2$s or object::%2$s"
                            .formatted(
                                    method.getDeclaringClass().getSimpleName(), method.getName()));
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = form.getCapturedArgCount() - Math.max(0, captured);
                i < form.getCapturedArgCount();
                i++) {
            values.add(form.getCapturedArg(i));
        }
        return new MethodReference(
                method,
                isStatic || captured < 0 ? null : form.getCapturedArg(0),
                Collections.unmodifiableList(values));
    }

    /// How many of the method's first parameters a lambda captured.
    ///
    /// @return 0 for a method reference
    public int captured() {
        return values.size();
    }

    /// The reference names the type it was written for, which may inherit the method.
    private static Method declared(Class<?> type, String name, Class<?>[] parameters)
            throws NoSuchMethodException {
        for (Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            try {
                return owner.getDeclaredMethod(name, parameters);
            } catch (NoSuchMethodException e) {
                // a superclass may have it
            }
        }
        return type.getMethod(name, parameters);
    }

    /// Whether this is a lambda's body, which has no name of its own.
    ///
    /// @return false for a method reference
    public boolean isLambda() {
        return method.isSynthetic();
    }

    private static SerializedLambda serialized(
            Serializable reference, MethodHandles.@Nullable Lookup lookup) {
        Class<?> type = reference.getClass();
        if (!type.isSynthetic() && !type.isHidden()) {
            throw new IllegalArgumentException(
                    "expected a method reference or a lambda, got a " + type.getName());
        }
        try {
            Object form =
                    lookup == null
                            ? Reflection.open(type.getDeclaredMethod("writeReplace"))
                                    .invoke(reference)
                            : MethodHandles.privateLookupIn(type, lookup)
                                    .findVirtual(
                                            type,
                                            "writeReplace",
                                            MethodType.methodType(Object.class))
                                    .invoke(reference);
            return (SerializedLambda) form;
        } catch (Error | RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalArgumentException("the method reference cannot be read: " + e, e);
        }
    }
}
