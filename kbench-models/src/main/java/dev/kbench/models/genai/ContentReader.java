package dev.kbench.models.genai;

import dev.kbench.chat.FinishReason;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.ToolCall;
import dev.kbench.event.Usage;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.TimedChunks;
import dev.kbench.models.wire.AnswerReader;
import dev.kbench.models.wire.Extras;
import dev.kbench.models.wire.Json;
import dev.kbench.models.wire.JsonBody;
import dev.kbench.models.wire.NoAnswerException;
import dev.kbench.models.wire.Opaque;
import dev.kbench.models.wire.PartsDraft;
import dev.kbench.models.wire.ServerError;
import dev.kbench.models.wire.UsageReader;
import dev.kbench.models.wire.UsageReader.Figure;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

import java.util.Map;
import java.util.Set;

/// Reads a `GenerateContentResponse` (https://ai.google.dev/api/generate-content, November 2026),
/// or a stream of them, each with what is added: the first candidate's parts, the usage, what a
/// filter says, an error. What it does not know is kept as it is; a field of another type than
/// expected counts as missing.
///
/// One thread.
final class ContentReader implements AnswerReader {
    /// `usageMetadata` (https://ai.google.dev/api/generate-content#UsageMetadata), and what the
    /// Kaggle Model Proxy adds to it: cost and latency.
    private static final UsageReader.Names USAGE =
            new UsageReader.Names(
                    "usageMetadata.",
                    Map.of(
                            "promptTokenCount", Figure.INPUT,
                            "toolUsePromptTokenCount", Figure.BESIDE_INPUT,
                            "cachedContentTokenCount", Figure.CACHED,
                            "candidatesTokenCount", Figure.OUTPUT,
                            "thoughtsTokenCount", Figure.BESIDE_REASONING,
                            "input_tokens_cost_nanodollars", Figure.INPUT_COST,
                            "output_tokens_cost_nanodollars", Figure.OUTPUT_COST,
                            "total_backend_latency_ms", Figure.LATENCY),
                    Set.of("cost"),
                    Set.of("totalTokenCount"));

    private final PartsDraft draft;
    private final Extras extras = new Extras();
    private final UsageReader usage = new UsageReader(USAGE, extras);
    private String finishReason = "";
    private String blockReason = "";
    private String blockWords = "";
    private String logprobs = "";
    private boolean candidate;
    private boolean content;
    private @Nullable ServerError error;

    ContentReader(TimedChunks chunks) {
        this.draft = new PartsDraft(chunks);
    }

    @Override
    public void whole(byte[] body) throws NoAnswerException {
        JsonBody.read(body, this::answer);
        if (error != null && !candidate) {
            throw new NoAnswerException("an error in place of an answer", true, error, null);
        }
        requireAnswer();
    }

    @Override
    public boolean event(String name, byte[] bytes, int from, int length) throws NoAnswerException {
        if (length > 0) {
            JsonBody.read(bytes, from, length, this::answer);
        }
        if (error != null) {
            throw new NoAnswerException("an error inside the stream", true, error, null);
        }
        return false;
    }

    @Override
    public boolean isFinished() {
        return !finishReason.isEmpty() || !blockReason.isEmpty();
    }

    @Override
    public void requireAnswer() throws NoAnswerException {
        if (!candidate && blockReason.isEmpty()) {
            throw new NoAnswerException("an answer without candidates", true, null, null);
        }
        if (!content && !isFinished()) {
            throw new NoAnswerException("a candidate without a content", true, null, null);
        }
    }

    private ContentReader answer(JsonParser in) {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "candidates" -> Json.firstObject(in, this::candidate);
                case "promptFeedback" -> feedback(in);
                case "usageMetadata" -> usage.read(in);
                case "error" -> error = ServerError.readOrNull(in);
                default -> extras.keep(name, in);
            }
        }
        return this;
    }

    private void candidate(JsonParser in) {
        candidate = true;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "content" -> content(in);
                case "finishReason" -> finishReason = Json.text(in, finishReason);
                case "logprobsResult" -> {
                    if (token == JsonToken.START_OBJECT) {
                        logprobs = Json.raw(in);
                    } else {
                        in.skipChildren();
                    }
                }
                case "index" -> in.skipChildren();
                default -> extras.keep("candidate." + name, in);
            }
        }
    }

    private void feedback(JsonParser in) {
        if (!Json.isObject(in)) {
            return;
        }
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "blockReason" -> blockReason = Json.text(in, blockReason);
                case "blockReasonMessage" -> blockWords = Json.text(in, blockWords);
                default -> extras.keep("promptFeedback." + name, in);
            }
        }
    }

    private void content(JsonParser in) {
        if (!Json.isObject(in)) {
            return;
        }
        content = true;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            if (name.equals("parts")) {
                Json.objects(in, part -> new Part().read(part));
            } else {
                in.skipChildren();
            }
        }
    }

    /// One part, whose fields may come in any order.
    private final class Part {
        private @Nullable String text;
        private boolean thought;
        private @Nullable String signature;
        private @Nullable ToolCall call;

        private void read(JsonParser in) {
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                JsonToken token = in.nextToken();
                switch (name) {
                    case "text" -> text = Json.text(in);
                    case "thought" -> {
                        thought = token == JsonToken.VALUE_TRUE;
                        in.skipChildren();
                    }
                    case "thoughtSignature" -> signature = Json.text(in);
                    case "functionCall" -> call(in);
                    default -> extras.keep("part." + name, in);
                }
            }
            add();
        }

        private void call(JsonParser in) {
            if (!Json.isObject(in)) {
                return;
            }
            String id = "";
            String function = "";
            String arguments = "{}";
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                JsonToken token = in.nextToken();
                switch (name) {
                    case "id" -> id = Json.text(in, "");
                    case "name" -> function = Json.text(in, "");
                    case "args" -> {
                        if (token == JsonToken.START_OBJECT) {
                            arguments = Json.raw(in);
                        } else {
                            in.skipChildren();
                        }
                    }
                    default -> extras.keep("functionCall." + name, in);
                }
            }
            call = ToolCall.of(id, function, arguments);
        }

        private void add() {
            String signed = signature == null || signature.isEmpty() ? null : signature;
            if (call != null) {
                draft.part(
                        signed == null
                                ? call
                                : new ToolCall(
                                        call.id(),
                                        call.name(),
                                        call.arguments(),
                                        Opaque.ofText(PartWriter.SIGNATURE, signed)));
                return;
            }
            String piece = text == null ? "" : text;
            if (thought) {
                draft.thought(piece);
                if (signed != null) {
                    draft.end(Opaque.ofText(PartWriter.SIGNATURE, signed));
                }
                return;
            }
            draft.text(piece);
            if (signed != null) {
                draft.end("");
                draft.part(
                        new ReasoningTrace(
                                "",
                                Opaque.ofText(
                                        piece.isEmpty()
                                                ? PartWriter.SIGNATURE
                                                : PartWriter.TEXT_SIGNATURE,
                                        signed)));
            }
        }
    }

    @Override
    public ModelResponse.Builder response() {
        return draft.response()
                .refusal(blockWords)
                .finishReason(finish())
                .logprobs(logprobs)
                .extras(extras.fields());
    }

    private FinishReason finish() {
        if (!candidate && !blockReason.isEmpty()) {
            return new FinishReason(FinishReason.Kind.CONTENT_FILTER, blockReason);
        }
        FinishReason.Kind kind =
                switch (finishReason) {
                    case "" -> FinishReason.Kind.UNKNOWN;
                    case "STOP" ->
                            draft.calls() ? FinishReason.Kind.TOOL_CALLS : FinishReason.Kind.STOP;
                    case "MAX_TOKENS" -> FinishReason.Kind.LENGTH;
                    case "SAFETY",
                            "RECITATION",
                            "BLOCKLIST",
                            "PROHIBITED_CONTENT",
                            "SPII",
                            "IMAGE_SAFETY",
                            "IMAGE_PROHIBITED_CONTENT",
                            "IMAGE_RECITATION" ->
                            FinishReason.Kind.CONTENT_FILTER;
                    default -> FinishReason.Kind.OTHER;
                };
        return new FinishReason(kind, finishReason);
    }

    @Override
    public Usage usage() {
        return usage.usage();
    }
}
