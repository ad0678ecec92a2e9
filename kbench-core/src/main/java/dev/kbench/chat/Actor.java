package dev.kbench.chat;

import static java.util.Objects.requireNonNull;

import dev.kbench.content.Content;
import dev.kbench.content.Image;
import dev.kbench.content.MediaUrl;
import dev.kbench.content.Text;
import dev.kbench.internal.context.RunScope;

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
        tellOfAddress(content);
        return Chats.current().say(Message.of(this, content));
    }

    /// Says, once for each, that a picture's address is sent as it is.
    private static void tellOfAddress(Content content) {
        RunScope run = RunScope.current();
        if (run == null) {
            return;
        }
        switch (content) {
            case Text(String text) when Image.isAddress(text) ->
                    run.listeners()
                            .tellOnce(
                                    "%s is sent as words, and no model sees the picture: prompt(…, with -> with.image(Image.fromUrl(…))) fetches it and sends it"
                                            .formatted(text.strip()));
            case Image(MediaUrl(String url), _, _, _) when Image.isAddress(url) ->
                    run.listeners()
                            .tellOnce(
                                    "%s is sent as an address, which not every provider fetches: prompt(…, with -> with.image(…)) fetches it and sends it, and so does send(image.download())"
                                            .formatted(url));
            default -> {}
        }
    }
}
