package dev.kbench.models.openai;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// What a server says of an error, in one of the shapes in use: `{"error": {"message": …, "code":
/// …}}`, `{"error": "…"}`, `{"message": "…"}`, `{"detail": "…"}`.
///
/// @param message its words, empty where there are none
/// @param code the status that it names itself, 0 where it names none
/// @param kind its code in letters, such as `insufficient_quota`; empty where it names none
record ServerError(String message, int code, String kind) {
    private static final ServerError NONE = new ServerError("", 0, "");

    /// Reads the body of an answer that is an error's.
    static ServerError of(String body) {
        ServerError found = NONE;
        try (JsonParser in = Json.FACTORY.createParser(ObjectReadContext.empty(), body)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return NONE;
            }
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                switch (name) {
                    case "error" -> found = read(in);
                    case "message", "detail" -> {
                        ServerError other = read(in);
                        found = found.message.isEmpty() ? other : found;
                    }
                    default -> in.skipChildren();
                }
            }
        } catch (JacksonException e) {
            return found;
        }
        return found;
    }

    /// Reads the value that the parser stands on; null where that is null.
    static @Nullable ServerError readOrNull(JsonParser in) {
        return in.currentToken() == JsonToken.VALUE_NULL ? null : read(in);
    }

    private static ServerError read(JsonParser in) {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            return new ServerError(in.getString(), 0, "");
        }
        if (in.currentToken() != JsonToken.START_OBJECT) {
            in.skipChildren();
            return NONE;
        }
        String message = "";
        String kind = "";
        int code = 0;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            JsonToken token = in.nextToken();
            if (token == JsonToken.VALUE_STRING && name.equals("message")) {
                message = in.getString();
            } else if (token == JsonToken.VALUE_STRING
                    && (name.equals("code") || (name.equals("type") && kind.isEmpty()))) {
                kind = in.getString();
            } else if (token == JsonToken.VALUE_NUMBER_INT
                    && (name.equals("code") || name.equals("status"))
                    && in.getNumberType() == JsonParser.NumberType.INT) {
                code = in.getIntValue();
            } else {
                in.skipChildren();
            }
        }
        return new ServerError(message, code, kind);
    }
}
