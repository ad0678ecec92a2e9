package dev.kbench.task;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/// A body called through reflection, what it throws unwrapped.
final class TaskBodyReflective {
    private TaskBodyReflective() {}

    static @Nullable Object call(Method method, @Nullable Object owner, @Nullable Object[] args)
            throws Exception {
        try {
            return method.invoke(owner, args);
        } catch (InvocationTargetException e) {
            switch (e.getCause()) {
                case Exception cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw e;
            }
        }
    }
}
