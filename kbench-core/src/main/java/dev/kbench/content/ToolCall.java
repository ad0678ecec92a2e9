package dev.kbench.content;

import static java.util.Objects.requireNonNull;

/// A model asks for a tool to be called.
///
/// @param id what tells it from other calls, in the provider's words; empty where it gave none
/// @param name the tool's name as the model wrote it
/// @param arguments the arguments as the model wrote them: JSON, if all is well
/// @param opaque what the provider wants back unchanged with this call, such as a signature, in a
///   form of its client's own; mostly empty
public record ToolCall(String id, String name, String arguments, String opaque) implements Content {
    /// Refuses null.
    public ToolCall {
        requireNonNull(id, "id: expected a text, got null");
        requireNonNull(name, "name: expected the tool's name, got null");
        requireNonNull(arguments, "arguments: expected a text such as {}, got null");
        requireNonNull(opaque, "opaque: expected a text, got null");
    }

    /// A call without anything that must go back.
    ///
    /// @param id what tells it from other calls
    /// @param name the tool's name
    /// @param arguments the arguments, JSON
    /// @return the call
    public static ToolCall of(String id, String name, String arguments) {
        return new ToolCall(id, name, arguments, "");
    }

    @Override
    public String text() {
        return name + "(" + arguments + ")";
    }
}
