package dev.kbench.store;

import static java.util.Objects.requireNonNull;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatItem;
import dev.kbench.chat.FinishReason;
import dev.kbench.chat.Hearing;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.chat.Role;
import dev.kbench.content.Audio;
import dev.kbench.content.Content;
import dev.kbench.content.Image;
import dev.kbench.content.MediaBytes;
import dev.kbench.content.MediaSource;
import dev.kbench.content.MediaUrl;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.Video;
import dev.kbench.store.RunFile.Conversation;
import dev.kbench.store.RunFile.Request;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// From the conversations in a run file to chats.
final class FiledChats {
    private static final String ROLE = "CONTENT_ROLE_";

    private static final Request NO_REQUEST = new Request(List.of(), null, "", Map.of());

    private FiledChats() {}

    /// A chat that is being put together.
    private record Open(Conversation from, String parent, List<ChatItem> items) {}

    /// The run's own chat. The original lists conversations depth first and does not say what each
    /// was opened in: then they stand in the run's own.
    static Chat chat(List<Conversation> conversations) {
        if (conversations.isEmpty()) {
            return Chat.restored("", "", List.of());
        }
        Map<String, Open> open = new LinkedHashMap<>();
        String first = conversations.getFirst().id();
        for (Conversation one : conversations) {
            String parent =
                    one.unknown().get("parentConversationId") instanceof String id
                                    && open.containsKey(id)
                            ? id
                            : first;
            List<ChatItem> items = new ArrayList<>();
            one.requests().forEach(request -> add(request, items));
            OwnSection.unanswered(one.unknown())
                    .forEach(content -> items.add(message(content, NO_REQUEST, false)));
            open.putIfAbsent(one.id(), new Open(one, parent, items));
        }
        Chat own = Chat.restored("", "", List.of());
        for (Open one : new ArrayList<>(open.values()).reversed()) {
            String id = one.from().id();
            own = Chat.restored(id.replaceFirst("-[0-9a-f]{8}$", ""), id, one.items());
            if (!id.equals(first)) {
                List<ChatItem> around =
                        requireNonNull(open.get(one.parent()), "opened before").items();
                around.add(messages(around), own);
            }
        }
        return own;
    }

    private static int messages(List<ChatItem> items) {
        return (int) items.stream().filter(Message.class::isInstance).count();
    }

    private static void add(Request request, List<ChatItem> items) {
        int last = request.contents().size() - 1;
        for (int i = 0; i <= last; i++) {
            items.add(message(request.contents().get(i), request, i == last));
        }
    }

    private static Message message(RunFile.Content content, Request request, boolean last) {
        Role role = role(content.role());
        List<Content> parts = new ArrayList<>();
        if (last && request.unknown().get("reasoningTraces") instanceof String traces) {
            parts.add(ReasoningTrace.of(traces));
        }
        content.parts().forEach(part -> parts.add(part(part)));
        Content shown =
                parts.stream()
                        .filter(part -> !(part instanceof ReasoningTrace))
                        .reduce((a, b) -> new Text(a.text() + "\n" + b.text()))
                        .orElse(new Text(""));
        List<Content> several = parts.size() > 1 ? parts : List.of();
        Map<?, ?> own = OwnSection.own(content.unknown());
        Content seen = own.get("shown") instanceof String others ? new Text(others) : shown;
        return new Message(
                new Actor(content.senderName() == null ? "" : content.senderName(), role, ""),
                seen,
                true,
                last && role == Role.ASSISTANT
                        ? details(seen.equals(shown) ? several : List.copyOf(parts), request)
                        : ReplyDetails.ofParts(several),
                hearing(own, content.senderName()));
    }

    private static ReplyDetails details(List<Content> parts, Request request) {
        return new ReplyDetails(
                parts,
                FiledRun.usage(request.metrics()),
                FinishReason.NONE,
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                "",
                Duration.ZERO,
                Optional.empty(),
                OwnSection.repairs(request.unknown()),
                List.of(),
                OwnSection.isReplayed(request.unknown()));
    }

    private static Hearing hearing(Map<?, ?> own, @Nullable String sender) {
        if (!(own.get("order") instanceof Number order)) {
            return Hearing.NONE;
        }
        List<String> listeners = new ArrayList<>();
        if (own.get("visibleTo") instanceof List<?> ids) {
            ids.forEach(id -> listeners.add(String.valueOf(id)));
        }
        return new Hearing(
                order.longValue(),
                own.get("speaker") instanceof String id ? id : sender == null ? "" : sender,
                own.get("channel") instanceof String channel ? channel : "",
                !own.containsKey("visibleTo"),
                listeners);
    }

    private static Role role(@Nullable String text) {
        String name = text == null ? "" : text.replace(ROLE, "").toUpperCase(Locale.ROOT);
        return switch (name) {
            case "SYSTEM" -> Role.SYSTEM;
            case "ASSISTANT", "MODEL" -> Role.ASSISTANT;
            case "DEVELOPER" -> Role.DEVELOPER;
            case "CONTEXT", "TOOL" -> Role.TOOL;
            default -> Role.USER;
        };
    }

    /// A file whose bytes cannot be read stands as a text that says so.
    private static Content part(Map<String, Object> part) {
        try {
            if (part.get("inlineData") instanceof Map<?, ?> data) {
                return media(MediaBytes.parse(String.valueOf(data.get("data"))), data);
            }
            if (part.get("fileData") instanceof Map<?, ?> file) {
                return media(new MediaUrl(String.valueOf(file.get("fileUri"))), file);
            }
        } catch (IllegalArgumentException e) {
            return new Text("[a file that cannot be read: %s]".formatted(e.getMessage()));
        }
        return new Text(part.get("text") instanceof String text ? ShownRunMapper.once(text) : "");
    }

    private static Content media(MediaSource source, Map<?, ?> file) {
        String mime = file.get("mimeType") instanceof String type ? type : "";
        if (mime.startsWith("audio/")) {
            return new Audio(source, mime, "", new LinkedHashMap<>());
        }
        return mime.startsWith("video/")
                ? new Video(source, mime, "", new LinkedHashMap<>())
                : new Image(source, mime, "", new LinkedHashMap<>());
    }
}
