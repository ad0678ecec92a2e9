package dev.kbench.content;

import static java.util.Objects.requireNonNull;

/// What a tool gave back.
///
/// @param callId the call's id; empty where it had none
/// @param name the tool's name
/// @param text what the model reads: the result, or what went wrong
/// @param failed whether it went wrong
/// @param json whether the text is JSON, as opposed to words; models are given the text either way
public record ToolResult(String callId, String name, String text, boolean failed, boolean json)
        implements Content {
    /// Refuses null.
    public ToolResult {
        requireNonNull(callId, "callId: expected a text, got null");
        requireNonNull(name, "name: expected the tool's name, got null");
        requireNonNull(text, "text: expected the result as a text, got null");
    }

    /// A result in words.
    ///
    /// @param callId the call's id; empty where it had none
    /// @param name the tool's name
    /// @param text what the model reads
    /// @param failed whether it went wrong
    public ToolResult(String callId, String name, String text, boolean failed) {
        this(callId, name, text, failed, false);
    }

    /// The result of a call.
    ///
    /// @param call the call
    /// @param text what the model reads
    /// @return the result
    public static ToolResult of(ToolCall call, String text) {
        return new ToolResult(call.id(), call.name(), text, false);
    }

    /// The failure of a call.
    ///
    /// @param call the call
    /// @param text what the model reads
    /// @return the result
    public static ToolResult failed(ToolCall call, String text) {
        return new ToolResult(call.id(), call.name(), text, true);
    }
}
