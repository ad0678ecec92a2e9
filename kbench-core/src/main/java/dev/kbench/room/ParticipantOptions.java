package dev.kbench.room;

import static java.util.Objects.requireNonNull;

import dev.kbench.tool.CallableTool;
import dev.kbench.tool.ToolOptions;

import java.util.List;
import java.util.Optional;

/// Options of a participant: `room.addParticipant(llm, "Alice", with -> with.systemPrompt("Argue
/// for.").avatar("🦊"))`. Each but the tools is set at most once.
///
/// A participant's tools are its own: in each of its turns it may have them called, and nobody else
/// hears what it called them with or what they returned.
///
/// One thread.
public final class ParticipantOptions extends ToolOptions<ParticipantOptions> {
    private Optional<String> systemPrompt = Optional.empty();
    private Optional<String> avatar = Optional.empty();

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

    String systemPrompt() {
        return systemPrompt.orElse("");
    }

    String avatarOr(String otherwise) {
        return avatar.orElse(otherwise);
    }

    @Override
    protected List<CallableTool> tools() {
        return super.tools();
    }

    @Override
    protected ParticipantOptions self() {
        return this;
    }
}
