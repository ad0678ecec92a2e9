package dev.kbench.room;

import static java.util.Objects.requireNonNull;

import dev.kbench.tool.ToolSpec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Options of a participant: `room.addParticipant(llm, "Alice", with -> with.systemPrompt("Argue
/// for.").avatar("🦊"))`. Each but the tools is set at most once.
///
/// One thread.
public final class ParticipantOptions {
    private Optional<String> systemPrompt = Optional.empty();
    private Optional<String> avatar = Optional.empty();
    private final List<ToolSpec> tools = new ArrayList<>(0);

    ParticipantOptions() {}

    /// What this participant alone is told, such as its role; the others never see it.
    ///
    /// @param text the prompt
    /// @return this
    public ParticipantOptions systemPrompt(String text) {
        requireNonNull(text, "text: expected the participant's system prompt, got null");
        if (systemPrompt.isPresent()) {
            throw new IllegalArgumentException("systemPrompt was already set");
        }
        systemPrompt = Optional.of(text);
        return this;
    }

    /// The emoji beside the name; 🤖 by default for a model, 🎭 for a script.
    ///
    /// @param emoji the emoji; may be empty
    /// @return this
    public ParticipantOptions avatar(String emoji) {
        requireNonNull(emoji, "emoji: expected an emoji, got null");
        avatar.ifPresent(
                old -> {
                    throw new IllegalArgumentException(
                            "avatar was already set to '%s'".formatted(old));
                });
        avatar = Optional.of(emoji);
        return this;
    }

    /// A tool that the participant may have called. Rooms do not call tools: a participant with one
    /// is refused by name when it is added.
    ///
    /// @param tool the tool
    /// @return this
    public ParticipantOptions tool(ToolSpec tool) {
        tools.add(requireNonNull(tool, "tool: expected a tool, got null"));
        return this;
    }

    String systemPrompt() {
        return systemPrompt.orElse("");
    }

    String avatarOr(String otherwise) {
        return avatar.orElse(otherwise);
    }

    List<ToolSpec> tools() {
        return tools;
    }
}
