package dev.kbench.models.genai;

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
import dev.kbench.models.wire.MediaText;
import dev.kbench.models.wire.Opaque;
import dev.kbench.models.wire.RequestBytes;
import dev.kbench.models.wire.WellFormed;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Set;

/// Writes a content's parts (https://ai.google.dev/api/caching#Part, November 2026). Thoughts go
/// back only where a signature of this protocol came with them, calls and texts with theirs.
///
/// One thread.
final class PartWriter {
    /// The field that must go back unchanged; of a part without text it stands alone.
    static final String SIGNATURE = "thoughtSignature";

    /// The signature of the text before it.
    static final String TEXT_SIGNATURE = "textSignature";

    private static final Set<String> CONTENT = Set.of("text", "inlineData", "fileData");

    private final JsonGenerator out;
    private final RequestBytes bytes;

    PartWriter(JsonGenerator out, RequestBytes bytes) {
        this.out = out;
        this.bytes = bytes;
    }

    /// Writes parts.
    ///
    /// @return how many were written
    int write(List<Content> parts) {
        int written = 0;
        for (int i = 0; i < parts.size(); i++) {
            Content next = i + 1 < parts.size() ? parts.get(i + 1) : new Text("");
            written += part(parts.get(i), next) ? 1 : 0;
        }
        return written;
    }

    private boolean part(Content part, Content next) {
        switch (part) {
            case Text(String text) -> {
                String signature =
                        next instanceof ReasoningTrace(_, String opaque)
                                ? Opaque.value(opaque, TEXT_SIGNATURE)
                                : "";
                text(text, signature, false);
            }
            case ReasoningTrace(String text, String opaque) -> {
                String signature = Opaque.value(opaque, SIGNATURE);
                if (signature.isEmpty()) {
                    return false;
                }
                text(text, signature, !text.isEmpty());
            }
            case Image image -> media(image, "image/*");
            case Audio audio -> media(audio, "audio/*");
            case Video video -> media(video, "video/*");
            case ToolCall call -> call(call);
            case ToolResult result -> result(result);
        }
        return true;
    }

    void text(String text) {
        text(text, "", false);
    }

    private void text(String text, String signature, boolean thought) {
        out.writeStartObject();
        out.writeStringProperty("text", WellFormed.of(text));
        if (thought) {
            out.writeBooleanProperty("thought", true);
        }
        signature(signature);
        out.writeEndObject();
    }

    private void signature(String json) {
        if (!json.isEmpty()) {
            out.writeName(SIGNATURE);
            out.writeRawValue(json);
        }
    }

    private void media(Media media, String unknown) {
        if (!media.caption().isEmpty()) {
            text(media.caption());
        }
        String mime = media.mimeType().isEmpty() ? unknown : media.mimeType();
        out.writeStartObject();
        switch (media.source()) {
            case MediaUrl(String url) -> {
                out.writeObjectPropertyStart("fileData");
                out.writeStringProperty("mimeType", WellFormed.of(mime));
                out.writeStringProperty("fileUri", WellFormed.of(url));
                out.writeEndObject();
            }
            case MediaBytes data -> {
                out.writeObjectPropertyStart("inlineData");
                out.writeStringProperty("mimeType", WellFormed.of(mime));
                out.writeName("data");
                MediaText.base64(out, bytes, data);
                out.writeEndObject();
            }
        }
        MediaText.params(out, media, CONTENT, Names::camel);
        out.writeEndObject();
    }

    private void call(ToolCall call) {
        out.writeStartObject();
        out.writeObjectPropertyStart("functionCall");
        id(call.id());
        out.writeStringProperty("name", WellFormed.of(call.name()));
        out.writeName("args");
        Arguments.write(out, call.arguments());
        out.writeEndObject();
        signature(Opaque.value(call.opaque(), SIGNATURE));
        out.writeEndObject();
    }

    private void result(ToolResult result) {
        out.writeStartObject();
        out.writeObjectPropertyStart("functionResponse");
        id(result.callId());
        out.writeStringProperty("name", WellFormed.of(result.name()));
        out.writeObjectPropertyStart("response");
        out.writeStringProperty(result.failed() ? "error" : "result", WellFormed.of(result.text()));
        out.writeEndObject();
        out.writeEndObject();
        out.writeEndObject();
    }

    private void id(String id) {
        if (!id.isEmpty()) {
            out.writeStringProperty("id", WellFormed.of(id));
        }
    }
}
