package dev.kbench.room;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatItem;
import dev.kbench.chat.Message;
import dev.kbench.content.Content;
import dev.kbench.content.Media;
import dev.kbench.content.MediaBytes;
import dev.kbench.content.MediaUrl;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What one participant knows of a room, taken from each form that a room is kept in.
final class Views {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Views() {}

    /// All the text there is in a message.
    static String all(Message message) {
        return Stream.concat(
                        Stream.of(message.text(), message.words(), message.details().reasoning()),
                        Stream.concat(
                                        Stream.of(message.content()),
                                        message.details().parts().stream())
                                .map(Views::all))
                .collect(Collectors.joining("\n"));
    }

    /// All the text there is in a content, its bytes included.
    static String all(Content content) {
        return content instanceof Media media && media.source() instanceof MediaBytes bytes
                ? content.text() + "\n" + UTF_8.decode(bytes.buffer())
                : content.text();
    }

    /// A line a message: its own words of the viewer, what the others showed.
    static List<String> live(ChatRoom room, Participant viewer) {
        return room.messages(viewer).stream().map(message -> line(message, viewer.id())).toList();
    }

    private static String line(Message message, String viewer) {
        return message.sender().name()
                + ": "
                + (message.hearing().speaker().equals(viewer) ? message.words() : shown(message));
    }

    private static String shown(Message message) {
        return message.content() instanceof Media media
                ? switch (media.source()) {
                    case MediaBytes bytes -> UTF_8.decode(bytes.buffer()).toString();
                    case MediaUrl(String url) -> url;
                }
                : message.text();
    }

    /// The same of a run's chats, as a journal has them.
    static List<String> stored(Chat run, String room, String viewer) {
        List<Message> said = new ArrayList<>();
        find(run, room).forEach(chat -> collect(chat, said));
        return said.stream()
                .filter(message -> message.hearing().order() >= 0)
                .filter(message -> message.hearing().heardBy(viewer))
                .sorted(Comparator.comparingLong(message -> message.hearing().order()))
                .map(message -> line(message, viewer))
                .toList();
    }

    private static List<Chat> find(Chat chat, String room) {
        if (chat.name().equals(room)) {
            return List.of(chat);
        }
        return chat.items().stream()
                .filter(Chat.class::isInstance)
                .flatMap(inner -> find((Chat) inner, room).stream())
                .toList();
    }

    /// A room and its channels: whatever else was opened inside is no part of it.
    private static void collect(Chat chat, List<Message> said) {
        for (ChatItem item : chat.items()) {
            switch (item) {
                case Message message -> said.add(message);
                case Chat inner -> {
                    if (inner.name().startsWith("Channel ")) {
                        collect(inner, said);
                    }
                }
            }
        }
    }

    /// The same of a run file, which holds what was said up to each chat's last answer.
    static List<String> file(JsonNode run, String room, String viewer) {
        Set<String> ids = new java.util.HashSet<>();
        TreeMap<Long, String> lines = new TreeMap<>();
        for (JsonNode conversation : run.path("conversations")) {
            String id = conversation.path("id").asString("");
            boolean part =
                    id.startsWith(room + "-")
                            || id.startsWith("Channel ")
                                    && ids.contains(
                                            conversation.path("parentConversationId").asString(""));
            if (!part) {
                continue;
            }
            ids.add(id);
            for (JsonNode request : conversation.path("requests")) {
                request.path("contents").forEach(content -> add(content, viewer, lines));
            }
        }
        return List.copyOf(lines.values());
    }

    private static void add(JsonNode content, String viewer, TreeMap<Long, String> lines) {
        JsonNode section = content.path("kbench");
        List<String> to = new ArrayList<>();
        section.path("visibleTo").forEach(id -> to.add(id.asString("")));
        if (section.has("visibleTo") && !to.contains(viewer)) {
            return;
        }
        String name = content.path("senderName").asString("");
        boolean own = section.path("speaker").asString(name).equals(viewer);
        String text = shown(content.path("parts").path(0));
        if (content.path("role").asString("").endsWith("_CONTEXT")) {
            JsonNode result = JSON.readTree(text);
            text = result.path("output").asString(result.path("error").asString(""));
        }
        lines.put(
                section.path("order").asLong(-1),
                name + ": " + (own ? text : section.path("shown").asString(text)));
    }

    private static String shown(JsonNode part) {
        if (part.has("inlineData")) {
            String data = part.path("inlineData").path("data").asString("");
            return new String(Base64.getDecoder().decode(data), UTF_8);
        }
        return part.has("fileData")
                ? part.path("fileData").path("fileUri").asString("")
                : part.path("text").asString("");
    }
}
