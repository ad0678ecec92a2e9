package dev.kbench.models.openai;

import dev.kbench.event.Usage;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads a chat completion token by token: the first choice's message, the usage, an error. What it
/// does not know it skips; a field of another type than expected counts as missing.
///
/// One thread.
final class CompletionReader {
    /// The finish reason of an answer that is a refusal: the provider's own is `stop` then.
    private static final String REFUSAL = "refusal";

    private final JsonParser in;
    private boolean choice;
    private boolean message;
    private @Nullable String content;
    private @Nullable String refusal;
    private @Nullable String reasoning;
    private @Nullable String finishReason;
    private Usage usage = Usage.NONE;
    private @Nullable ServerError error;

    private CompletionReader(JsonParser in) {
        this.in = in;
    }

    static Completion read(String body) throws NoAnswerException {
        return JsonBody.read(body, in -> new CompletionReader(in).completion());
    }

    private Completion completion() throws NoAnswerException {
        JsonBody.requireObject(in);
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "choices" -> choices(token);
                case "usage" -> usage = UsageReader.read(in);
                case "error" -> error = ServerError.readOrNull(in);
                default -> in.skipChildren();
            }
        }
        if (error != null && !message) {
            throw new NoAnswerException("an error in place of an answer", true, error, null);
        }
        if (!choice) {
            throw new NoAnswerException("an answer without choices", true, null, null);
        }
        if (!message) {
            throw new NoAnswerException("a choice without a message", true, null, null);
        }
        if (refusal != null && (content == null || content.isEmpty())) {
            return new Completion(refusal, or(reasoning), REFUSAL, usage);
        }
        return new Completion(or(content), or(reasoning), or(finishReason), usage);
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }

    private void choices(@Nullable JsonToken token) {
        if (token != JsonToken.START_ARRAY) {
            in.skipChildren();
            return;
        }
        for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
            if (choice || next != JsonToken.START_OBJECT) {
                in.skipChildren();
            } else {
                choice = true;
                choice();
            }
        }
    }

    private void choice() {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "message" -> {
                    if (token == JsonToken.START_OBJECT) {
                        message = true;
                        message();
                    } else {
                        in.skipChildren();
                    }
                }
                case "finish_reason" -> finishReason = text(token);
                case "error" -> error = ServerError.readOrNull(in);
                default -> in.skipChildren();
            }
        }
    }

    private void message() {
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            switch (name) {
                case "content" -> content = token == JsonToken.START_ARRAY ? parts() : text(token);
                case "refusal" -> refusal = text(token);
                case "reasoning_content" -> reasoning = text(token);
                case "reasoning" -> {
                    String other = text(token);
                    reasoning = reasoning == null ? other : reasoning;
                }
                default -> in.skipChildren();
            }
        }
    }

    /// The text parts of a content that is a list of parts, joined.
    private String parts() {
        StringBuilder out = new StringBuilder();
        for (JsonToken next = in.nextToken(); next != JsonToken.END_ARRAY; next = in.nextToken()) {
            if (next != JsonToken.START_OBJECT) {
                in.skipChildren();
                continue;
            }
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                JsonToken token = in.nextToken();
                String text = text(token);
                if (name.equals("text") && text != null) {
                    out.append(text);
                }
            }
        }
        return out.toString();
    }

    private @Nullable String text(@Nullable JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            return in.getString();
        }
        in.skipChildren();
        return null;
    }
}
