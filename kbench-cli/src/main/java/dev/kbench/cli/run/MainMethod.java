package dev.kbench.cli.run;

import dev.kbench.cli.shell.MisuseException;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;

/// A file's `main`, found and called as the `java` launcher does: static or not, with a `String[]`
/// (empty here) or without.
final class MainMethod {
    private final Method method;

    private MainMethod(Method method) {
        this.method = method;
    }

    static Optional<MainMethod> of(Class<?> type) {
        return declared(type, String[].class).or(() -> declared(type)).map(MainMethod::new);
    }

    private static Optional<Method> declared(Class<?> type, Class<?>... parameters) {
        for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
            try {
                Method method = c.getDeclaredMethod("main", parameters);
                if (method.getReturnType() == void.class
                        && !Modifier.isPrivate(method.getModifiers())) {
                    return Optional.of(method);
                }
            } catch (NoSuchMethodException e) {
                // Its superclass may have one.
            }
        }
        return Optional.empty();
    }

    /// Calls it.
    ///
    /// @throws Exception what it threw
    void call() throws Exception {
        try {
            method.setAccessible(true);
            @Nullable Object owner =
                    Modifier.isStatic(method.getModifiers())
                            ? null
                            : instance(method.getDeclaringClass());
            if (method.getParameterCount() == 0) {
                method.invoke(owner);
            } else {
                method.invoke(owner, (Object) new String[0]);
            }
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            if (thrown instanceof Error error) {
                throw error;
            }
            throw thrown instanceof Exception exception ? exception : e;
        }
    }

    private static Object instance(Class<?> type)
            throws InvocationTargetException, IllegalAccessException {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (NoSuchMethodException | InstantiationException e) {
            throw new MisuseException(
                    "%s has an instance main but cannot be made; expected a class with a constructor without parameters, or a static main"
                            .formatted(type.getName()));
        }
    }
}
