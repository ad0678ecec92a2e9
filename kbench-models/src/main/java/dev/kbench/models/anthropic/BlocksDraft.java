package dev.kbench.models.anthropic;

import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.ToolCall;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.TimedChunks;
import dev.kbench.models.wire.Extras;
import dev.kbench.models.wire.Json;
import dev.kbench.models.wire.Opaque;
import dev.kbench.models.wire.PartsDraft;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.util.function.BiConsumer;

/// The blocks of a message as they come: each begins, is added to, and ends before the next.
///
/// One thread.
final class BlocksDraft {
    private static final String NONE = "{}";

    private final PartsDraft draft;
    private final TimedChunks chunks;
    private final Extras extras;
    private String type = "";
    private String id = "";
    private String name = "";
    private String signature = "";
    private boolean thought;
    private final StringBuilder input = new StringBuilder();

    BlocksDraft(TimedChunks chunks, Extras extras) {
        this.draft = new PartsDraft(chunks);
        this.chunks = chunks;
        this.extras = extras;
    }

    /// What is added to a block.
    static final class Delta {
        private @Nullable String text;
        private @Nullable String thinking;
        private @Nullable String signature;
        private @Nullable String json;

        /// Reads it; the parser stands in its object.
        ///
        /// @param others takes what is no block's
        void read(JsonParser in, BiConsumer<String, JsonParser> others) {
            for (String field = in.nextName(); field != null; field = in.nextName()) {
                in.nextToken();
                switch (field) {
                    case "type" -> in.skipChildren();
                    case "text" -> text = Json.text(in);
                    case "thinking" -> thinking = Json.text(in);
                    case "signature" -> signature = Json.text(in);
                    case "partial_json" -> json = Json.text(in);
                    default -> others.accept(field, in);
                }
            }
        }
    }

    /// All blocks of a list.
    void all(JsonParser in) {
        Json.objects(
                in,
                block -> {
                    begin(block);
                    end();
                });
    }

    /// A block's beginning, or a whole one; the parser stands in its object.
    void begin(JsonParser in) {
        end();
        Delta first = new Delta();
        String data = "";
        Extras others = new Extras();
        for (String field = in.nextName(); field != null; field = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (field) {
                case "type" -> type = Json.text(in, "");
                case "id" -> id = Json.text(in, "");
                case "name" -> name = Json.text(in, "");
                case "text" -> first.text = Json.text(in);
                case "thinking" -> first.thinking = Json.text(in);
                case "signature" -> first.signature = Json.text(in);
                case "data" -> data = Json.text(in, "");
                case "input" -> {
                    if (token == JsonToken.START_OBJECT) {
                        String whole = Json.raw(in);
                        first.json = whole.equals(NONE) ? null : whole;
                    } else {
                        in.skipChildren();
                    }
                }
                default -> others.keep("content." + field, in);
            }
        }
        switch (type) {
            case "text", "thinking", "tool_use" ->
                    others.fields().forEach((field, json) -> extras.put(field, json));
            case BlockWriter.REDACTED ->
                    draft.part(new ReasoningTrace("", Opaque.ofText(BlockWriter.REDACTED, data)));
            default ->
                    others.fields().forEach((field, json) -> extras.put(type + "." + field, json));
        }
        add(first);
    }

    void add(Delta delta) {
        if (delta.text != null && type.equals("text")) {
            draft.text(delta.text);
        }
        if (delta.thinking != null && type.equals("thinking")) {
            thought |= !delta.thinking.isEmpty();
            draft.thought(delta.thinking);
        }
        if (delta.signature != null) {
            signature = delta.signature;
        }
        if (delta.json != null) {
            input.append(delta.json);
            chunks.touch();
        }
    }

    void end() {
        String opaque = signature.isEmpty() ? "" : Opaque.ofText(BlockWriter.SIGNATURE, signature);
        switch (type) {
            case "thinking" -> {
                if (thought) {
                    draft.end(opaque);
                } else if (!opaque.isEmpty()) {
                    draft.part(new ReasoningTrace("", opaque));
                }
            }
            case "tool_use" ->
                    draft.part(ToolCall.of(id, name, input.isEmpty() ? NONE : input.toString()));
            default -> draft.end("");
        }
        type = "";
        id = "";
        name = "";
        signature = "";
        thought = false;
        input.setLength(0);
    }

    ModelResponse.Builder response() {
        end();
        return draft.response();
    }
}
