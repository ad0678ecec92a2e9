package dev.kbench.chat;

import dev.kbench.content.Content;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;

import java.util.List;
import java.util.stream.Collectors;

/// One message of a chat. Immutable.
///
/// @param sender who sent it
/// @param content what it carries
/// @param visibleToLlm whether models see it; a hidden one is not in stored conversations either
/// @param details what is known of a model's answer; {@link ReplyDetails#NONE} for all else
/// @param hearing in a room, where it stands and who hears it; {@link Hearing#NONE} elsewhere
public record Message(
        Actor sender, Content content, boolean visibleToLlm, ReplyDetails details, Hearing hearing)
        implements ChatItem {
    /// A message that is said in no room.
    ///
    /// @param sender who sent it
    /// @param content what it carries
    /// @param visibleToLlm whether models see it
    /// @param details what is known of a model's answer
    public Message(Actor sender, Content content, boolean visibleToLlm, ReplyDetails details) {
        this(sender, content, visibleToLlm, details, Hearing.NONE);
    }

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

    /// The content as people are shown it: the text, and the tools that it wants called, a line
    /// each. What a room hears is the text alone.
    ///
    /// @return text; may be empty
    public String shown() {
        boolean heardByAll = hearing.order() >= 0 && hearing.open();
        if (details.parts().isEmpty() || heardByAll) {
            return text();
        }
        StringBuilder shown = new StringBuilder(text());
        for (ToolCall call : details.toolCalls()) {
            shown.append(shown.isEmpty() ? "" : "\n").append(call.text());
        }
        return shown.toString();
    }

    /// What a model is to see of it: all parts of an answer, else its content.
    ///
    /// @return at least one part, in order
    public List<Content> parts() {
        return details.parts().isEmpty() ? List.of(content) : details.parts();
    }

    /// The same with another place in a room, or other listeners.
    ///
    /// @param other where it stands and who hears it
    /// @return the message
    public Message withHearing(Hearing other) {
        return new Message(sender, content, visibleToLlm, details, other);
    }

    /// The message as those see it who did not say it, in a room: a user's words that begin with
    /// the sender's name. Of a typed answer they see what {@link #content} holds, never the raw
    /// text.
    ///
    /// @return what a model is to be given in its place
    public Message asHeard() {
        return Marks.heard(this);
    }

    /// What was said, word for word: of a typed answer the model's own text, else the content's.
    ///
    /// @return text; may be empty
    public String words() {
        if (details.parts().isEmpty()) {
            return content.text();
        }
        String words =
                details.parts().stream()
                        .filter(Text.class::isInstance)
                        .map(Content::text)
                        .collect(Collectors.joining());
        return words.isEmpty() ? content.text() : words;
    }

    /// Whether this is a model's answer.
    ///
    /// @return true for the assistant's role
    public boolean isReply() {
        return sender.role() == Role.ASSISTANT;
    }
}
