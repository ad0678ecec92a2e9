package dev.kbench.models.openai;

import dev.kbench.chat.Role;
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
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.models.wire.CallIds;
import dev.kbench.models.wire.MediaText;
import dev.kbench.models.wire.RequestBytes;
import dev.kbench.models.wire.WellFormed;

import tools.jackson.core.JsonGenerator;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// Writes messages: text as a plain text, anything more as a list of parts, tool calls beside them,
/// each tool's result as a message of its own. Reasoning is not sent back.
///
/// One thread.
final class MessageWriter {
    private static final Set<String> CONTENT = Set.of("url", "data");
    private static final String WAV = "wav";
    private static final String MP3 = "mp3";
    private static final Map<String, String> AUDIO_FORMATS =
            Map.of(
                    "audio/mpeg", MP3,
                    "audio/mp3", MP3,
                    "audio/wav", WAV,
                    "audio/x-wav", WAV,
                    "audio/wave", WAV);

    private final CallIds ids = new CallIds();
    private final JsonGenerator out;
    private final RequestBytes bytes;
    private final String videoPart;
    private final boolean nullContent;
    private final String model;

    /// @param videoPart what a film's part is called
    /// @param nullContent whether a message that does nothing but call tools has null for its
    ///   content
    MessageWriter(
            JsonGenerator out,
            RequestBytes bytes,
            String videoPart,
            boolean nullContent,
            String model) {
        this.out = out;
        this.bytes = bytes;
        this.videoPart = videoPart;
        this.nullContent = nullContent;
        this.model = model;
    }

    void write(RequestMessage message) {
        List<Content> parts = message.parts();
        if (parts.size() == 1 && parts.getFirst() instanceof Text(String text)) {
            begin(message.role());
            out.writeStringProperty("content", WellFormed.of(text));
            out.writeEndObject();
            return;
        }
        for (Content part : parts) {
            if (part instanceof ToolResult result) {
                result(result);
            }
        }
        List<Content> said = parts.stream().filter(MessageWriter::isSaid).toList();
        List<ToolCall> calls =
                parts.stream()
                        .filter(ToolCall.class::isInstance)
                        .map(ToolCall.class::cast)
                        .toList();
        if (!said.isEmpty() || !calls.isEmpty()) {
            begin(message.role());
            content(said, calls.isEmpty());
            if (!calls.isEmpty()) {
                calls(calls);
            }
            out.writeEndObject();
        }
    }

    private static boolean isSaid(Content part) {
        return part instanceof Text || part instanceof Media;
    }

    /// A tool's words without a call that asked for them travel as instructions.
    private void begin(Role role) {
        out.writeStartObject();
        out.writeStringProperty(
                "role", role == Role.TOOL ? Role.SYSTEM.wireName() : role.wireName());
    }

    private void result(ToolResult result) {
        out.writeStartObject();
        out.writeStringProperty("role", Role.TOOL.wireName());
        out.writeStringProperty("content", WellFormed.of(result.text()));
        out.writeStringProperty("tool_call_id", ids.of(result));
        out.writeEndObject();
    }

    /// @param alone whether no calls stand beside it
    private void content(List<Content> said, boolean alone) {
        out.writeName("content");
        if (said.isEmpty() || (!alone && isEmptyText(said))) {
            if (nullContent) {
                out.writeNull();
            } else {
                out.writeString("");
            }
            return;
        }
        if (said.size() == 1 && said.getFirst() instanceof Text(String text)) {
            out.writeString(WellFormed.of(text));
        } else {
            out.writeStartArray();
            said.forEach(this::part);
            out.writeEndArray();
        }
    }

    private static boolean isEmptyText(List<Content> said) {
        return said.size() == 1 && said.getFirst() instanceof Text(String text) && text.isEmpty();
    }

    private void part(Content part) {
        switch (part) {
            case Text(String text) -> text(text);
            case Image image -> media("image_url", image);
            case Video video -> media(videoPart, video);
            case Audio audio -> audio(audio);
            case ReasoningTrace _, ToolCall _, ToolResult _ ->
                    throw new IllegalStateException("no part of a content: " + part.getClass());
        }
    }

    private void text(String text) {
        out.writeStartObject();
        out.writeStringProperty("type", "text");
        out.writeStringProperty("text", WellFormed.of(text));
        out.writeEndObject();
    }

    private void caption(Media media) {
        if (!media.caption().isEmpty()) {
            text(media.caption());
        }
    }

    private void media(String type, Media media) {
        caption(media);
        out.writeStartObject();
        out.writeStringProperty("type", type);
        out.writeObjectPropertyStart(type);
        out.writeName("url");
        switch (media.source()) {
            case MediaUrl(String url) -> out.writeString(WellFormed.of(url));
            case MediaBytes data -> MediaText.dataUrl(out, bytes, media.mimeType(), data);
        }
        MediaText.params(out, media, CONTENT, name -> name);
        out.writeEndObject();
        out.writeEndObject();
    }

    private void audio(Audio audio) {
        String format = AUDIO_FORMATS.get(audio.mimeType());
        if (format == null || !(audio.source() instanceof MediaBytes data)) {
            throw new PermanentProviderException(
                    Trouble.REQUEST_REFUSED,
                    model,
                    0,
                    "%s: chat completions take sounds as bytes of mp3 or wav, got %s"
                            .formatted(model, audio.text()),
                    null);
        }
        caption(audio);
        out.writeStartObject();
        out.writeStringProperty("type", "input_audio");
        out.writeObjectPropertyStart("input_audio");
        out.writeName("data");
        MediaText.base64(out, bytes, data);
        out.writeStringProperty("format", format);
        MediaText.params(out, audio, CONTENT, name -> name);
        out.writeEndObject();
        out.writeEndObject();
    }

    private void calls(List<ToolCall> calls) {
        out.writeArrayPropertyStart("tool_calls");
        for (ToolCall call : calls) {
            out.writeStartObject();
            out.writeStringProperty("id", ids.of(call));
            out.writeStringProperty("type", "function");
            out.writeObjectPropertyStart("function");
            out.writeStringProperty("name", WellFormed.of(call.name()));
            out.writeStringProperty("arguments", WellFormed.of(call.arguments()));
            out.writeEndObject();
            String opaque = call.opaque();
            if (opaque.startsWith(ToolCallDraft.EXTRA)) {
                out.writeName("extra_content");
                out.writeRawValue(
                        opaque.substring(ToolCallDraft.EXTRA.length(), opaque.length() - 1));
            }
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
