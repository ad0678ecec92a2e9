package dev.kbench.chat;

import static java.util.Objects.requireNonNull;

import dev.kbench.content.Content;
import dev.kbench.content.Text;

/// Someone who sends messages.
///
/// @param name the name that is shown
/// @param role the role
/// @param avatar an emoji that is shown beside the name; may be empty
public record Actor(String name, Role role, String avatar) {
    /// The user, who asks.
    public static final Actor USER = new Actor("User", Role.USER, "👤");

    /// The system, which instructs.
    public static final Actor SYSTEM = new Actor("System", Role.SYSTEM, "⚙️");

    /// Adds a text to the current chat; nothing is asked yet.
    ///
    /// @param text the text
    /// @return the message
    public Message send(String text) {
        return send(new Text(text));
    }

    /// Adds a content to the current chat; nothing is asked yet.
    ///
    /// @param content the content
    /// @return the message
    public Message send(Content content) {
        requireNonNull(content, "content: expected a content such as a text, got null");
        return Chats.current().say(Message.of(this, content));
    }
}
