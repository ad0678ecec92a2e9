package dev.kbench.models.openai;

import dev.kbench.event.Usage;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

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

    static Completion read(String body) throws NoCompletionException {
        if (body.isBlank()) {
            throw new NoCompletionException("an empty body", true, null, null);
        }
        try (JsonParser in = Json.FACTORY.createParser(ObjectReadContext.empty(), body)) {
            return new CompletionReader(in).completion();
        } catch (StreamConstraintsException e) {
            throw new NoCompletionException("JSON nested too deep", false, null, e);
        } catch (JacksonException e) {
            throw breaksOff(body.strip(), e)
                    ? new NoCompletionException("JSON that breaks off", true, null, e)
                    : new NoCompletionException("a body that is not JSON", false, null, e);
        }
    }

    /// The parser does not tell each end that came too early from other errors.
    private static boolean breaksOff(String body, JacksonException e) {
        return e instanceof UnexpectedEndOfInputException
                || (body.startsWith("{") && !body.endsWith("}"));
    }

    private Completion completion() throws NoCompletionException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new NoCompletionException("JSON that is no object", false, null, null);
        }
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
            throw new NoCompletionException("an error in place of an answer", true, error, null);
        }
        if (!choice) {
            throw new NoCompletionException("an answer without choices", true, null, null);
        }
        if (!message) {
            throw new NoCompletionException("a choice without a message", true, null, null);
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
