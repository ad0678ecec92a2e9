package dev.kbench.store.journal;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A small JSON file that tells when it was changed: its last member, `crc32c`, is the CRC32C of
/// the others as compact JSON, in hexadecimal. White space may change; a file without that member
/// is of an earlier version and is believed.
final class SealedJson {
    private static final String SEAL = "crc32c";
    private static final JsonMapper COMPACT = JsonMapper.builder().build();
    private static final JsonMapper INDENTED =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private SealedJson() {}

    static ObjectNode object() {
        return COMPACT.createObjectNode();
    }

    static JsonNode parse(String json) {
        return COMPACT.readTree(json);
    }

    static String print(JsonNode json) {
        return COMPACT.writeValueAsString(json);
    }

    /// An object as a file has it, a line for each member.
    static byte[] bytes(ObjectNode object) {
        object.put(SEAL, seal(object));
        return (INDENTED.writeValueAsString(object) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /// Reads what {@link #bytes} wrote, or an earlier version.
    ///
    /// @return the object; empty where it is none, or its seal does not fit
    static Optional<ObjectNode> read(byte[] bytes) {
        JsonNode root;
        try {
            root = COMPACT.readTree(bytes);
        } catch (JacksonException e) {
            return Optional.empty();
        }
        if (!(root instanceof ObjectNode object)) {
            return Optional.empty();
        }
        JsonNode seal = object.remove(SEAL);
        return seal == null || seal.asString("").equals(seal(object))
                ? Optional.of(object)
                : Optional.empty();
    }

    private static String seal(ObjectNode object) {
        CRC32C crc = new CRC32C();
        crc.update(COMPACT.writeValueAsBytes(object));
        return "%08x".formatted(crc.getValue());
    }
}
