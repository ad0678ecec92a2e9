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

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads a `GenerateContentResponse` (https://ai.google.dev/api/generate-content, November 2026),
/// or a stream of them, each with what is added: the first candidate's parts, the usage, what a
/// filter says, an error. What it does not know is kept as it is; a field of another type than
/// expected counts as missing.
///
/// One thread.
final class ContentReader implements AnswerReader {
    private final PartsDraft draft;
    private final Extras extras = new Extras();
    private Usage usage = Usage.NONE;
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

    private ContentReader answer(JsonParser in) throws NoAnswerException {
        JsonBody.requireObject(in);
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "candidates" -> candidates(in);
                case "promptFeedback" -> feedback(in);
                case "usageMetadata" -> {
                    if (token == JsonToken.START_OBJECT) {
                        usage = UsageReader.read(in, extras);
                    } else {
                        in.skipChildren();
                    }
                }
                case "error" -> error = ServerError.readOrNull(in);
                default -> extras.keep(name, in);
            }
        }
        return this;
    }

    private void candidates(JsonParser in) {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            in.skipChildren();
            return;
        }
        boolean first = true;
        for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
            if (first && next == JsonToken.START_OBJECT) {
                first = false;
                candidate = true;
                candidate(in);
            } else {
                in.skipChildren();
            }
        }
    }

    private void candidate(JsonParser in) {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "content" -> {
                    if (token == JsonToken.START_OBJECT) {
                        content = true;
                        content(in);
                    } else {
                        in.skipChildren();
                    }
                }
                case "finishReason" -> {
                    String word = Json.text(in);
                    finishReason = word == null ? finishReason : word;
                }
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
        if (in.currentToken() != JsonToken.START_OBJECT) {
            in.skipChildren();
            return;
        }
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "blockReason" -> {
                    String word = Json.text(in);
                    blockReason = word == null ? blockReason : word;
                }
                case "blockReasonMessage" -> {
                    String words = Json.text(in);
                    blockWords = words == null ? blockWords : words;
                }
                default -> extras.keep("promptFeedback." + name, in);
            }
        }
    }

    private void content(JsonParser in) {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            if (!name.equals("parts") || token != JsonToken.START_ARRAY) {
                in.skipChildren();
                continue;
            }
            for (JsonToken next = in.nextToken();
                    next != JsonToken.END_ARRAY;
                    next = in.nextToken()) {
                if (next == JsonToken.START_OBJECT) {
                    new Part().read(in);
                } else {
                    in.skipChildren();
                }
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
            if (in.currentToken() != JsonToken.START_OBJECT) {
                in.skipChildren();
                return;
            }
            String id = null;
            String function = null;
            String arguments = "{}";
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                JsonToken token = in.nextToken();
                switch (name) {
                    case "id" -> id = Json.text(in);
                    case "name" -> function = Json.text(in);
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
            call = ToolCall.of(id == null ? "" : id, function == null ? "" : function, arguments);
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
        return usage;
    }
}
