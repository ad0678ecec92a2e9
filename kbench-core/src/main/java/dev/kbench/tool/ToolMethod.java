package dev.kbench.tool;

import dev.kbench.internal.method.MethodCode;
import dev.kbench.internal.method.MethodReference;
import dev.kbench.internal.method.ParameterNames;
import dev.kbench.internal.source.SourceCatalog;
import dev.kbench.internal.source.SourceMethod;
import dev.kbench.schema.ArgumentsSchema;
import dev.kbench.schema.ResultForm;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What a method tells about itself as a tool, read once.
///
/// @param reference the method, and how much of it a lambda captured
/// @param name the name that it gives itself; empty for a lambda
/// @param description what its mark or its doc comment says
/// @param parallel whether its mark allows several calls at once
/// @param arguments its parameters
/// @param result what it returns; null for nothing
record ToolMethod(
        MethodReference reference,
        String name,
        String description,
        boolean parallel,
        ArgumentsSchema arguments,
        @Nullable ResultForm result) {
    private static final ClassValue<Map<MethodReference, ToolMethod>> READ =
            new ClassValue<>() {
                @Override
                protected Map<MethodReference, ToolMethod> computeValue(Class<?> type) {
                    return new ConcurrentHashMap<>();
                }
            };

    static ToolMethod of(MethodReference reference) {
        return READ.get(reference.method().getDeclaringClass())
                .computeIfAbsent(reference, ToolMethod::read);
    }

    private static ToolMethod read(MethodReference reference) {
        Method method = reference.method();
        Tool mark = method.getAnnotation(Tool.class);
        Optional<SourceMethod> source = source(reference);
        ToolDoc doc = ToolDoc.of(source.map(SourceMethod::doc).orElse(""));
        String name =
                reference.isLambda()
                        ? ""
                        : mark == null || mark.name().isEmpty() ? method.getName() : mark.name();
        String shown = name.isEmpty() ? "a lambda" : "the tool '%s'".formatted(name);
        try {
            return new ToolMethod(
                    reference,
                    name,
                    mark == null || mark.description().isEmpty()
                            ? doc.description()
                            : mark.description().strip(),
                    mark != null && mark.parallel(),
                    ArgumentsSchema.of(
                            method,
                            reference.captured(),
                            names(reference, source),
                            doc.parameters()),
                    method.getReturnType() == void.class ? null : ResultForm.of(method));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(shown + ": " + e.getMessage(), e);
        }
    }

    private static Optional<SourceMethod> source(MethodReference reference) {
        Method method = reference.method();
        return reference.isLambda()
                ? SourceCatalog.lambda(
                        method.getDeclaringClass(),
                        ParameterNames.of(method, Optional.empty())
                                .subList(reference.captured(), method.getParameterCount()),
                        MethodCode.lines(method))
                : SourceCatalog.method(
                        method.getDeclaringClass(),
                        method.getName(),
                        Arrays.stream(method.getParameterTypes())
                                .map(Class::getSimpleName)
                                .toList());
    }

    private static List<String> names(MethodReference reference, Optional<SourceMethod> source) {
        Parameter[] parameters = reference.method().getParameters();
        List<String> names = ParameterNames.of(reference.method(), source);
        for (int i = reference.captured(); i < parameters.length; i++) {
            if (!parameters[i].isNamePresent() && names.get(i).equals("arg" + i)) {
                throw new IllegalArgumentException(
                        "its parameters have no names that a model could be told; compile it with"
                                + " javac -g -parameters, as `kbench run` does");
            }
        }
        return names;
    }

    /// What a model is told of the method under its own name.
    ToolSpec spec() {
        return new ToolSpec(name, description, arguments.json());
    }

    ToolSpec spec(String otherName, String otherDescription) {
        return new ToolSpec(otherName, otherDescription, arguments.json());
    }

    ToolOutput output(@Nullable Object value) {
        if (result == null) {
            return ToolOutput.words("done");
        }
        ResultForm.Text text = result.of(value);
        return new ToolOutput(text.text(), text.json(), false);
    }
}
