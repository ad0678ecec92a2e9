package dev.kbench.store.document;

import dev.kbench.event.Usage;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// JSON as documents have it: one line, fields left out where they are empty.
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final TokenStreamFactory FACTORY = MAPPER.tokenStreamFactory();

    private Json() {}

    static byte[] bytes(Consumer<JsonGenerator> body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            body.accept(out);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /// Reads a document.
    ///
    /// @throws UnreadableValueException if it is none
    static JsonNode object(String document) {
        try {
            JsonNode tree = MAPPER.readTree(document);
            if (tree.isObject()) {
                return tree;
            }
        } catch (JacksonException e) {
            throw new UnreadableValueException("what is no JSON: " + e.getOriginalMessage());
        }
        throw new UnreadableValueException("JSON that is no object");
    }

    /// Reads a document piece by piece.
    static JsonParser parser(byte[] document) {
        return MAPPER.createParser(document);
    }

    /// Reads one field of a document, and nothing behind it.
    ///
    /// @throws UnreadableValueException if there is none, or it is damaged
    static JsonNode field(String document, String name) {
        try (JsonParser in = MAPPER.createParser(document)) {
            if (in.nextToken() == JsonToken.START_OBJECT) {
                while (in.nextToken() == JsonToken.PROPERTY_NAME) {
                    boolean found = in.currentName().equals(name);
                    in.nextToken();
                    if (found) {
                        return in.readValueAsTree();
                    }
                    in.skipChildren();
                }
            }
        } catch (JacksonException e) {
            throw new UnreadableValueException("what is no JSON: " + e.getOriginalMessage());
        }
        throw new UnreadableValueException("JSON without a " + name);
    }

    static void text(JsonGenerator out, String name, String value) {
        if (!value.isEmpty()) {
            out.writeStringProperty(name, value);
        }
    }

    static String text(JsonNode object, String name) {
        return object.path(name).asString("");
    }

    /// Writes a usage; nothing where nothing is known.
    ///
    /// @param out where to
    /// @param name the field
    /// @param usage the usage
    public static void usage(JsonGenerator out, String name, Usage usage) {
        if (usage.equals(Usage.NONE)) {
            return;
        }
        out.writeName(name);
        out.writeStartObject();
        figure(out, "in", usage.inputTokens());
        figure(out, "out", usage.outputTokens());
        figure(out, "cached", usage.cachedTokens());
        figure(out, "reasoning", usage.reasoningTokens());
        figure(out, "inCost", usage.inputCostNanodollars());
        figure(out, "outCost", usage.outputCostNanodollars());
        figure(out, "latencyMs", usage.backendLatencyMs());
        usage.timeToFirstToken()
                .ifPresent(first -> out.writeNumberProperty("firstNanos", first.toNanos()));
        usage.tokensPerSecond().ifPresent(pace -> out.writeNumberProperty("tokensPerSecond", pace));
        figure(out, "unpriced", usage.unpricedCalls());
        out.writeEndObject();
    }

    private static void figure(JsonGenerator out, String name, OptionalLong figure) {
        if (figure.isPresent()) {
            out.writeNumberProperty(name, figure.getAsLong());
        }
    }

    /// Reads a usage.
    ///
    /// @param object what holds it
    /// @param name the field
    /// @return the usage; {@link Usage#NONE} where it is not there
    public static Usage usage(JsonNode object, String name) {
        JsonNode usage = object.get(name);
        return usage == null
                ? Usage.NONE
                : new Usage(
                        figure(usage, "in"),
                        figure(usage, "out"),
                        figure(usage, "cached"),
                        figure(usage, "reasoning"),
                        figure(usage, "inCost"),
                        figure(usage, "outCost"),
                        figure(usage, "latencyMs"),
                        usage.has("firstNanos")
                                ? Optional.of(Duration.ofNanos(usage.get("firstNanos").longValue()))
                                : Optional.empty(),
                        usage.has("tokensPerSecond")
                                ? OptionalDouble.of(usage.get("tokensPerSecond").doubleValue())
                                : OptionalDouble.empty(),
                        figure(usage, "unpriced"));
    }

    private static OptionalLong figure(JsonNode usage, String name) {
        JsonNode figure = usage.get(name);
        return figure == null ? OptionalLong.empty() : OptionalLong.of(figure.longValue());
    }
}
