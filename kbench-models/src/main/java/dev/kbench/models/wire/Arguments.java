package dev.kbench.models.wire;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/// The arguments of a tool call where a provider wants them as JSON in place of a text. What the
/// model wrote is sent as it is if it is an object; else the text goes as the one field of one.
public final class Arguments {
    private static final String TEXT = "arguments";

    private Arguments() {}

    /// Writes them.
    ///
    /// @param out where to; stands before the value
    /// @param arguments what the model wrote
    public static void write(JsonGenerator out, String arguments) {
        if (isObject(arguments)) {
            out.writeRawValue(WellFormed.of(arguments));
            return;
        }
        out.writeStartObject();
        if (!arguments.isBlank() && !arguments.strip().equals("null")) {
            out.writeStringProperty(TEXT, WellFormed.of(arguments));
        }
        out.writeEndObject();
    }

    private static boolean isObject(String text) {
        try (JsonParser in = Json.FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            in.skipChildren();
            return in.nextToken() == null;
        } catch (JacksonException e) {
            return false;
        }
    }
}
