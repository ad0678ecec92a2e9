package dev.kbench.models.wire;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.JsonRecyclerPools;

import java.io.StringWriter;

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
