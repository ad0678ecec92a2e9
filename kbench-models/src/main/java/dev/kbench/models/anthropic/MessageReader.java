package dev.kbench.models.anthropic;

import dev.kbench.chat.FinishReason;
import dev.kbench.event.Usage;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.TimedChunks;
import dev.kbench.models.wire.AnswerReader;
import dev.kbench.models.wire.Extras;
import dev.kbench.models.wire.Json;
import dev.kbench.models.wire.JsonBody;
import dev.kbench.models.wire.NoAnswerException;
import dev.kbench.models.wire.ServerError;
import dev.kbench.models.wire.UsageReader;
import dev.kbench.models.wire.UsageReader.Figure;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.util.Map;
import java.util.Set;

/// Reads a message, whole or as a stream of events
/// (https://platform.claude.com/docs/en/build-with-claude/streaming, November 2026): a beginning,
/// blocks one after the other, each with what is added to it, an end. What it does not know is kept
/// as it is; a field of another type than expected counts as missing.
///
/// One thread.
final class MessageReader implements AnswerReader {
    /// https://platform.claude.com/docs/en/api/messages: a stream tells it at its beginning and at
    /// its end.
    private static final UsageReader.Names USAGE =
            new UsageReader.Names(
                    "usage.",
                    Map.of(
                            "input_tokens", Figure.INPUT,
                            "cache_creation_input_tokens", Figure.BESIDE_INPUT,
                            "cache_read_input_tokens", Figure.BESIDE_CACHED,
                            "output_tokens", Figure.OUTPUT,
                            "thinking_tokens", Figure.REASONING),
                    Set.of("output_tokens_details"),
                    Set.of());

    private final BlocksDraft blocks;
    private final Extras extras = new Extras();
    private final UsageReader usage = new UsageReader(USAGE, extras);
    private String stopReason = "";
    private String explanation = "";
    private boolean begun;
    private @Nullable ServerError error;

    MessageReader(TimedChunks chunks) {
        this.blocks = new BlocksDraft(chunks, extras);
    }

    @Override
    public void whole(byte[] body) throws NoAnswerException {
        JsonBody.read(body, this::message);
        if (error != null && !begun) {
            throw new NoAnswerException("an error in place of an answer", true, error, null);
        }
        requireAnswer();
    }

    @Override
    public boolean event(String name, byte[] bytes, int from, int length) throws NoAnswerException {
        if (length == 0) {
            return false;
        }
        Event event = JsonBody.read(bytes, from, length, in -> new Event().read(in));
        if (error != null || name.equals("error") || event.type.equals("error")) {
            throw new NoAnswerException(
                    "an error inside the stream",
                    true,
                    error == null ? ServerError.NONE : error,
                    null);
        }
        return event.type.equals("message_stop") || name.equals("message_stop");
    }

    @Override
    public boolean isFinished() {
        return !stopReason.isEmpty();
    }

    @Override
    public void requireAnswer() throws NoAnswerException {
        if (!begun) {
            throw new NoAnswerException("an answer without a content", true, null, null);
        }
    }

    /// A message: the parser stands in its object.
    private MessageReader message(JsonParser in) {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "content" -> {
                    begun |= in.currentToken() == JsonToken.START_ARRAY;
                    blocks.all(in);
                }
                case "usage" -> usage.read(in);
                case "error" -> error = ServerError.readOrNull(in);
                default -> stop(name, in);
            }
        }
        return this;
    }

    /// Fields of a message and of its end.
    private void stop(String name, JsonParser in) {
        switch (name) {
            case "stop_reason" -> stopReason = Json.text(in, stopReason);
            case "stop_details" -> {
                if (!Json.isObject(in)) {
                    return;
                }
                for (String each = in.nextName(); each != null; each = in.nextName()) {
                    in.nextToken();
                    if (each.equals("explanation")) {
                        explanation = Json.text(in, explanation);
                    } else {
                        extras.keep("stop_details." + each, in);
                    }
                }
            }
            case "type", "role" -> in.skipChildren();
            default -> extras.keep(name, in);
        }
    }

    /// An event, whose fields may come in any order.
    private final class Event {
        private String type = "";
        private boolean stops;

        private Event read(JsonParser in) {
            BlocksDraft.Delta delta = new BlocksDraft.Delta();
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                switch (name) {
                    case "type" -> {
                        type = Json.text(in, "");
                        stops = type.equals("content_block_stop");
                    }
                    case "message" -> {
                        if (Json.isObject(in)) {
                            message(in);
                        }
                    }
                    case "content_block" -> {
                        if (Json.isObject(in)) {
                            begun = true;
                            blocks.begin(in);
                        }
                    }
                    case "delta" -> {
                        if (Json.isObject(in)) {
                            delta.read(in, MessageReader.this::stop);
                        }
                    }
                    case "usage" -> usage.read(in);
                    case "error" -> error = ServerError.readOrNull(in);
                    case "index" -> in.skipChildren();
                    default -> extras.keep("event." + name, in);
                }
            }
            if (stops) {
                blocks.end();
            } else {
                blocks.add(delta);
            }
            return this;
        }
    }

    @Override
    public ModelResponse.Builder response() {
        return blocks.response()
                .refusal(stopReason.equals("refusal") ? explanation : "")
                .finishReason(finish())
                .extras(extras.fields());
    }

    private FinishReason finish() {
        FinishReason.Kind kind =
                switch (stopReason) {
                    case "" -> FinishReason.Kind.UNKNOWN;
                    case "end_turn", "stop_sequence" -> FinishReason.Kind.STOP;
                    case "max_tokens", "model_context_window_exceeded" -> FinishReason.Kind.LENGTH;
                    case "tool_use" -> FinishReason.Kind.TOOL_CALLS;
                    case "refusal" -> FinishReason.Kind.REFUSAL;
                    default -> FinishReason.Kind.OTHER;
                };
        return new FinishReason(kind, stopReason);
    }

    @Override
    public Usage usage() {
        return usage.usage();
    }
}
