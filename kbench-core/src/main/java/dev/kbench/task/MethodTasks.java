package dev.kbench.task;

import static java.util.Objects.requireNonNull;

import dev.kbench.internal.method.MethodReference;
import dev.kbench.internal.method.Reflection;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Makes tasks from methods: a serializable reference tells its method, the method tells everything
/// else.
final class MethodTasks {
    private static final String BODY = "body";

    private MethodTasks() {}

    static <T extends @Nullable Object> Task<T> of(Serializable reference, TaskBody.Call call) {
        return of(MethodReference.of(BODY, reference, null), call);
    }

    static <T extends @Nullable Object> Task<T> of(
            MethodHandles.Lookup lookup, Serializable reference, TaskBody.Call call) {
        return of(
                MethodReference.of(
                        BODY,
                        reference,
                        requireNonNull(
                                lookup, "lookup: expected MethodHandles.lookup(), got null")),
                call);
    }

    private static <T extends @Nullable Object> Task<T> of(
            MethodReference reference, TaskBody.Call call) {
        if (reference.isLambda()) {
            throw new IllegalArgumentException(
                    "a lambda has no name to call the task by; use Task.of(\"name\", lambda), or a"
                            + " method reference such as this::quiz");
        }
        return new Task<>(TaskDescription.of(reference.method(), reference.receiver()), call);
    }

    static <T extends @Nullable Object> Task<T> named(
            String name, Serializable lambda, TaskBody.Call call) {
        requireNonNull(name, TaskBuilder.NO_NAME);
        return new Task<>(
                TaskDescription.named(name, MethodReference.of(BODY, lambda, null)), call);
    }

    /// A method by its name or, where that does not tell one from others, by its task's name; on an
    /// object or, for static ones, on a class.
    static Task<?> of(Object owner, String methodName) {
        Class<?> type = owner instanceof Class<?> itself ? itself : owner.getClass();
        List<Method> candidates =
                Arrays.stream(type.getDeclaredMethods())
                        .filter(m -> m.getName().equals(methodName) && !m.isSynthetic())
                        .toList();
        List<Method> marked =
                candidates.stream().filter(m -> m.isAnnotationPresent(Benchmark.class)).toList();
        List<Method> chosen = marked.isEmpty() ? candidates : marked;
        if (chosen.size() != 1) {
            List<Method> byTask =
                    Arrays.stream(type.getDeclaredMethods())
                            .filter(m -> isTask(m, methodName))
                            .toList();
            chosen = byTask.size() == 1 ? byTask : chosen;
        }
        if (chosen.size() != 1) {
            throw new IllegalArgumentException(
                    chosen.isEmpty()
                            ? "%s has no method '%s'".formatted(type.getName(), methodName)
                            : "%s has %d methods '%s'%s; mark exactly one of them with @Benchmark, or give the name in its @Benchmark(name)"
                                    .formatted(
                                            type.getName(),
                                            chosen.size(),
                                            methodName,
                                            marked.isEmpty() ? "" : " marked with @Benchmark"));
        }
        Method method = chosen.getFirst();
        boolean onClass = owner instanceof Class<?>;
        return reflective(
                method,
                onClass && !Modifier.isStatic(method.getModifiers()) ? instance(type) : owner);
    }

    private static boolean isTask(Method method, String name) {
        Benchmark mark = method.getAnnotation(Benchmark.class);
        return mark != null && (mark.value().equals(name) || mark.name().equals(name));
    }

    static List<Task<?>> in(Class<?> type) {
        List<Task<?>> tasks = new ArrayList<>();
        @Nullable Object instance = null;
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Benchmark.class)) {
                if (instance == null && !Modifier.isStatic(method.getModifiers())) {
                    instance = instance(type);
                }
                tasks.add(reflective(method, instance));
            }
        }
        if (tasks.isEmpty()) {
            throw new IllegalArgumentException(
                    type.getName() + " has no method marked with @Benchmark");
        }
        tasks.sort(Comparator.<Task<?>>comparingInt(Task::sourceLine).thenComparing(Task::name));
        return List.copyOf(tasks);
    }

    private static Object instance(Class<?> type) {
        try {
            return Reflection.open(type.getDeclaredConstructor()).newInstance();
        } catch (NoSuchMethodException e) {
            throw new IllegalArgumentException(
                    "%s has instance methods but no constructor without parameters; make the methods static, or use Task.of(object, \"method\")"
                            .formatted(type.getName()),
                    e);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "the constructor of %s threw %s".formatted(type.getName(), e.getCause()),
                    e.getCause());
        } catch (InstantiationException | IllegalAccessException e) {
            throw new IllegalArgumentException(
                    "%s cannot be made: %s".formatted(type.getName(), e), e);
        }
    }

    private static Task<?> reflective(Method method, @Nullable Object owner) {
        Reflection.open(method);
        return new Task<>(
                TaskDescription.of(method, owner),
                args -> TaskBodyReflective.call(method, owner, args));
    }
}
