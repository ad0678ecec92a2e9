package dev.kbench.chat;

import dev.kbench.content.Content;
import dev.kbench.content.Text;

import java.util.List;

/// One message of a chat. Immutable.
///
/// @param sender who sent it
/// @param content what it carries
/// @param visibleToLlm whether models see it; a hidden one is not in stored conversations either
/// @param details what is known of a model's answer; {@link ReplyDetails#NONE} for all else
public record Message(Actor sender, Content content, boolean visibleToLlm, ReplyDetails details)
        implements ChatItem {
    /// A visible message.
    ///
    /// @param sender who sent it
    /// @param content what it carries
    /// @return the message
    public static Message of(Actor sender, Content content) {
        return new Message(sender, content, true, ReplyDetails.NONE);
    }

    /// A visible text.
    ///
    /// @param sender who sent it
    /// @param text the text
    /// @return the message
    public static Message of(Actor sender, String text) {
        return of(sender, new Text(text));
    }

    /// The content as text.
    ///
    /// @return text; may be empty
    public String text() {
        return content.text();
    }

    /// What a model is to see of it: all parts of an answer, else its content.
    ///
    /// @return at least one part, in order
    public List<Content> parts() {
        return details.parts().isEmpty() ? List.of(content) : details.parts();
    }

    /// Whether this is a model's answer.
    ///
    /// @return true for the assistant's role
    public boolean isReply() {
        return sender.role() == Role.ASSISTANT;
    }
}
