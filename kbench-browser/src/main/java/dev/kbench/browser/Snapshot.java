package dev.kbench.browser;

import static java.util.Objects.requireNonNull;

import dev.kbench.content.Image;

import java.util.List;

/// What a page looked like after its scripts had run.
///
/// @param screenshot a PNG
/// @param html the document as it stood; cut after 10,000,000 characters
/// @param logs what it wrote to its console, and errors it did not catch, in order; at most 1,000
/// @param blocked the addresses that it asked for and did not get, in order, each once; at most
///   1,000
/// @param dropped how many entries and refused addresses there were beyond those, and what else the
///   page did that was too much to take down; 0 for a page that keeps measure
public record Snapshot(
        Image screenshot,
        String html,
        List<ConsoleEntry> logs,
        List<String> blocked,
        long dropped) {
    /// Copies the lists.
    public Snapshot {
        requireNonNull(screenshot, "screenshot: expected a picture, got null");
        requireNonNull(html, "html: expected a document, got null");
        logs = List.copyOf(logs);
        blocked = List.copyOf(blocked);
    }

    /// What the page logged, as text.
    ///
    /// @return the text of each entry, in order
    public List<String> logTexts() {
        return logs.stream().map(ConsoleEntry::text).toList();
    }

    /// Errors that no code of the page caught.
    ///
    /// @return their texts, in order
    public List<String> errors() {
        return logs.stream().filter(ConsoleEntry::uncaught).map(ConsoleEntry::text).toList();
    }
}
