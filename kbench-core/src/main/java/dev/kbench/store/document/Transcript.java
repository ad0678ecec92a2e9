package dev.kbench.store.document;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatItem;
import dev.kbench.chat.FinishReason;
import dev.kbench.chat.Hearing;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.chat.Role;
import dev.kbench.content.Content;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.run.Run;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/// The conversations of a run and of the runs inside it, depth first, as one document.
public final class Transcript {
    private static final ValueReader OPTIONS = new ValueReader(Transcript.class.getClassLoader());

    private Transcript() {}

    /// Writes a run's conversations.
    ///
    /// @param run the run
    /// @param places where the bytes of media are kept
    /// @return the document, JSON in UTF-8
    /// @throws UnreadableValueException if an option that was sent could not be read back
    public static byte[] of(Run<?> run, MediaPlaces places) {
        return Json.bytes(
                out -> {
                    out.writeName("chats");
                    out.writeStartArray();
                    chats(run, out, places);
                    out.writeEndArray();
                });
    }

    private static void chats(Run<?> run, JsonGenerator out, MediaPlaces places) {
        chat(run.chat(), out, places);
        run.subruns().forEach(subrun -> chats(subrun, out, places));
    }

    private static void chat(Chat chat, JsonGenerator out, MediaPlaces places) {
        out.writeStartObject();
        out.writeStringProperty("id", chat.id());
        Json.text(out, "name", chat.name());
        out.writeName("items");
        out.writeStartArray();
        for (ChatItem item : chat.items()) {
            switch (item) {
                case Chat inner -> chat(inner, out, places);
                case Message message -> message(message, out, places);
            }
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private static void message(Message message, JsonGenerator out, MediaPlaces places) {
        Actor sender = message.sender();
        out.writeStartObject();
        out.writeStringProperty("role", sender.role().wireName());
        Json.text(out, "name", sender.name());
        Json.text(out, "avatar", sender.avatar());
        if (message.content() instanceof Text(String text)) {
            out.writeStringProperty("text", text);
        } else {
            out.writeName("content");
            Contents.write(out, message.content(), places);
        }
        if (!message.visibleToLlm()) {
            out.writeBooleanProperty("hidden", true);
        }
        hearing(message.hearing(), out);
        details(message.details(), out, places);
        out.writeEndObject();
    }

    /// Where a room's message stands and who heard it. Who may know what is told by this alone: a
    /// room that is read back is no room any more.
    private static void hearing(Hearing hearing, JsonGenerator out) {
        if (hearing.order() < 0) {
            return;
        }
        out.writeNumberProperty("order", hearing.order());
        Json.text(out, "by", hearing.speaker());
        Json.text(out, "channel", hearing.channel());
        if (!hearing.open()) {
            out.writeName("to");
            out.writeStartArray();
            hearing.listeners().forEach(out::writeString);
            out.writeEndArray();
        }
    }

    private static Hearing hearing(JsonNode node) {
        if (!node.has("order")) {
            return Hearing.NONE;
        }
        List<String> to = new ArrayList<>();
        node.path("to").forEach(id -> to.add(id.asString("")));
        return new Hearing(
                node.get("order").asLong(0),
                Json.text(node, "by"),
                Json.text(node, "channel"),
                !node.has("to"),
                to);
    }

    private static void details(ReplyDetails details, JsonGenerator out, MediaPlaces places) {
        Json.usage(out, "usage", details.usage());
        if (!details.parts().isEmpty()) {
            out.writeName("parts");
            out.writeStartArray();
            details.parts().forEach(part -> Contents.write(out, part, places));
            out.writeEndArray();
        }
        FinishReason finish = details.finishReason();
        Json.text(out, "finish", finish.raw());
        if (!finish.equals(FinishReason.of(finish.raw()))) {
            out.writeStringProperty("finishKind", finish.kind().name());
        }
        if (!details.sent().isEmpty()) {
            out.writeName("sent");
            new ValueWriter(out).write(details.sent());
        }
        if (!details.leftOut().isEmpty()) {
            out.writeName("leftOut");
            new ValueWriter(out).write(details.leftOut());
        }
        Json.text(out, "logprobs", details.logprobs());
        if (!details.duration().isZero()) {
            out.writeNumberProperty("nanos", details.duration().toNanos());
        }
        if (details.began().isPresent()) {
            out.writeNumberProperty("began", details.began().get().toNanos());
        }
        if (!details.repairs().isEmpty()) {
            out.writeArrayPropertyStart("repairs");
            details.repairs().forEach(out::writeString);
            out.writeEndArray();
        }
        Retries.write(out, details.retries());
        if (details.replayed()) {
            out.writeBooleanProperty("replayed", true);
        }
    }

    /// Reads conversations.
    ///
    /// @param document what {@link #of} wrote
    /// @param places where the bytes of media were kept; those that stand in the document are read
    ///   too
    /// @return the run's own chat first, then those of the runs inside it, depth first
    /// @throws UnreadableValueException if it is damaged
    public static List<Chat> read(byte[] document, MediaPlaces places) {
        List<Chat> chats = new ArrayList<>();
        Json.object(new String(document, StandardCharsets.UTF_8))
                .path("chats")
                .forEach(chat -> chats.add(chat(chat, places)));
        return List.copyOf(chats);
    }

    private static Chat chat(JsonNode node, MediaPlaces places) {
        List<ChatItem> items = new ArrayList<>();
        for (JsonNode item : node.path("items")) {
            items.add(item.has("items") ? chat(item, places) : message(item, places));
        }
        return Chat.restored(Json.text(node, "name"), Json.text(node, "id"), items);
    }

    private static Message message(JsonNode node, MediaPlaces places) {
        Actor sender =
                new Actor(
                        Json.text(node, "name"),
                        role(Json.text(node, "role")),
                        Json.text(node, "avatar"));
        return new Message(
                sender,
                node.has("content")
                        ? Contents.read(node.get("content"), places)
                        : new Text(Json.text(node, "text")),
                !node.path("hidden").asBoolean(false),
                details(node, places),
                hearing(node));
    }

    private static Role role(String name) {
        try {
            return Role.valueOf(name.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new UnreadableValueException(
                    "a message of the unknown role '%s'".formatted(name));
        }
    }

    /// The first version wrote a reply's reasoning as a text beside the answer's.
    private static List<Content> parts(JsonNode node, MediaPlaces places) {
        List<Content> parts = new ArrayList<>();
        node.path("parts").forEach(part -> parts.add(Contents.read(part, places)));
        String older = Json.text(node, "reasoning");
        if (parts.isEmpty() && !older.isEmpty()) {
            parts.add(ReasoningTrace.of(older));
            parts.add(new Text(Json.text(node, "text")));
        }
        return parts;
    }

    private static FinishReason finish(JsonNode node) {
        String raw = Json.text(node, "finish");
        String kind = Json.text(node, "finishKind");
        if (kind.isEmpty()) {
            return FinishReason.of(raw);
        }
        try {
            return new FinishReason(FinishReason.Kind.valueOf(kind), raw);
        } catch (IllegalArgumentException newer) {
            return new FinishReason(FinishReason.Kind.OTHER, raw);
        }
    }

    private static ReplyDetails details(JsonNode node, MediaPlaces places) {
        LinkedHashMap<String, Object> sent = new LinkedHashMap<>();
        OPTIONS.map(node.path("sent"))
                .forEach((name, value) -> sent.put(name, Objects.requireNonNullElse(value, "")));
        LinkedHashMap<String, String> leftOut = new LinkedHashMap<>();
        node.path("leftOut")
                .properties()
                .forEach(field -> leftOut.put(field.getKey(), field.getValue().asString("")));
        List<String> repairs = new ArrayList<>();
        node.path("repairs").forEach(each -> repairs.add(each.asString("")));
        return new ReplyDetails(
                parts(node, places),
                Json.usage(node, "usage"),
                finish(node),
                sent,
                leftOut,
                Json.text(node, "logprobs"),
                Duration.ofNanos(node.path("nanos").asLong(0)),
                node.has("began")
                        ? Optional.of(Duration.ofNanos(node.get("began").asLong(0)))
                        : Optional.empty(),
                repairs,
                Retries.read(node),
                node.path("replayed").asBoolean(false));
    }
}
