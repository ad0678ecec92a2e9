package dev.kbench.models.openai;

import dev.kbench.models.wire.Json;
import dev.kbench.models.wire.JsonBody;
import dev.kbench.models.wire.NoAnswerException;
import dev.kbench.models.wire.ServerError;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads a chat completion token by token, or a chunk of one: the first choice's message or what is
/// added to it, the usage, an error. What it does not know is kept as it is; a field of another
/// type than expected counts as missing.
///
/// One thread.
final class CompletionReader {
    private final Draft draft;
    private boolean choice;
    private boolean message;
    private @Nullable ServerError error;

    CompletionReader(Draft draft) {
        this.draft = draft;
    }

    /// Reads a whole completion.
    ///
    /// @throws NoAnswerException if it holds none
    void whole(byte[] body) throws NoAnswerException {
        JsonBody.read(body, this::completion);
        if (error != null && !message) {
            throw new NoAnswerException("an error in place of an answer", true, error, null);
        }
        requireMessage();
    }

    /// Reads a chunk.
    ///
    /// @throws NoAnswerException if it is none, or tells an error
    void chunk(byte[] bytes, int from, int length) throws NoAnswerException {
        JsonBody.read(bytes, from, length, this::completion);
        if (error != null) {
            throw new NoAnswerException("an error inside the stream", true, error, null);
        }
    }

    /// Refuses a completion without an answer.
    void requireMessage() throws NoAnswerException {
        if (!choice) {
            throw new NoAnswerException("an answer without choices", true, null, null);
        }
        if (!message) {
            throw new NoAnswerException("a choice without a message", true, null, null);
        }
    }

    private CompletionReader completion(JsonParser in) {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "choices" -> Json.firstObject(in, this::choice);
                case "usage" -> draft.usage.read(in);
                case "error" -> error = ServerError.readOrNull(in);
                case "object", "created" -> in.skipChildren();
                default -> draft.extras.keep(name, in);
            }
        }
        return this;
    }

    private void choice(JsonParser in) {
        choice = true;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "message", "delta" -> message(in);
                case "finish_reason" -> draft.finishReason(Json.text(in));
                case "logprobs" -> {
                    if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                        draft.logprobs(Json.raw(in));
                    }
                }
                case "error" -> error = ServerError.readOrNull(in);
                case "index" -> in.skipChildren();
                default -> draft.extras.keep("choice." + name, in);
            }
        }
    }

    private void message(JsonParser in) {
        if (!Json.isObject(in)) {
            return;
        }
        message = true;
        String reasoning = null;
        String content = null;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "content" ->
                        content = token == JsonToken.START_ARRAY ? parts(in) : Json.text(in);
                case "refusal" -> draft.refusal(Json.text(in));
                case "reasoning_content" -> reasoning = Json.text(in);
                case "reasoning" -> {
                    if (token == JsonToken.VALUE_STRING) {
                        reasoning = reasoning == null ? in.getString() : reasoning;
                    } else {
                        draft.extras.keep("message.reasoning", in);
                    }
                }
                case "tool_calls" -> draft.calls(in);
                case "role" -> in.skipChildren();
                default -> draft.extras.keep("message." + name, in);
            }
        }
        draft.reasoning(reasoning);
        draft.text(content);
    }

    /// The text parts of a content that is a list of parts, joined; thoughts among them are
    /// reasoning.
    private String parts(JsonParser in) {
        StringBuilder out = new StringBuilder();
        Json.objects(in, part -> part(part, out));
        return out.toString();
    }

    private void part(JsonParser in, StringBuilder out) {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            if (name.equals("thinking")) {
                draft.reasoning(token == JsonToken.START_ARRAY ? parts(in) : Json.text(in));
            } else {
                String text = Json.text(in, "");
                out.append(name.equals("text") ? text : "");
            }
        }
    }
}
