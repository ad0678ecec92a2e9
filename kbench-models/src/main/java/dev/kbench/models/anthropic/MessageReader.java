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

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads a message, whole or as a stream of events
/// (https://platform.claude.com/docs/en/build-with-claude/streaming, November 2026): a beginning,
/// blocks one after the other, each with what is added to it, an end. What it does not know is kept
/// as it is; a field of another type than expected counts as missing.
///
/// One thread.
final class MessageReader implements AnswerReader {
    private final BlocksDraft blocks;
    private final Extras extras = new Extras();
    private final UsageReader usage = new UsageReader(extras);
    private String stopReason = "";
    private String explanation = "";
    private boolean begun;
    private @Nullable ServerError error;

    MessageReader(TimedChunks chunks) {
        this.blocks = new BlocksDraft(chunks, extras);
    }

    @Override
    public void whole(byte[] body) throws NoAnswerException {
        JsonBody.read(
                body,
                in -> {
                    JsonBody.requireObject(in);
                    message(in);
                    return this;
                });
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
        Event event =
                JsonBody.read(
                        bytes,
                        from,
                        length,
                        in -> {
                            JsonBody.requireObject(in);
                            return new Event().read(in);
                        });
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
    private void message(JsonParser in) {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "content" -> {
                    if (token == JsonToken.START_ARRAY) {
                        begun = true;
                        blocks.all(in);
                    } else {
                        in.skipChildren();
                    }
                }
                case "usage" -> usage.read(in);
                case "error" -> error = ServerError.readOrNull(in);
                default -> stop(name, in);
            }
        }
    }

    /// Fields of a message and of its end.
    private void stop(String name, JsonParser in) {
        switch (name) {
            case "stop_reason" -> {
                String word = Json.text(in);
                stopReason = word == null ? stopReason : word;
            }
            case "stop_details" -> {
                if (in.currentToken() != JsonToken.START_OBJECT) {
                    in.skipChildren();
                    return;
                }
                for (String each = in.nextName(); each != null; each = in.nextName()) {
                    in.nextToken();
                    if (each.equals("explanation")) {
                        String words = Json.text(in);
                        explanation = words == null ? explanation : words;
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
                JsonToken token = in.nextToken();
                boolean object = token == JsonToken.START_OBJECT;
                switch (name) {
                    case "type" -> {
                        String word = Json.text(in);
                        type = word == null ? "" : word;
                        stops = type.equals("content_block_stop");
                    }
                    case "message" -> {
                        if (object) {
                            message(in);
                        } else {
                            in.skipChildren();
                        }
                    }
                    case "content_block" -> {
                        if (object) {
                            begun = true;
                            blocks.begin(in);
                        } else {
                            in.skipChildren();
                        }
                    }
                    case "delta" -> {
                        if (object) {
                            delta.read(in, MessageReader.this::stop);
                        } else {
                            in.skipChildren();
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
