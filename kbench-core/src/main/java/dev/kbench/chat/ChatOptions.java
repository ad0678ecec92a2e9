package dev.kbench.chat;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// Options of a chat of its own: `Chats.open("pirate", with -> with.systemInstructions("You are a
/// pirate.").orphan(true))`. Each is set at most once.
///
/// One thread.
public final class ChatOptions {
    private Optional<String> systemInstructions = Optional.empty();
    private Optional<Boolean> orphan = Optional.empty();

    ChatOptions() {}

    /// What the system says before anything else.
    ///
    /// @param text the instructions; they become the chat's first message
    /// @return this
    public ChatOptions systemInstructions(String text) {
        requireNonNull(text, "text: expected the instructions, got null");
        if (systemInstructions.isPresent()) {
            throw new IllegalArgumentException("systemInstructions were already set");
        }
        systemInstructions = Optional.of(text);
        return this;
    }

    /// Whether the chat is left out of what the enclosing chat holds, and so of the run's stored
    /// transcript; false by default.
    ///
    /// @param value true to leave it out
    /// @return this
    public ChatOptions orphan(boolean value) {
        orphan = Orphan.set(orphan, value);
        return this;
    }

    Optional<String> systemInstructions() {
        return systemInstructions;
    }

    boolean orphan() {
        return orphan.orElse(false);
    }
}
