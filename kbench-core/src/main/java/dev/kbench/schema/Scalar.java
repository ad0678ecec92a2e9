package dev.kbench.schema;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of the one value in an answer. The answer is `{"value": …}` or the bare value, quoted
/// or not, either of them inside one code block or not, white space around it. Nothing else is: a
/// value inside prose is a guess.
final class Scalar {
    private static final Pattern FENCE =
            Pattern.compile(
                    "```(?:[A-Za-z]*+[ \\t]*+\\R|json(?=[\\s{\"]))?(.*)```", Pattern.DOTALL);
    private static final JsonFactory JSON = new JsonFactory();

    private Scalar() {}

    /// Finds it.
    ///
    /// @param answer the model's text
    /// @param expected what was asked for, for messages
    /// @return the value's text, never empty, without white space around it
    /// @throws UnparsableAnswerException if there is none, or more than one
    static String of(String answer, String expected) {
        String body = answer.strip();
        if (body.contains("```")) {
            Matcher fence = FENCE.matcher(body);
            if (!fence.matches() || fence.group(1).contains("```")) {
                throw new UnparsableAnswerException(
                        expected, "the answer is not one code block alone", answer);
            }
            body = fence.group(1).strip();
        }
        if (body.startsWith("{")) {
            body = wrapped(body, answer, expected);
        } else if (body.startsWith("\"") && body.indexOf('"', 1) == body.length() - 1) {
            body = body.substring(1, body.length() - 1).strip();
        }
        if (body.isEmpty()) {
            throw new UnparsableAnswerException(expected, "the answer is empty", answer);
        }
        return body;
    }

    private static String wrapped(String body, String answer, String expected) {
        String value = "";
        String why = null;
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), body)) {
            json.nextToken();
            if (!"value".equals(json.nextName())) {
                why = "the JSON object must have the field \"value\" alone";
            } else if (!scalar(json.nextToken())) {
                why = "\"value\" is no such thing";
            } else {
                value = json.getString().strip();
                if (json.nextToken() != JsonToken.END_OBJECT) {
                    why = "the JSON object must have the field \"value\" alone";
                } else if (json.nextToken() != null) {
                    why = "the answer is not one valid JSON object";
                }
            }
        } catch (JacksonException e) {
            why = "the answer is not one valid JSON object";
        }
        if (why != null) {
            throw new UnparsableAnswerException(expected, why, answer);
        }
        return value;
    }

    private static boolean scalar(@Nullable JsonToken token) {
        return token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL;
    }
}
