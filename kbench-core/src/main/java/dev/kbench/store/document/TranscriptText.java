package dev.kbench.store.document;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// What was said in a run, as words alone: its messages are not made again, and files are passed
/// over.
///
/// @param all all that was said, thought and handed to tools, in order, a line end behind each;
///   that of the runs inside it too
/// @param answer the last words of a model in the run's own conversation; may be empty
public record TranscriptText(String all, String answer) {
    /// Where nothing was said.
    public static final TranscriptText NONE = new TranscriptText("", "");

    /// Reads the words of a transcript.
    ///
    /// @param document what {@link Transcript#of} wrote
    /// @return the words
    /// @throws UnreadableValueException if it is damaged
    public static TranscriptText read(byte[] document) {
        try (JsonParser in = Json.parser(document)) {
            Words words = new Words(in);
            words.transcript();
            return new TranscriptText(words.all.toString(), words.answer);
        } catch (JacksonException e) {
            throw new UnreadableValueException("what is no JSON: " + e.getOriginalMessage());
        }
    }

    /// One pass over a transcript.
    private static final class Words {
        private final JsonParser in;
        private final StringBuilder all = new StringBuilder();
        private String answer = "";
        private int chats;

        Words(JsonParser in) {
            this.in = in;
        }

        void transcript() {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new UnreadableValueException("JSON that is no object");
            }
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                if (isArray("chats")) {
                    while (in.nextToken() == JsonToken.START_OBJECT) {
                        chats++;
                        item();
                    }
                }
            }
        }

        /// A message, or a chat.
        private void item() {
            boolean reply = false;
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = in.currentName();
                JsonToken value = in.nextToken();
                switch (name) {
                    case "role" -> reply = in.getString().equals("assistant");
                    case "text" -> said(in.getString(), reply);
                    case "reasoning" -> said(in.getString(), false);
                    case "content" -> content(reply);
                    case "items" -> each(value, this::item);
                    case "parts" -> each(value, () -> content(false));
                    default -> in.skipChildren();
                }
            }
        }

        private void content(boolean reply) {
            if (in.currentToken() != JsonToken.START_OBJECT) {
                return;
            }
            while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = in.currentName();
                in.nextToken();
                switch (name) {
                    case "text" -> said(in.getString(), reply);
                    case "name", "arguments", "caption" -> said(in.getString(), false);
                    default -> in.skipChildren();
                }
            }
        }

        private void each(JsonToken value, Runnable object) {
            if (value == JsonToken.START_ARRAY) {
                while (in.nextToken() == JsonToken.START_OBJECT) {
                    object.run();
                }
            }
        }

        private boolean isArray(String name) {
            boolean named = in.currentName().equals(name);
            if (in.nextToken() == JsonToken.START_ARRAY && named) {
                return true;
            }
            in.skipChildren();
            return false;
        }

        private void said(String text, boolean reply) {
            all.append(text).append('\n');
            if (reply && chats == 1 && !text.isBlank()) {
                answer = text;
            }
        }
    }
}
