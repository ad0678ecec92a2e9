package dev.kbench.content;

import static java.util.Objects.requireNonNull;

/// Plain text.
///
/// @param text the text; may be empty
public record Text(String text) implements Content {
    /// Refuses null.
    public Text {
        requireNonNull(text, "text: expected a text, got null");
    }
}
