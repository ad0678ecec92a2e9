package dev.kbench.room;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// Options of a room: `ChatRoom.create(with -> with.name("Debate").systemPrompt("Two turns
/// each."))`. Each is set at most once.
///
/// One thread.
public final class RoomOptions {
    private Optional<String> name = Optional.empty();
    private Optional<String> systemPrompt = Optional.empty();
    private Optional<String> avatar = Optional.empty();

    RoomOptions() {}

    /// The room's name, which is its narrator's too; `Narrator` by default.
    ///
    /// @param value 1 to 100 characters in one line, without brackets
    /// @return this
    public RoomOptions name(String value) {
        Names.require("a room", requireNonNull(value, "name: expected the room's name, got null"));
        name.ifPresent(old -> refuse("name", old));
        name = Optional.of(value);
        return this;
    }

    /// What every participant is told at the beginning, such as the rules; nothing by default.
    ///
    /// @param text the prompt
    /// @return this
    public RoomOptions systemPrompt(String text) {
        requireNonNull(text, "text: expected the room's system prompt, got null");
        if (systemPrompt.isPresent()) {
            throw new IllegalArgumentException("systemPrompt was already set");
        }
        systemPrompt = Optional.of(text);
        return this;
    }

    /// The emoji beside the narrator's name; 📢 by default.
    ///
    /// @param emoji the emoji; may be empty
    /// @return this
    public RoomOptions avatar(String emoji) {
        requireNonNull(emoji, "emoji: expected an emoji, got null");
        avatar.ifPresent(old -> refuse("avatar", old));
        avatar = Optional.of(emoji);
        return this;
    }

    private static void refuse(String option, String old) {
        throw new IllegalArgumentException("%s was already set to '%s'".formatted(option, old));
    }

    String name() {
        return name.orElse("Narrator");
    }

    String systemPrompt() {
        return systemPrompt.orElse("");
    }

    String avatar() {
        return avatar.orElse("📢");
    }
}
