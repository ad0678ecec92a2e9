package dev.kbench.models.wire;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/// A body, or an event of a stream, that should be an object of JSON in UTF-8.
public final class JsonBody {
    private JsonBody() {}

    /// Reads what was asked for of an object.
    ///
    /// @param <T> what that is
    @FunctionalInterface
    public interface Reading<T> {
        /// Reads the object that the parser stands in.
        ///
        /// @param in the tokens
        /// @return what was asked for
        /// @throws NoAnswerException if it is not there
        T from(JsonParser in) throws NoAnswerException;
    }

    /// Reads a whole body.
    ///
    /// @param body its bytes
    /// @param reading reads it
    /// @param <T> what is read
    /// @return what was read
    /// @throws NoAnswerException if it is no JSON, or what was asked for is not there
    public static <T> T read(byte[] body, Reading<T> reading) throws NoAnswerException {
        return read(body, 0, body.length, reading);
    }

    /// Reads some bytes.
    ///
    /// @param bytes hold the body
    /// @param from where it begins
    /// @param length how long it is
    /// @param reading reads it
    /// @param <T> what is read
    /// @return what was read
    /// @throws NoAnswerException if it is no JSON, or what was asked for is not there
    public static <T> T read(byte[] bytes, int from, int length, Reading<T> reading)
            throws NoAnswerException {
        try (JsonParser in =
                Json.FACTORY.createParser(ObjectReadContext.empty(), bytes, from, length)) {
            requireObject(in);
            return reading.from(in);
        } catch (StreamConstraintsException e) {
            throw new NoAnswerException("JSON nested too deep or too large", false, null, e);
        } catch (JacksonException e) {
            if (isBlank(bytes, from, length)) {
                throw new NoAnswerException("an empty body", true, null, null);
            }
            throw breaksOff(bytes, from, length, e)
                    ? new NoAnswerException("JSON that breaks off", true, null, e)
                    : new NoAnswerException("a body that is not JSON", false, null, e);
        }
    }

    private static boolean isBlank(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] > ' ' || bytes[i] < 0) {
                return false;
            }
        }
        return true;
    }

    /// The parser does not tell each end that came too early from other errors.
    private static boolean breaksOff(byte[] bytes, int from, int length, JacksonException e) {
        int first = from;
        int last = from + length - 1;
        while (first < last && bytes[first] >= 0 && bytes[first] <= ' ') {
            first++;
        }
        while (last > first && bytes[last] >= 0 && bytes[last] <= ' ') {
            last--;
        }
        return e instanceof UnexpectedEndOfInputException
                || (bytes[first] == '{' && bytes[last] != '}');
    }

    private static void requireObject(JsonParser in) throws NoAnswerException {
        JsonToken first = in.nextToken();
        if (first == null) {
            throw new NoAnswerException("an empty body", true, null, null);
        }
        if (first != JsonToken.START_OBJECT) {
            throw new NoAnswerException("JSON that is no object", false, null, null);
        }
    }
}
