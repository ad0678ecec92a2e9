package dev.kbench.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson3.JacksonMcpJsonMapper;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.util.LinkedHashMap;
import java.util.Map;

/// JSON as the protocol's library wants it, and arguments as a model wrote them.
final class Json {
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .addModule(Other.module())
                    .build();
    private static final JsonMapper STRICT =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private Json() {}

    static McpJsonMapper mapper() {
        return new JacksonMcpJsonMapper(MAPPER);
    }

    static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static boolean isJson(String text) {
        try {
            return !STRICT.readTree(text).isMissingNode();
        } catch (JacksonException e) {
            return false;
        }
    }

    /// Arguments, each as it was written: numbers keep their digits.
    ///
    /// @param text what a model wrote; nothing stands for none
    /// @throws IllegalArgumentException if it is no JSON object
    static Map<String, Object> arguments(String text) {
        if (text.isBlank()) {
            return Map.of();
        }
        JsonNode read;
        try {
            read = STRICT.readTree(text);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "expected a JSON object, got '%s', which is none from character %d on"
                            .formatted(Words.beginning(text), place(e)),
                    e);
        }
        if (!(read instanceof ObjectNode object)) {
            throw new IllegalArgumentException(
                    "expected a JSON object, got '%s'".formatted(Words.beginning(text)));
        }
        Map<String, Object> arguments = new LinkedHashMap<>();
        object.properties().forEach(one -> arguments.put(one.getKey(), one.getValue()));
        return arguments;
    }

    /// Where JSON breaks off or is wrong: the character, counted from 1.
    private static long place(JacksonException e) {
        return e.getLocation() == null ? 1 : Math.max(0, e.getLocation().getCharOffset()) + 1;
    }
}
