package dev.kbench.content;

/// What a message carries. Closed: a switch over it needs no default.
public sealed interface Content permits Text {
    /// The content as a person would read it.
    ///
    /// @return text; never null, may be empty
    String text();
}
