package dev.kbench.internal.method;

import dev.kbench.internal.source.SourceMethod;

import java.lang.classfile.Attributes;
import java.lang.classfile.attribute.LocalVariableInfo;
import java.lang.classfile.attribute.LocalVariableTableAttribute;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The names of a method's parameters, from wherever they are to be had: the class file's parameter
/// table (`javac -parameters`), its local variables (`javac -g`; the only place that knows a
/// lambda's), the source, in that order; else `arg0`, `arg1` ….
public final class ParameterNames {
    private ParameterNames() {}

    /// The names of a method's parameters.
    ///
    /// @param method the method
    /// @param source its declaration, where that is to be had
    /// @return one for each parameter, in order
    public static List<String> of(Method method, Optional<SourceMethod> source) {
        Parameter[] declared = method.getParameters();
        if (Arrays.stream(declared).allMatch(Parameter::isNamePresent)) {
            return Arrays.stream(declared).map(Parameter::getName).toList();
        }
        Optional<List<String>> written =
                source.map(SourceMethod::parameterNames)
                        .filter(names -> names.size() == declared.length);
        return localVariables(method, declared.length)
                .or(() -> written)
                .orElseGet(() -> Arrays.stream(declared).map(Parameter::getName).toList());
    }

    /// The names of the variables that a lambda captured.
    ///
    /// @param lambda the lambda's method
    /// @param count how many it captured: its first parameters
    /// @return one for each
    public static List<String> captured(Method lambda, int count) {
        return localVariables(lambda, count)
                .orElseGet(() -> of(lambda, Optional.empty()).subList(0, count));
    }

    private static Optional<List<String>> localVariables(Method method, int count) {
        return MethodCode.of(method)
                .flatMap(code -> code.findAttribute(Attributes.localVariableTable()))
                .flatMap(table -> inSlots(table, method, count));
    }

    private static Optional<List<String>> inSlots(
            LocalVariableTableAttribute table, Method method, int count) {
        Map<Integer, String> bySlot = new HashMap<>();
        for (LocalVariableInfo variable : table.localVariables()) {
            if (variable.startPc() == 0) {
                bySlot.put(variable.slot(), variable.name().stringValue());
            }
        }
        List<String> names = new ArrayList<>();
        int slot = Modifier.isStatic(method.getModifiers()) ? 0 : 1;
        for (Class<?> type : Arrays.asList(method.getParameterTypes()).subList(0, count)) {
            String name = bySlot.get(slot);
            if (name == null) {
                return Optional.empty();
            }
            names.add(name);
            slot += type == long.class || type == double.class ? 2 : 1;
        }
        return Optional.of(names);
    }
}
