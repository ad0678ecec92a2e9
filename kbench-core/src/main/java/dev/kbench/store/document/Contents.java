package dev.kbench.store.document;

import dev.kbench.content.Audio;
import dev.kbench.content.Content;
import dev.kbench.content.Image;
import dev.kbench.content.Media;
import dev.kbench.content.MediaBytes;
import dev.kbench.content.MediaSource;
import dev.kbench.content.MediaUrl;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;
import dev.kbench.content.Video;

import tools.jackson.core.Base64Variants;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.SequencedMap;

/// The parts of messages in a document: an object whose `kind` says what it is. Bytes are base64.
public final class Contents {
    private static final ValueReader PARAMS = new ValueReader(Contents.class.getClassLoader());

    /// The field of a media's place.
    static final String PLACE = "place";

    private Contents() {}

    /// Writes a part.
    ///
    /// @param out where to
    /// @param content the part
    /// @param places where bytes of media go
    public static void write(JsonGenerator out, Content content, MediaPlaces places) {
        out.writeStartObject();
        switch (content) {
            case Text(String text) -> {
                out.writeStringProperty("kind", "text");
                out.writeStringProperty("text", text);
            }
            case ReasoningTrace(String text, String opaque) -> {
                out.writeStringProperty("kind", "reasoning");
                Json.text(out, "text", text);
                Json.text(out, "opaque", opaque);
            }
            case ToolCall(String id, String name, String arguments, String opaque) -> {
                out.writeStringProperty("kind", "call");
                Json.text(out, "id", id);
                Json.text(out, "name", name);
                Json.text(out, "arguments", arguments);
                Json.text(out, "opaque", opaque);
            }
            case ToolResult(
                            String callId,
                            String name,
                            String text,
                            boolean failed,
                            boolean json) -> {
                out.writeStringProperty("kind", "result");
                Json.text(out, "id", callId);
                Json.text(out, "name", name);
                Json.text(out, "text", text);
                if (failed) {
                    out.writeBooleanProperty("failed", true);
                }
                if (json) {
                    out.writeBooleanProperty("json", true);
                }
            }
            case Image image -> media(out, "image", image, places);
            case Audio audio -> media(out, "audio", audio, places);
            case Video video -> media(out, "video", video, places);
        }
        out.writeEndObject();
    }

    private static void media(JsonGenerator out, String kind, Media media, MediaPlaces places) {
        out.writeStringProperty("kind", kind);
        Json.text(out, "mime", media.mimeType());
        Json.text(out, "caption", media.caption());
        if (!media.apiParams().isEmpty()) {
            out.writeName("params");
            new ValueWriter(out).write(media.apiParams());
        }
        switch (media.source()) {
            case MediaUrl(String url) -> out.writeStringProperty("url", url);
            case MediaBytes bytes -> {
                String place = places.keep(bytes);
                if (place.isEmpty()) {
                    out.writeName("data");
                    out.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, bytes.stream(), bytes.size());
                } else {
                    out.writeStringProperty("sha256", bytes.sha256());
                    out.writeStringProperty(PLACE, place);
                }
            }
        }
    }

    /// Reads a part.
    ///
    /// @param node what {@link #write} wrote
    /// @param places where bytes of media lie
    /// @return the part
    /// @throws UnreadableValueException if it is damaged
    public static Content read(JsonNode node, MediaPlaces places) {
        return switch (Json.text(node, "kind")) {
            case "text" -> new Text(Json.text(node, "text"));
            case "reasoning" ->
                    new ReasoningTrace(Json.text(node, "text"), Json.text(node, "opaque"));
            case "call" ->
                    new ToolCall(
                            Json.text(node, "id"),
                            Json.text(node, "name"),
                            Json.text(node, "arguments"),
                            Json.text(node, "opaque"));
            case "result" ->
                    new ToolResult(
                            Json.text(node, "id"),
                            Json.text(node, "name"),
                            Json.text(node, "text"),
                            node.path("failed").asBoolean(false),
                            node.path("json").asBoolean(false));
            case "image" ->
                    new Image(source(node, places), mime(node), caption(node), params(node));
            case "audio" ->
                    new Audio(source(node, places), mime(node), caption(node), params(node));
            case "video" ->
                    new Video(source(node, places), mime(node), caption(node), params(node));
            default ->
                    throw new UnreadableValueException(
                            "a message's part of the unknown kind '%s'"
                                    .formatted(Json.text(node, "kind")));
        };
    }

    private static MediaSource source(JsonNode node, MediaPlaces places) {
        try {
            if (node.has(PLACE)) {
                return places.read(Json.text(node, PLACE));
            }
            return node.has("url")
                    ? new MediaUrl(Json.text(node, "url"))
                    : MediaBytes.parse(Json.text(node, "data"));
        } catch (IllegalArgumentException e) {
            throw new UnreadableValueException("a file that cannot be read: " + e.getMessage());
        }
    }

    private static String mime(JsonNode node) {
        return Json.text(node, "mime");
    }

    private static String caption(JsonNode node) {
        return Json.text(node, "caption");
    }

    private static SequencedMap<String, Object> params(JsonNode node) {
        LinkedHashMap<String, Object> params = new LinkedHashMap<>();
        PARAMS.map(node.path("params"))
                .forEach((name, value) -> params.put(name, Objects.requireNonNull(value)));
        return params;
    }
}
