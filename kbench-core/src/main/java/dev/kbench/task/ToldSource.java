package dev.kbench.task;

import dev.kbench.internal.method.ParameterNames;
import dev.kbench.internal.source.SourceCatalog;
import dev.kbench.internal.source.SourceMethod;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a model that may call a method is told of it and its code does not say: its doc comment and
/// its parameters' names. Where the source is not to be had, a model is not told the comment
/// either.
///
/// @param doc the doc comment's text; may be empty
/// @param names the parameters' names, those that a lambda captured first
record ToldSource(String doc, List<String> names) {
    /// Looks a method up.
    ///
    /// @param owner the declaring class's binary name
    /// @return empty where the class or the method is not to be had
    static Optional<ToldSource> of(
            ClassLoader loader, String owner, String name, String descriptor) {
        try {
            for (Method method : Class.forName(owner, false, loader).getDeclaredMethods()) {
                if (method.getName().equals(name) && descriptor(method).equals(descriptor)) {
                    return Optional.of(of(method));
                }
            }
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty(); // nor can it be called
        }
        return Optional.empty();
    }

    private static ToldSource of(Method method) {
        Optional<SourceMethod> source =
                method.isSynthetic()
                        ? Optional.empty()
                        : SourceCatalog.method(
                                method.getDeclaringClass(),
                                method.getName(),
                                Arrays.stream(method.getParameterTypes())
                                        .map(Class::getSimpleName)
                                        .toList());
        return new ToldSource(
                source.map(SourceMethod::doc).orElse(""), ParameterNames.of(method, source));
    }

    private static String descriptor(Method method) {
        return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                .toMethodDescriptorString();
    }
}
