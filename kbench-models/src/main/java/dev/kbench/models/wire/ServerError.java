package dev.kbench.models.wire;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// What a server says of an error, in one of the shapes in use: `{"error": {"message": …, "code":
/// …}}`, `{"type": "error", "error": {"type": …}}`, `{"error": "…"}`, `{"message": "…"}`,
/// `{"detail": "…"}`, `{"detail": [{"loc": […], "msg": …}]}`, and each of them as the first item of
/// a list. Of the details that Google's servers add (https://cloud.google.com/apis/design/errors),
/// the reason and the delay are read.
///
/// @param message its words, empty where there are none
/// @param code the status that it names itself, 0 where it names none
/// @param kind its code in letters, such as `insufficient_quota`; empty where it names none
/// @param param the parameter that it names, empty where it names none
/// @param delay how long it asks to wait, such as `34s`; empty where it does not say
public record ServerError(String message, int code, String kind, String param, String delay) {
    /// Nothing is said.
    public static final ServerError NONE = new ServerError("", 0, "", "", "");

    /// Reads the body of an answer that is an error's.
    ///
    /// @param body the body
    /// @return what it says; {@link #NONE} where it says nothing in one of the shapes
    public static ServerError of(byte[] body) {
        Found found = new Found();
        try (JsonParser in = Json.FACTORY.createParser(ObjectReadContext.empty(), body)) {
            JsonToken first = in.nextToken();
            if (first == JsonToken.START_ARRAY) {
                first = in.nextToken();
            }
            if (first == JsonToken.START_OBJECT) {
                found.body(in);
            }
        } catch (JacksonException e) {
            return found.error();
        }
        return found.error();
    }

    /// Reads the value that the parser stands on.
    ///
    /// @param in the tokens
    /// @return the error, null where the value is null
    public static @Nullable ServerError readOrNull(JsonParser in) {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        Found found = new Found();
        found.value(in);
        return found.error();
    }

    /// What has been read so far; the first of each counts.
    private static final class Found {
        private String message = "";
        private String kind = "";
        private String type = "";
        private String param = "";
        private String delay = "";
        private String reason = "";
        private int code;

        private ServerError error() {
            String named = kind.isEmpty() ? type : kind;
            return new ServerError(message, code, reason.isEmpty() ? named : reason, param, delay);
        }

        private void body(JsonParser in) {
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                switch (name) {
                    case "error", "detail" -> value(in);
                    case "message" -> message = or(message, Json.text(in));
                    case "type" -> {
                        String word = Json.text(in);
                        type = "error".equals(word) ? type : or(type, word);
                    }
                    default -> field(name, in);
                }
            }
        }

        private void value(JsonParser in) {
            switch (in.currentToken()) {
                case VALUE_STRING -> message = or(message, in.getString());
                case START_OBJECT -> object(in);
                case START_ARRAY -> {
                    while (in.nextToken() != JsonToken.END_ARRAY) {
                        if (in.currentToken() == JsonToken.START_OBJECT) {
                            object(in);
                        } else {
                            in.skipChildren();
                        }
                    }
                }
                default -> {}
            }
        }

        private void object(JsonParser in) {
            for (String name = in.nextName(); name != null; name = in.nextName()) {
                in.nextToken();
                switch (name) {
                    case "message", "msg" -> message = or(message, Json.text(in));
                    case "loc" -> location(in);
                    case "details" -> details(in);
                    default -> field(name, in);
                }
            }
        }

        private void details(JsonParser in) {
            if (in.currentToken() != JsonToken.START_ARRAY) {
                in.skipChildren();
                return;
            }
            while (in.nextToken() != JsonToken.END_ARRAY) {
                if (in.currentToken() != JsonToken.START_OBJECT) {
                    in.skipChildren();
                    continue;
                }
                for (String name = in.nextName(); name != null; name = in.nextName()) {
                    in.nextToken();
                    switch (name) {
                        case "reason" -> reason = or(reason, Json.text(in));
                        case "retryDelay" -> delay = or(delay, Json.text(in));
                        default -> in.skipChildren();
                    }
                }
            }
        }

        private void field(String name, JsonParser in) {
            boolean text = in.currentToken() == JsonToken.VALUE_STRING;
            switch (name) {
                case "code" -> {
                    if (text) {
                        kind = or(kind, in.getString());
                    } else {
                        number(in);
                    }
                }
                case "status" -> {
                    if (text) {
                        type = or(type, in.getString());
                    } else {
                        number(in);
                    }
                }
                case "type" -> type = or(type, Json.text(in));
                case "param" -> param = or(param, Json.text(in));
                default -> in.skipChildren();
            }
        }

        private void number(JsonParser in) {
            if (in.currentToken() == JsonToken.VALUE_NUMBER_INT
                    && in.getNumberType() == JsonParser.NumberType.INT) {
                code = code == 0 ? in.getIntValue() : code;
            } else {
                in.skipChildren();
            }
        }

        /// Where in the request something is wrong: the last name on the way to it.
        private void location(JsonParser in) {
            if (in.currentToken() != JsonToken.START_ARRAY) {
                in.skipChildren();
                return;
            }
            String last = "";
            while (in.nextToken() != JsonToken.END_ARRAY) {
                String step = Json.text(in);
                last = step == null ? last : step;
            }
            param = or(param, last);
        }

        private static String or(String known, @Nullable String read) {
            return known.isEmpty() && read != null ? read : known;
        }
    }
}
