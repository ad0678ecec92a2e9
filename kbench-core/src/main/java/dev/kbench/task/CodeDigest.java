package dev.kbench.task;

import dev.kbench.internal.method.MethodReference;
import dev.kbench.internal.source.LibraryList;
import dev.kbench.key.CanonicalJson;

import java.io.Serializable;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The digest of a task's code: SHA-256 over the bytecode that its method reaches within the user's
/// own classes. What a compiler puts in for debuggers is left out, so that moved lines change
/// nothing; so are the names that it gives to lambdas and anonymous classes, so that code elsewhere
/// in the class changes nothing. The version of our own prompt texts is part of it: they are what a
/// model is asked, as much as the task's own words; so are the doc comments and parameter names of
/// methods that become tools, which models are told, and the libraries that the file asked for.
final class CodeDigest {
    /// To be raised whenever an instruction that we send to models changes.
    static final int PROMPT_TEXTS = 2;

    private static final ClassValue<Map<String, String>> DIGESTS =
            new ClassValue<>() {
                @Override
                protected Map<String, String> computeValue(Class<?> type) {
                    return new ConcurrentHashMap<>();
                }
            };

    private CodeDigest() {}

    /// The digest of a method's code.
    ///
    /// @return 64 hex digits; empty where the class file cannot be read
    static String of(Method method) {
        String descriptor =
                MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .toMethodDescriptorString();
        Class<?> owner = method.getDeclaringClass();
        return DIGESTS.get(owner)
                .computeIfAbsent(
                        method.getName() + descriptor,
                        _ -> digest(owner, method.getName(), descriptor));
    }

    /// The digest of a lambda's body, or of the object that stands in its place.
    ///
    /// @return 64 hex digits; empty where its class file cannot be read, or its module does not let
    ///   us look
    static String ofLambda(Serializable lambda) {
        Class<?> type = lambda.getClass();
        if (!type.isHidden() && !type.isSynthetic()) {
            return DIGESTS.get(type).computeIfAbsent("", _ -> digest(type, "", ""));
        }
        try {
            return of(MethodReference.of("lambda", lambda, null).method());
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String digest(Class<?> owner, String method, String descriptor) {
        String text = new CodeWalk(owner).walk(method, descriptor);
        return text.isEmpty()
                ? ""
                : CanonicalJson.sha256Text(
                        "prompts " + PROMPT_TEXTS + "\n" + LibraryList.of(owner) + text);
    }
}
