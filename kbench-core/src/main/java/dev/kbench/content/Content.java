package dev.kbench.content;

/// What a message carries: one part of it. Closed: a switch over it needs no default.
public sealed interface Content permits Text, Media, ReasoningTrace, ToolCall, ToolResult {
    /// The content as a person would read it.
    ///
    /// @return text; never null, may be empty
    String text();
}
