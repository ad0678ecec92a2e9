package dev.kbench.internal.method;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.CodeAttribute;
import java.lang.classfile.attribute.LineNumberInfo;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;

/// What a class file says about a method beyond reflection.
public final class MethodCode {
    private MethodCode() {}

    /// A method's code.
    ///
    /// @return empty where the class file is not to be had
    static Optional<CodeAttribute> of(Method method) {
        Class<?> owner = method.getDeclaringClass();
        String file = owner.getName().substring(owner.getPackageName().length());
        file = (file.startsWith(".") ? file.substring(1) : file) + ".class";
        try (InputStream in = owner.getResourceAsStream(file)) {
            return in == null ? Optional.empty() : of(in.readAllBytes(), method);
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<CodeAttribute> of(byte[] classFile, Method method) {
        String descriptor =
                MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .toMethodDescriptorString();
        return ClassFile.of().parse(classFile).methods().stream()
                .filter(m -> m.methodName().equalsString(method.getName()))
                .filter(m -> m.methodType().equalsString(descriptor))
                .findFirst()
                .flatMap(MethodModel::code)
                .map(CodeAttribute.class::cast);
    }

    /// The lines of the source that a method's code stands on.
    ///
    /// @param method the method
    /// @return from 1, in no order; empty where the class file does not tell
    public static List<Integer> lines(Method method) {
        return of(method).flatMap(code -> code.findAttribute(Attributes.lineNumberTable())).stream()
                .flatMap(table -> table.lineNumbers().stream())
                .map(LineNumberInfo::lineNumber)
                .toList();
    }
}
