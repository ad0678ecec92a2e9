package dev.kbench.store;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatItem;
import dev.kbench.chat.Hearing;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.content.Content;
import dev.kbench.content.Media;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;
import dev.kbench.event.AssertionResult;
import dev.kbench.key.PrivateValues;
import dev.kbench.run.Failure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Takes texts that are nobody's business out of what is shown: keys, as {@link
/// dev.kbench.config.Settings#secrets} names them, and the private values of a run. Whatever shows
/// or writes a run for others goes through it.
///
/// @param secrets the texts, the longest first; none of them is empty
/// @param hidden what of a run is private
public record Redaction(List<String> secrets, PrivateValues hidden) {
    /// Takes nothing out.
    public static final Redaction NONE = new Redaction(List.of());

    private static final String INSTEAD = "…";

    /// Copies the texts.
    public Redaction {
        secrets = List.copyOf(secrets);
    }

    /// Takes out keys alone.
    ///
    /// @param secrets the texts, the longest first; none of them is empty
    public Redaction(List<String> secrets) {
        this(secrets, PrivateValues.NONE);
    }

    /// The same for a run.
    ///
    /// @param values what of it is private
    /// @return this where nothing is
    public Redaction hiding(PrivateValues values) {
        return values.isEmpty() ? this : new Redaction(secrets, hidden.and(values));
    }

    private boolean isNothing() {
        return secrets.isEmpty() && hidden.isEmpty();
    }

    /// A text without them.
    ///
    /// @param text any text
    /// @return the text, with `…` in the place of each key and {@link PrivateValues#MARK} in that
    ///   of each private value
    public String text(String text) {
        return hidden.text(keyless(text));
    }

    private String json(String json) {
        return hidden.json(keyless(json));
    }

    private String keyless(String text) {
        String shown = text;
        for (String secret : secrets) {
            shown = shown.replace(secret, INSTEAD);
        }
        return shown;
    }

    /// Texts without them.
    ///
    /// @param texts texts by name, in order
    /// @return the same names
    public SequencedMap<String, String> texts(SequencedMap<String, String> texts) {
        SequencedMap<String, String> shown = new LinkedHashMap<>();
        texts.forEach((name, value) -> shown.put(name, text(value)));
        return shown;
    }

    /// A failure without them.
    ///
    /// @param failure what went wrong
    /// @return the same type
    public Failure failure(Failure failure) {
        return new Failure(failure.type(), text(failure.message()), text(failure.trace()));
    }

    /// An assertion without them.
    ///
    /// @param assertion what was asserted
    /// @return the same one where there are none
    public AssertionResult assertion(AssertionResult assertion) {
        AssertionResult shown = assertion.without(hidden);
        return secrets.isEmpty()
                ? shown
                : new AssertionResult(
                        shown.type(),
                        shown.passed(),
                        text(shown.expectation()),
                        shown.line(),
                        text(shown.source()),
                        shown.chatId(),
                        shown.requestCount(),
                        texts(shown.values()),
                        text(shown.difference()));
    }

    /// A conversation without them.
    ///
    /// @param chat a conversation
    /// @return the conversation, as {@link #text} has its texts; the same one where there are none
    public Chat chat(Chat chat) {
        return hiding(chat.hidden()).without(chat);
    }

    private Chat without(Chat chat) {
        return isNothing()
                ? chat
                : Chat.restored(
                        text(chat.name()),
                        hidden.text(chat.id()),
                        chat.items().stream().map(this::item).toList());
    }

    private ChatItem item(ChatItem item) {
        return switch (item) {
            case Chat inner -> without(inner);
            case Message message ->
                    new Message(
                            sender(message.sender()),
                            content(message.content()),
                            message.visibleToLlm(),
                            details(message.details()),
                            hearing(message.hearing()));
        };
    }

    private Actor sender(Actor actor) {
        return hidden.isEmpty()
                ? actor
                : new Actor(hidden.text(actor.name()), actor.role(), actor.avatar());
    }

    private Hearing hearing(Hearing hearing) {
        return hidden.isEmpty()
                ? hearing
                : new Hearing(
                        hearing.order(),
                        hidden.text(hearing.speaker()),
                        hidden.text(hearing.channel()),
                        hearing.open(),
                        hearing.listeners().stream().map(hidden::text).toList());
    }

    private Content content(Content content) {
        return switch (content) {
            case Text(String text) -> new Text(text(text));
            case ReasoningTrace(String text, String opaque) ->
                    new ReasoningTrace(text(text), opaque);
            case ToolCall(String id, String name, String arguments, String opaque) ->
                    new ToolCall(id, name, json(arguments), opaque);
            case ToolResult(String id, String name, String text, boolean failed, boolean json) ->
                    new ToolResult(id, name, json ? json(text) : text(text), failed, json);
            case Media media -> file(media);
        };
    }

    /// A file whose caption or address has one is only named.
    private Content file(Media media) {
        String shown = text(media.text());
        return shown.equals(media.text()) ? media : new Text(shown);
    }

    private ReplyDetails details(ReplyDetails details) {
        SequencedMap<String, Object> sent = new LinkedHashMap<>();
        details.sent()
                .forEach(
                        (name, value) ->
                                sent.put(
                                        name,
                                        value instanceof String text
                                                ? text(text)
                                                : hidden.data(value)));
        return new ReplyDetails(
                details.parts().stream().map(this::content).toList(),
                details.usage(),
                details.finishReason(),
                sent,
                texts(details.leftOut()),
                hidden.isEmpty() ? details.logprobs() : "", // tokens are pieces of values
                details.duration(),
                details.began(),
                details.repairs().stream().map(this::text).toList(),
                details.retries().stream().map(retry -> retry.without(hidden)).toList(),
                details.replayed());
    }
}
