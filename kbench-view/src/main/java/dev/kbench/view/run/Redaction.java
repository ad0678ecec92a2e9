package dev.kbench.view.run;

import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatItem;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.content.Content;
import dev.kbench.content.Media;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;
import dev.kbench.event.AssertionResult;
import dev.kbench.run.Failure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Takes texts that are nobody's business out of what is shown: keys, as {@link
/// dev.kbench.config.Settings#secrets} names them.
///
/// @param secrets the texts, the longest first; none of them is empty
public record Redaction(List<String> secrets) {
    /// Takes nothing out.
    public static final Redaction NONE = new Redaction(List.of());

    private static final String INSTEAD = "…";

    /// Copies the texts.
    public Redaction {
        secrets = List.copyOf(secrets);
    }

    /// A text without them.
    ///
    /// @param text any text
    /// @return the text, with `…` in the place of each
    public String text(String text) {
        String shown = text;
        for (String secret : secrets) {
            shown = shown.replace(secret, INSTEAD);
        }
        return shown;
    }

    SequencedMap<String, String> texts(SequencedMap<String, String> texts) {
        SequencedMap<String, String> shown = new LinkedHashMap<>();
        texts.forEach((name, value) -> shown.put(name, text(value)));
        return shown;
    }

    Failure failure(Failure failure) {
        return new Failure(failure.type(), text(failure.message()), text(failure.trace()));
    }

    AssertionResult assertion(AssertionResult assertion) {
        return secrets.isEmpty()
                ? assertion
                : new AssertionResult(
                        assertion.type(),
                        assertion.passed(),
                        text(assertion.expectation()),
                        assertion.line(),
                        text(assertion.source()),
                        assertion.chatId(),
                        assertion.requestCount(),
                        texts(assertion.values()),
                        text(assertion.difference()));
    }

    /// A conversation without them.
    ///
    /// @param chat a conversation
    /// @return the conversation, with `…` in the place of each; the same one where there are none
    public Chat chat(Chat chat) {
        return secrets.isEmpty()
                ? chat
                : Chat.restored(
                        chat.name(), chat.id(), chat.items().stream().map(this::item).toList());
    }

    private ChatItem item(ChatItem item) {
        return switch (item) {
            case Chat inner -> chat(inner);
            case Message message ->
                    new Message(
                            message.sender(),
                            content(message.content()),
                            message.visibleToLlm(),
                            details(message.details()),
                            message.hearing());
        };
    }

    private Content content(Content content) {
        return switch (content) {
            case Text(String text) -> new Text(text(text));
            case ReasoningTrace(String text, String opaque) ->
                    new ReasoningTrace(text(text), opaque);
            case ToolCall(String id, String name, String arguments, String opaque) ->
                    new ToolCall(id, name, text(arguments), opaque);
            case ToolResult(String id, String name, String text, boolean failed, boolean json) ->
                    new ToolResult(id, name, text(text), failed, json);
            case Media media -> media;
        };
    }

    private ReplyDetails details(ReplyDetails details) {
        SequencedMap<String, Object> sent = new LinkedHashMap<>();
        details.sent()
                .forEach(
                        (name, value) ->
                                sent.put(name, value instanceof String text ? text(text) : value));
        return new ReplyDetails(
                details.parts().stream().map(this::content).toList(),
                details.usage(),
                details.finishReason(),
                sent,
                details.leftOut(),
                details.logprobs(),
                details.duration(),
                details.began(),
                details.repairs().stream().map(this::text).toList(),
                details.retries(),
                details.replayed());
    }
}
