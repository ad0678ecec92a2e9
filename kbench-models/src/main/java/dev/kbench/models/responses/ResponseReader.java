package dev.kbench.models.responses;

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

/// Reads a response, whole or as a stream of events
/// (https://platform.openai.com/docs/api-reference/responses-streaming, November 2026). Pieces of a
/// stream are given on as they come; what the answer is, the last event tells whole, or else the
/// items that were done before it.
///
/// One thread.
final class ResponseReader implements AnswerReader {
    /// Fields of a response that say again what the request said.
    private static final Set<String> ECHOES =
            Set.of(
                    "object",
                    "created_at",
                    "completed_at",
                    "background",
                    "instructions",
                    "max_output_tokens",
                    "max_tool_calls",
                    "parallel_tool_calls",
                    "previous_response_id",
                    "prompt_cache_key",
                    "prompt_cache_retention",
                    "frequency_penalty",
                    "presence_penalty",
                    "reasoning",
                    "safety_identifier",
                    "store",
                    "temperature",
                    "text",
                    "tool_choice",
                    "tools",
                    "top_logprobs",
                    "top_p",
                    "truncation",
                    "user",
                    "metadata");

    /// https://platform.openai.com/docs/api-reference/responses/object
    private static final UsageReader.Names USAGE =
            new UsageReader.Names(
                    "usage.",
                    Map.of(
                            "input_tokens", Figure.INPUT,
                            "cached_tokens", Figure.CACHED,
                            "output_tokens", Figure.OUTPUT,
                            "reasoning_tokens", Figure.REASONING),
                    Set.of("input_tokens_details", "output_tokens_details"),
                    Set.of("total_tokens"));

    private final TimedChunks chunks;
    private final Extras extras = new Extras();
    private final OutputItems done = new OutputItems(extras);
    private OutputItems items = done;
    private final UsageReader usage = new UsageReader(USAGE, extras);
    private String status = "";
    private String incomplete = "";
    private boolean output;
    private @Nullable ServerError error;

    ResponseReader(TimedChunks chunks) {
        this.chunks = chunks;
    }

    @Override
    public void whole(byte[] body) throws NoAnswerException {
        JsonBody.read(body, this::response);
        if (error != null) {
            throw new NoAnswerException("an error in place of an answer", true, error, null);
        }
        requireAnswer();
    }

    @Override
    public boolean event(String name, byte[] bytes, int from, int length) throws NoAnswerException {
        if (length == 0 || bytes[from] == '[') {
            return false;
        }
        Event event = JsonBody.read(bytes, from, length, in -> new Event().read(in));
        String type = event.type.isEmpty() ? name : event.type;
        if (error != null || type.equals("error") || type.equals("response.failed")) {
            throw new NoAnswerException(
                    "an error inside the stream", true, error == null ? event.told() : error, null);
        }
        event.give(type);
        return type.equals("response.completed") || type.equals("response.incomplete");
    }

    @Override
    public boolean isFinished() {
        return false;
    }

    @Override
    public void requireAnswer() throws NoAnswerException {
        if (!output) {
            throw new NoAnswerException("an answer without an output", true, null, null);
        }
        if (status.equals("failed") || status.equals("cancelled") || status.equals("queued")) {
            throw new NoAnswerException("a response that is " + status, true, null, null);
        }
    }

    /// A response: the parser stands in its object.
    private ResponseReader response(JsonParser in) {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "status" -> status = Json.text(in, status);
                case "output" -> {
                    if (token == JsonToken.START_ARRAY) {
                        output = true;
                        OutputItems whole = new OutputItems(extras);
                        whole.all(in);
                        boolean empty = whole.parts().isEmpty() && whole.refusal().isEmpty();
                        items = empty ? done : whole;
                    } else {
                        in.skipChildren();
                    }
                }
                case "usage" -> usage.read(in);
                case "incomplete_details" -> incomplete(in);
                case "error" -> error = ServerError.readOrNull(in);
                default -> {
                    if (ECHOES.contains(name)) {
                        in.skipChildren();
                    } else {
                        extras.keep(name, in);
                    }
                }
            }
        }
        return this;
    }

    private void incomplete(JsonParser in) {
        if (!Json.isObject(in)) {
            return;
        }
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            String word = Json.text(in);
            if (name.equals("reason") && word != null) {
                incomplete = word;
            }
        }
    }

    /// An event, whose fields may come in any order.
    private final class Event {
        private String type = "";
        private String delta = "";
        private int part;
        private String item = "";
        private String message = "";
        private String code = "";
        private String param = "";

        private Event read(JsonParser in) {
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                JsonToken token = in.nextToken();
                switch (name) {
                    case "type" -> type = Json.text(in, "");
                    case "delta" -> delta = Json.text(in, "");
                    case "summary_index" -> {
                        part = token == JsonToken.VALUE_NUMBER_INT ? in.getValueAsInt() : 0;
                        in.skipChildren();
                    }
                    case "response" -> {
                        if (Json.isObject(in)) {
                            response(in);
                        }
                    }
                    case "item" -> {
                        if (Json.isObject(in)) {
                            item = Json.raw(in);
                        }
                    }
                    case "error" -> error = ServerError.readOrNull(in);
                    case "message" -> message = Json.text(in, "");
                    case "code" -> code = Json.text(in, "");
                    case "param" -> param = Json.text(in, "");
                    default -> in.skipChildren();
                }
            }
            return this;
        }

        private ServerError told() {
            return new ServerError(message, 0, code, param, "");
        }

        /// Gives a piece on.
        private void give(String kind) {
            switch (kind) {
                case "response.output_text.delta" -> {
                    if (!delta.isEmpty()) {
                        chunks.accept(delta);
                    }
                }
                case "response.reasoning_summary_text.delta", "response.reasoning_text.delta" -> {
                    if (!delta.isEmpty()) {
                        chunks.acceptReasoning(delta);
                    }
                }
                case "response.reasoning_summary_part.added" -> {
                    if (part > 0) {
                        chunks.acceptReasoning("\n\n");
                    }
                }
                case "response.output_item.done" -> {
                    if (!item.isEmpty()) {
                        output = true;
                        done.item(item);
                    }
                }
                case "response.function_call_arguments.delta", "response.refusal.delta" ->
                        chunks.touch();
                default -> {}
            }
        }
    }

    @Override
    public ModelResponse.Builder response() {
        ModelResponse.Builder response = ModelResponse.builder();
        items.parts().forEach(response::part);
        return response.refusal(items.refusal())
                .finishReason(finish())
                .logprobs(items.logprobs())
                .extras(extras.fields());
    }

    private FinishReason finish() {
        if (!incomplete.isEmpty()) {
            return new FinishReason(
                    switch (incomplete) {
                        case "max_output_tokens" -> FinishReason.Kind.LENGTH;
                        case "content_filter" -> FinishReason.Kind.CONTENT_FILTER;
                        default -> FinishReason.Kind.OTHER;
                    },
                    incomplete);
        }
        if (!status.equals("completed")) {
            return status.isEmpty()
                    ? FinishReason.NONE
                    : new FinishReason(FinishReason.Kind.OTHER, status);
        }
        FinishReason.Kind kind =
                items.calls()
                        ? FinishReason.Kind.TOOL_CALLS
                        : items.refusal().isEmpty()
                                ? FinishReason.Kind.STOP
                                : FinishReason.Kind.REFUSAL;
        return new FinishReason(kind, status);
    }

    @Override
    public Usage usage() {
        return usage.usage();
    }
}
