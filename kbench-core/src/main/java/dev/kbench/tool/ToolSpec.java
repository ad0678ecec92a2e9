package dev.kbench.tool;

import static java.util.Objects.requireNonNull;

import dev.kbench.schema.JsonSchema;

import java.util.regex.Pattern;

/// A tool as a model is told of it.
///
/// @param name letters, digits, `_` and `-`, at most 64 of them, no digit or `-` first: what every
///   provider takes
/// @param description what it does, for the model; may be empty
/// @param parameters the schema of the object that its arguments make up
@SuppressWarnings("overloads") // a method reference fits one overload only
public record ToolSpec(String name, String description, JsonSchema parameters) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");

    /// Refuses a name that some provider refuses.
    public ToolSpec {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a tool's name must be at most 64 letters, digits, _ and -, none of the last two kinds but _ first, got '%s'"
                            .formatted(name.length() > 80 ? name.substring(0, 80) + "…" : name));
        }
        requireNonNull(description, "description: expected a text, got null");
        requireNonNull(parameters, "parameters: expected a schema, got null");
    }

    /// Whether it takes anything at all.
    ///
    /// @return false for a tool without parameters
    public boolean hasParameters() {
        return !parameters.properties().isEmpty();
    }

    /// What a model is told of a method with 0 parameters.
    ///
    /// @param method the method, as a reference
    /// @return the name, description and parameters that it has as a tool
    /// @throws IllegalArgumentException if it cannot be a tool
    public static ToolSpec of(ToolBody.Run0 method) {
        return FunctionTool.of(method).spec();
    }

    /// What a model is told of a method with 1 parameter.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @return the name, description and parameters that it has as a tool
    /// @throws IllegalArgumentException if it cannot be a tool
    public static <A> ToolSpec of(ToolBody.Run1<A> method) {
        return FunctionTool.of(method).spec();
    }

    /// What a model is told of a method with 2 parameters.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @return the name, description and parameters that it has as a tool
    /// @throws IllegalArgumentException if it cannot be a tool
    public static <A, B> ToolSpec of(ToolBody.Run2<A, B> method) {
        return FunctionTool.of(method).spec();
    }

    /// What a model is told of a method with 3 parameters.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @return the name, description and parameters that it has as a tool
    /// @throws IllegalArgumentException if it cannot be a tool
    public static <A, B, C> ToolSpec of(ToolBody.Run3<A, B, C> method) {
        return FunctionTool.of(method).spec();
    }

    /// What a model is told of a method with 4 parameters.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @return the name, description and parameters that it has as a tool
    /// @throws IllegalArgumentException if it cannot be a tool
    public static <A, B, C, D> ToolSpec of(ToolBody.Run4<A, B, C, D> method) {
        return FunctionTool.of(method).spec();
    }

    /// What a model is told of a method with 5 parameters.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @return the name, description and parameters that it has as a tool
    /// @throws IllegalArgumentException if it cannot be a tool
    public static <A, B, C, D, E> ToolSpec of(ToolBody.Run5<A, B, C, D, E> method) {
        return FunctionTool.of(method).spec();
    }

    /// What a model is told of a method with 6 parameters.
    ///
    /// @param method the method, as a reference
    /// @param <A> the first parameter's type
    /// @param <B> the second parameter's type
    /// @param <C> the third parameter's type
    /// @param <D> the fourth parameter's type
    /// @param <E> the fifth parameter's type
    /// @param <F> the sixth parameter's type
    /// @return the name, description and parameters that it has as a tool
    /// @throws IllegalArgumentException if it cannot be a tool
    public static <A, B, C, D, E, F> ToolSpec of(ToolBody.Run6<A, B, C, D, E, F> method) {
        return FunctionTool.of(method).spec();
    }
}
