package dev.kbench.models.wire;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

import java.io.StringWriter;
import java.util.function.Consumer;

/// The one JSON factory. Its buffers come from a pool that all threads share: a virtual thread
/// lives for one call, and buffers of its own would be made anew each time.
public final class Json {
    /// Makes parsers and generators.
    public static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
                    .build();

    private Json() {}

    /// The text that the parser stands on.
    ///
    /// @param in the tokens; what is no text is passed over whole
    /// @return the text, null where it is none
    public static @Nullable String text(JsonParser in) {
        if (in.currentToken() == JsonToken.VALUE_STRING) {
            return in.getString();
        }
        in.skipChildren();
        return null;
    }

    /// The text that the parser stands on.
    ///
    /// @param in the tokens; what is no text is passed over whole
    /// @param otherwise what counts where it is none
    /// @return the text
    public static String text(JsonParser in, String otherwise) {
        String text = text(in);
        return text == null ? otherwise : text;
    }

    /// Whether the parser stands on an object, whose fields come next.
    ///
    /// @param in the tokens; what is no object is passed over whole
    /// @return true if so
    public static boolean isObject(JsonParser in) {
        return isAt(JsonToken.START_OBJECT, in);
    }

    /// Whether the parser stands on a list, whose items come next.
    ///
    /// @param in the tokens; what is no list is passed over whole
    /// @return true if so
    public static boolean isList(JsonParser in) {
        return isAt(JsonToken.START_ARRAY, in);
    }

    private static boolean isAt(JsonToken start, JsonParser in) {
        if (in.currentToken() == start) {
            return true;
        }
        in.skipChildren();
        return false;
    }

    /// Reads the objects of the list that the parser stands on. All else is passed over, and so is
    /// what is no list.
    ///
    /// @param in the tokens
    /// @param reading reads one; the parser stands in it, and at its end afterwards
    public static void objects(JsonParser in, Consumer<JsonParser> reading) {
        if (isList(in)) {
            for (JsonToken at = in.nextToken(); at != JsonToken.END_ARRAY; at = in.nextToken()) {
                if (isObject(in)) {
                    reading.accept(in);
                }
            }
        }
    }

    /// Reads the first object of the list that the parser stands on, as {@link #objects} reads all.
    ///
    /// @param in the tokens
    /// @param reading reads it
    public static void firstObject(JsonParser in, Consumer<JsonParser> reading) {
        if (isList(in)) {
            boolean first = true;
            for (JsonToken at = in.nextToken(); at != JsonToken.END_ARRAY; at = in.nextToken()) {
                if (first && at == JsonToken.START_OBJECT) {
                    first = false;
                    reading.accept(in);
                } else {
                    in.skipChildren();
                }
            }
        }
    }

    /// The value that the parser stands on, as JSON.
    ///
    /// @param in the tokens; stands on the value's end afterwards
    /// @return JSON in one line
    public static String raw(JsonParser in) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            out.copyCurrentStructure(in);
        }
        return text.toString();
    }

    /// A text as JSON.
    ///
    /// @param text any text
    /// @return the text in quotes
    public static String quoted(String text) {
        StringWriter quoted = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), quoted)) {
            out.writeString(WellFormed.of(text));
        }
        return quoted.toString();
    }
}
