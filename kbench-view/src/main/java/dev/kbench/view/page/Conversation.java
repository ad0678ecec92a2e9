package dev.kbench.view.page;

import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatItem;
import dev.kbench.chat.FinishReason;
import dev.kbench.chat.Hearing;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.chat.Role;
import dev.kbench.content.Content;
import dev.kbench.content.Media;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;
import dev.kbench.view.html.Element;
import dev.kbench.view.html.Html;

import java.util.ArrayList;
import java.util.List;

/// A conversation as it was: who said what to whom, chats opened inside it where they were opened.
public final class Conversation {
    private final LongTexts texts;
    private final MediaPart media;
    private final Exchange exchange;

    Conversation(LongTexts texts, MediaPart media) {
        this.texts = texts;
        this.media = media;
        this.exchange = new Exchange(texts);
    }

    /// What a document shows of a conversation that stands alone.
    ///
    /// @param chat the conversation
    /// @param most how much of a text is shown, in characters
    /// @param pictures how much of its pictures it brings along, in bytes; others are named
    /// @return the messages
    public static Html alone(Chat chat, int most, long pictures) {
        return new Conversation(LongTexts.alone(most), MediaPart.alone(pictures)).of(chat);
    }

    Html of(Chat chat) {
        Element talk = Element.of("div").classed("talk");
        List<Message> before = new ArrayList<>();
        for (ChatItem item : chat.items()) {
            switch (item) {
                case Message message -> {
                    talk.add(message(message, before));
                    before.add(message);
                }
                case Chat inner -> talk.add(inner(inner));
            }
        }
        return talk;
    }

    private Html inner(Chat chat) {
        return Element.of("div", Element.of("h3", chat.name()).classed("name soft"), of(chat))
                .classed("inner");
    }

    private Html message(Message message, List<Message> before) {
        String classes = "message " + message.sender().role().wireName();
        if (!message.hearing().open()) {
            classes += " private";
        }
        Element made = Element.of("article", header(message)).classed(classes);
        for (Content part : message.parts()) {
            made.add(part(part));
        }
        ReplyDetails details = message.details();
        String words = message.words();
        if (!details.parts().isEmpty() && !message.content().text().equals(words)) {
            made.add(folded("read as", texts.code(message.content().text())));
        }
        for (String repair : details.repairs()) {
            made.add(Element.of("p", "put up with: " + repair).classed("soft small"));
        }
        if (message.sender().role() == Role.ASSISTANT) {
            made.add(exchange.of(message, before));
        }
        return made;
    }

    private static Html header(Message message) {
        Element header = Element.of("header");
        String avatar = message.sender().avatar();
        header.add(
                Element.of(
                                "span",
                                avatar.isEmpty()
                                        ? message.sender().name()
                                        : avatar + " " + message.sender().name())
                        .classed("who name"));
        header.add(Element.of("span", message.sender().role().wireName()));
        privacy(header, message);
        ReplyDetails details = message.details();
        String used = RunFacts.brief(details.usage());
        if (!used.isEmpty()) {
            header.add(Element.of("span", used));
        }
        if (!details.duration().isZero()) {
            header.add(Element.of("span", Figures.duration(details.duration())));
        }
        FinishReason reason = details.finishReason();
        if (reason.kind() != FinishReason.Kind.UNKNOWN && reason.kind() != FinishReason.Kind.STOP) {
            header.add(badge("stopped: " + reason.raw(), "open"));
        }
        if (!details.retries().isEmpty()) {
            header.add(badge("sent again %d×".formatted(details.retries().size()), "open"));
        }
        if (details.replayed()) {
            header.add(badge("a recording", ""));
        }
        return header;
    }

    private static void privacy(Element header, Message message) {
        Hearing hearing = message.hearing();
        if (!hearing.channel().isEmpty()) {
            header.add(badge("channel " + hearing.channel(), ""));
        }
        if (!hearing.open()) {
            header.add(
                    badge(
                            hearing.listeners().isEmpty()
                                    ? "private: nobody else hears it"
                                    : "private: heard by " + String.join(", ", hearing.listeners()),
                            "open"));
        }
        if (!message.visibleToLlm()) {
            header.add(badge("no model sees it", ""));
        }
    }

    private static Html badge(String text, String kind) {
        return Element.of("span", text).classed(kind.isEmpty() ? "badge" : "badge " + kind);
    }

    private Html part(Content part) {
        return switch (part) {
            case Text text -> texts.said(text.text());
            case ReasoningTrace trace ->
                    trace.text().isEmpty()
                            ? Element.of("p", "reasoning that the provider does not show")
                                    .classed("soft small")
                            : folded("reasoning", texts.said(trace.text()));
            case ToolCall call ->
                    Element.of(
                                    "div",
                                    Element.of("div", "calls ")
                                            .classed("soft small")
                                            .add(Element.of("code", call.name()).classed("name")),
                                    texts.code(call.arguments()))
                            .classed("call");
            case ToolResult result ->
                    Element.of(
                                    "div",
                                    Element.of("div", result.failed() ? "✗ failed " : "gave back ")
                                            .classed("soft small")
                                            .add(Element.of("code", result.name()).classed("name")),
                                    texts.code(result.text()))
                            .classed("call");
            case Media file -> media.of(file);
        };
    }

    private static Html folded(String words, Html content) {
        return Element.of("details", Element.of("summary", words), content);
    }
}
