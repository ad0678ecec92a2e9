package dev.kbench.models.anthropic;

import dev.kbench.content.Audio;
import dev.kbench.content.Content;
import dev.kbench.content.Image;
import dev.kbench.content.Media;
import dev.kbench.content.MediaBytes;
import dev.kbench.content.MediaUrl;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;
import dev.kbench.content.Video;
import dev.kbench.models.wire.Arguments;
import dev.kbench.models.wire.CallIds;
import dev.kbench.models.wire.MediaText;
import dev.kbench.models.wire.Opaque;
import dev.kbench.models.wire.RequestBytes;
import dev.kbench.models.wire.WellFormed;

import tools.jackson.core.JsonGenerator;

import java.util.Set;

/// Writes a message's blocks (https://platform.claude.com/docs/en/api/messages, November 2026).
///
/// One thread; of one request.
final class BlockWriter {
    /// What goes back with thoughts that are shown, as {@link ReasoningTrace#opaque} has it.
    static final String SIGNATURE = "signature";

    /// Thoughts that are not shown.
    static final String REDACTED = "redacted_thinking";

    private static final Set<String> CONTENT = Set.of("type", "source");

    private final JsonGenerator out;
    private final RequestBytes bytes;
    private final CallIds ids = new CallIds();

    BlockWriter(JsonGenerator out, RequestBytes bytes) {
        this.out = out;
        this.bytes = bytes;
    }

    /// Whether a trace is one of this protocol's.
    static boolean isSigned(ReasoningTrace trace) {
        return !Opaque.value(trace.opaque(), SIGNATURE).isEmpty()
                || !Opaque.value(trace.opaque(), REDACTED).isEmpty();
    }

    void write(Content part) {
        switch (part) {
            case Text(String text) -> text(text);
            case ReasoningTrace trace -> thoughts(trace);
            case Image image -> media(image);
            case ToolCall call -> call(call);
            case ToolResult result -> result(result);
            case Audio _, Video _ ->
                    throw new IllegalStateException("no block of a message: " + part.getClass());
        }
    }

    private void begin(String type) {
        out.writeStartObject();
        out.writeStringProperty("type", type);
    }

    private void text(String text) {
        begin("text");
        out.writeStringProperty("text", WellFormed.of(text));
        out.writeEndObject();
    }

    private void thoughts(ReasoningTrace trace) {
        String redacted = Opaque.value(trace.opaque(), REDACTED);
        if (redacted.isEmpty()) {
            begin("thinking");
            out.writeStringProperty("thinking", WellFormed.of(trace.text()));
            out.writeName("signature");
            out.writeRawValue(Opaque.value(trace.opaque(), SIGNATURE));
        } else {
            begin(REDACTED);
            out.writeName("data");
            out.writeRawValue(redacted);
        }
        out.writeEndObject();
    }

    private void media(Media media) {
        if (!media.caption().isEmpty()) {
            text(media.caption());
        }
        begin(MediaText.isDocument(media) ? "document" : "image");
        out.writeObjectPropertyStart("source");
        switch (media.source()) {
            case MediaUrl(String url) -> {
                out.writeStringProperty("type", "url");
                out.writeStringProperty("url", WellFormed.of(url));
            }
            case MediaBytes data -> {
                out.writeStringProperty("type", "base64");
                out.writeStringProperty("media_type", WellFormed.of(media.mimeType()));
                out.writeName("data");
                MediaText.base64(out, bytes, data);
            }
        }
        out.writeEndObject();
        MediaText.params(out, media, CONTENT, name -> name);
        out.writeEndObject();
    }

    private void call(ToolCall call) {
        begin("tool_use");
        out.writeStringProperty("id", ids.of(call));
        out.writeStringProperty("name", WellFormed.of(call.name()));
        out.writeName("input");
        Arguments.write(out, call.arguments());
        out.writeEndObject();
    }

    private void result(ToolResult result) {
        begin("tool_result");
        out.writeStringProperty("tool_use_id", ids.of(result));
        if (!result.text().isEmpty()) {
            out.writeStringProperty("content", WellFormed.of(result.text()));
        }
        if (result.failed()) {
            out.writeBooleanProperty("is_error", true);
        }
        out.writeEndObject();
    }
}
