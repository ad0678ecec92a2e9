package dev.kbench.models.responses;

import dev.kbench.chat.Role;
import dev.kbench.content.Audio;
import dev.kbench.content.Content;
import dev.kbench.content.Image;
import dev.kbench.content.MediaBytes;
import dev.kbench.content.MediaUrl;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;
import dev.kbench.content.Video;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.models.wire.CallIds;
import dev.kbench.models.wire.MediaText;
import dev.kbench.models.wire.Opaque;
import dev.kbench.models.wire.RequestBytes;
import dev.kbench.models.wire.WellFormed;

import tools.jackson.core.JsonGenerator;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Writes a message as input items
/// (https://platform.openai.com/docs/api-reference/responses/create, November 2026): what was said
/// as a message, and reasoning, calls and results as items of their own, in the message's order.
///
/// One thread; of one request.
final class ItemWriter {
    /// A whole item of reasoning, encrypted, as {@link ReasoningTrace#opaque} has it.
    static final String REASONING = "reasoning";

    /// What the next text is, such as a comment on the way to the answer.
    static final String PHASE = "phase";

    /// The item's own id of a call.
    static final String CALL = "function_call";

    private static final Set<String> CONTENT = Set.of("type", "image_url", "file_data", "file_url");

    private final JsonGenerator out;
    private final RequestBytes bytes;
    private final CallIds ids = new CallIds();

    ItemWriter(JsonGenerator out, RequestBytes bytes) {
        this.out = out;
        this.bytes = bytes;
    }

    void write(RequestMessage message) {
        List<Content> said = new ArrayList<>();
        String phase = "";
        for (Content part : message.parts()) {
            switch (part) {
                case Text _, Image _, Audio _, Video _ -> said.add(part);
                case ReasoningTrace trace -> {
                    said(message.role(), said, phase);
                    phase = Opaque.value(trace.opaque(), PHASE);
                    reasoning(trace);
                }
                case ToolCall call -> {
                    said(message.role(), said, phase);
                    phase = "";
                    call(call);
                }
                case ToolResult result -> {
                    said(message.role(), said, phase);
                    result(result);
                }
            }
        }
        said(message.role(), said, phase);
    }

    /// A tool's words without a call that asked for them travel as instructions.
    private void said(Role role, List<Content> said, String phase) {
        if (said.isEmpty()) {
            return;
        }
        boolean assistant = role == Role.ASSISTANT;
        out.writeStartObject();
        out.writeStringProperty(
                "role", role == Role.TOOL ? Role.SYSTEM.wireName() : role.wireName());
        if (said.size() == 1 && said.getFirst() instanceof Text(String text)) {
            out.writeStringProperty("content", WellFormed.of(text));
        } else {
            out.writeArrayPropertyStart("content");
            said.forEach(part -> part(part, assistant));
            out.writeEndArray();
        }
        if (!phase.isEmpty()) {
            out.writeName(PHASE);
            out.writeRawValue(phase);
        }
        out.writeEndObject();
        said.clear();
    }

    private void part(Content part, boolean assistant) {
        switch (part) {
            case Text(String text) -> text(text, assistant);
            case Image image -> image(image);
            default -> throw new IllegalStateException("no part of a message: " + part.getClass());
        }
    }

    private void text(String text, boolean assistant) {
        out.writeStartObject();
        out.writeStringProperty("type", assistant ? "output_text" : "input_text");
        out.writeStringProperty("text", WellFormed.of(text));
        out.writeEndObject();
    }

    private void image(Image image) {
        if (!image.caption().isEmpty()) {
            text(image.caption(), false);
        }
        boolean document = MediaText.isDocument(image);
        out.writeStartObject();
        out.writeStringProperty("type", document ? "input_file" : "input_image");
        switch (image.source()) {
            case MediaUrl(String url) ->
                    out.writeStringProperty(
                            document ? "file_url" : "image_url", WellFormed.of(url));
            case MediaBytes data -> {
                if (document) {
                    out.writeStringProperty("filename", "document.pdf");
                }
                out.writeName(document ? "file_data" : "image_url");
                MediaText.dataUrl(out, bytes, image.mimeType(), data);
            }
        }
        MediaText.params(out, image, CONTENT, name -> name);
        out.writeEndObject();
    }

    private void reasoning(ReasoningTrace trace) {
        String item = Opaque.value(trace.opaque(), REASONING);
        if (!item.isEmpty()) {
            out.writeRawValue(item);
        }
    }

    private void call(ToolCall call) {
        out.writeStartObject();
        out.writeStringProperty("type", CALL);
        String id = Opaque.value(call.opaque(), CALL);
        if (!id.isEmpty()) {
            out.writeName("id");
            out.writeRawValue(id);
        }
        out.writeStringProperty("call_id", ids.of(call));
        out.writeStringProperty("name", WellFormed.of(call.name()));
        out.writeStringProperty("arguments", WellFormed.of(call.arguments()));
        out.writeEndObject();
    }

    private void result(ToolResult result) {
        out.writeStartObject();
        out.writeStringProperty("type", "function_call_output");
        out.writeStringProperty("call_id", ids.of(result));
        out.writeStringProperty("output", WellFormed.of(result.text()));
        out.writeEndObject();
    }
}
