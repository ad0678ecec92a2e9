package dev.kbench.task;

import dev.kbench.internal.method.MethodCode;
import dev.kbench.internal.method.MethodReference;
import dev.kbench.internal.method.ParameterNames;
import dev.kbench.internal.source.SourceCatalog;
import dev.kbench.internal.source.SourceMethod;
import dev.kbench.key.CodeRef;
import dev.kbench.key.TaskRef;
import dev.kbench.run.ResultType;
import dev.kbench.run.TaskInfo;

import org.jspecify.annotations.Nullable;

import java.io.Serializable;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/// Everything a method tells about its task, read once.
///
/// @param types finds the records and enums that the task returns
record TaskDescription(
        TaskInfo info,
        List<TaskParameter> parameters,
        int sourceLine,
        TaskRef ref,
        ClassLoader types) {
    /// Where a class finds its types.
    static ClassLoader types(Class<?> user) {
        ClassLoader own = user.getClassLoader();
        return own == null ? ClassLoader.getSystemClassLoader() : own;
    }

    /// @param owner the object that the method is called on, null where there is none
    static TaskDescription of(Method method, @Nullable Object owner) {
        Benchmark mark = method.getAnnotation(Benchmark.class);
        String name = TaskNames.title(method.getName());
        if (mark != null) {
            if (!mark.name().isEmpty() && !mark.value().isEmpty()) {
                throw new IllegalArgumentException(
                        "@Benchmark of %s gives a name twice: '%s' and '%s'"
                                .formatted(method.getName(), mark.value(), mark.name()));
            }
            name =
                    mark.name()
                            + mark.value()
                            + (mark.name().isEmpty() && mark.value().isEmpty() ? name : "");
        }
        return describe(name, mark, new MethodReference(method, owner, List.of()));
    }

    static TaskDescription named(String name, MethodReference reference) {
        return describe(name, null, reference);
    }

    private static TaskDescription describe(
            String name, @Nullable Benchmark mark, MethodReference reference) {
        Method method = reference.method();
        int captured = reference.captured();
        if (name.isBlank()) {
            throw new IllegalArgumentException("a task needs a name, got a blank one");
        }
        ResultType result = ResultTypes.of(method.getReturnType(), name);
        Optional<SourceMethod> source = source(method, captured);
        String description = mark == null ? "" : mark.description();
        TaskInfo info =
                new TaskInfo(
                        name,
                        description.isEmpty()
                                ? source.map(SourceMethod::doc).orElse("")
                                : description,
                        mark == null ? 1 : version(mark, name),
                        source.map(SourceMethod::text).orElse(""),
                        result,
                        mark == null || mark.storeTask(),
                        mark == null || mark.storeRun(),
                        List.of());
        return new TaskDescription(
                info,
                parameters(method, captured, source),
                source.map(SourceMethod::line).orElse(Integer.MAX_VALUE),
                ref(info, reference),
                types(method.getDeclaringClass()));
    }

    /// The source text of a builder's body; empty where it is not to be had.
    static String definition(Object body) {
        if (!(body instanceof Serializable lambda)) {
            return "";
        }
        try {
            MethodReference reference = MethodReference.of("body", lambda, null);
            return source(reference.method(), reference.captured())
                    .map(SourceMethod::text)
                    .orElse("");
        } catch (IllegalArgumentException e) {
            return ""; // an object that is no lambda, or whose module does not let us look
        }
    }

    private static int version(Benchmark mark, String name) {
        if (mark.version() < 0) {
            throw new IllegalArgumentException(
                    "the version of task '%s' must be 0 or more, got %d"
                            .formatted(name, mark.version()));
        }
        return mark.version();
    }

    private static Optional<SourceMethod> source(Method method, int captured) {
        return method.isSynthetic()
                ? SourceCatalog.lambda(
                        method.getDeclaringClass(),
                        ParameterNames.of(method, Optional.empty())
                                .subList(captured, method.getParameterCount()),
                        MethodCode.lines(method))
                : SourceCatalog.method(
                        method.getDeclaringClass(),
                        method.getName(),
                        Arrays.stream(method.getParameterTypes())
                                .map(Class::getSimpleName)
                                .toList());
    }

    /// The reference that keys carry. A lambda's method has no lasting name.
    private static TaskRef ref(TaskInfo info, MethodReference reference) {
        Method method = reference.method();
        SortedMap<String, String> captured = Captured.by(reference);
        CodeRef code = CodeRef.lazy(() -> CodeDigest.of(method));
        return method.isSynthetic()
                ? new TaskRef(info.name(), info.version(), "", "", "", code, captured)
                : new TaskRef(
                        info.name(),
                        info.version(),
                        method.getDeclaringClass().getName(),
                        method.getName(),
                        MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                                .toMethodDescriptorString(),
                        code,
                        captured);
    }

    /// A lambda's body method takes what it captured first: those are no parameters of the task.
    private static List<TaskParameter> parameters(
            Method method, int captured, Optional<SourceMethod> source) {
        Parameter[] declared = method.getParameters();
        List<String> names = ParameterNames.of(method, source);
        List<TaskParameter> parameters = new ArrayList<>();
        for (int i = captured; i < declared.length; i++) {
            parameters.add(
                    new TaskParameter(
                            names.get(i),
                            declared[i].getType(),
                            declared[i].getParameterizedType()));
        }
        return List.copyOf(parameters);
    }
}
