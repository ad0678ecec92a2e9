package dev.kbench.tool;

import static java.util.Objects.requireNonNull;

import dev.kbench.content.Image;

import java.util.List;

/// What a call of a tool came to.
///
/// @param text what the model reads
/// @param json whether that is JSON, as opposed to words
/// @param failed whether the call went wrong; the text says how
/// @param images what the model is shown after the results of all calls of its answer, since few
///   vendors take pictures in a result
public record ToolOutput(String text, boolean json, boolean failed, List<Image> images) {
    /// Refuses null, and copies the pictures.
    public ToolOutput {
        requireNonNull(text, "text: expected what the model reads, got null");
        images = List.copyOf(images);
    }

    /// An output without pictures.
    ///
    /// @param text what the model reads
    /// @param json whether that is JSON, as opposed to words
    /// @param failed whether the call went wrong; the text says how
    public ToolOutput(String text, boolean json, boolean failed) {
        this(text, json, failed, List.of());
    }

    /// Words.
    ///
    /// @param text what the model reads
    /// @return the output
    public static ToolOutput words(String text) {
        return new ToolOutput(text, false, false);
    }

    /// JSON.
    ///
    /// @param json what the model reads
    /// @return the output
    public static ToolOutput json(String json) {
        return new ToolOutput(json, true, false);
    }

    /// A call that went wrong.
    ///
    /// @param why what the model reads
    /// @return the output
    public static ToolOutput failed(String why) {
        return new ToolOutput(why, false, true);
    }
}
