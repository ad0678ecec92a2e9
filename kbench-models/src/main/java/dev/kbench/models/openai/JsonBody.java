package dev.kbench.models.openai;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/// A body that should be JSON.
final class JsonBody {
    private JsonBody() {}

    /// Reads what was asked for.
    interface Reading<T> {
        T from(JsonParser in) throws NoAnswerException;
    }

    static <T> T read(String body, Reading<T> reading) throws NoAnswerException {
        if (body.isBlank()) {
            throw new NoAnswerException("an empty body", true, null, null);
        }
        try (JsonParser in = Json.FACTORY.createParser(ObjectReadContext.empty(), body)) {
            return reading.from(in);
        } catch (StreamConstraintsException e) {
            throw new NoAnswerException("JSON nested too deep", false, null, e);
        } catch (JacksonException e) {
            throw breaksOff(body.strip(), e)
                    ? new NoAnswerException("JSON that breaks off", true, null, e)
                    : new NoAnswerException("a body that is not JSON", false, null, e);
        }
    }

    /// The parser does not tell each end that came too early from other errors.
    private static boolean breaksOff(String body, JacksonException e) {
        return e instanceof UnexpectedEndOfInputException
                || (body.startsWith("{") && !body.endsWith("}"));
    }

    static void requireObject(JsonParser in) throws NoAnswerException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            throw new NoAnswerException("JSON that is no object", false, null, null);
        }
    }
}
