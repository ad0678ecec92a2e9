package dev.kbench.mcp;

import com.fasterxml.jackson.annotation.JsonTypeInfo;

import io.modelcontextprotocol.spec.McpSchema;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JacksonModule;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.module.SimpleModule;

import java.util.Map;

/// What a server may send and the protocol's library does not know, such as kinds of content of a
/// later version: it is named to the model, and the rest of the result counts.
final class Other {
    private Other() {}

    /// Content of another kind.
    ///
    /// @param kind its name
    record OtherContent(String kind) implements McpSchema.Content {
        @Override
        public String type() {
            return kind;
        }

        @Override
        public Map<String, Object> meta() {
            return Map.of();
        }
    }

    /// A resource with neither text nor bytes.
    ///
    /// @param uri where it is
    /// @param mimeType what it is, if that is told
    record OtherResource(String uri, @Nullable String mimeType)
            implements McpSchema.ResourceContents {
        @Override
        public Map<String, Object> meta() {
            return Map.of();
        }
    }

    @JsonTypeInfo(
            use = JsonTypeInfo.Id.NAME,
            include = JsonTypeInfo.As.PROPERTY,
            property = "type",
            visible = true,
            defaultImpl = OtherContent.class)
    private interface ContentOfAnyKind {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION, defaultImpl = OtherResource.class)
    private interface AnyResource {}

    /// What reads them.
    static JacksonModule module() {
        return new SimpleModule("kbench-mcp-other")
                .setMixInAnnotation(McpSchema.Content.class, ContentOfAnyKind.class)
                .setMixInAnnotation(McpSchema.ResourceContents.class, AnyResource.class)
                .addDeserializer(
                        OtherContent.class,
                        new ValueDeserializer<>() {
                            @Override
                            public OtherContent deserialize(
                                    JsonParser in, DeserializationContext context) {
                                JsonNode read = context.readTree(in);
                                return new OtherContent(read.path("type").asString("unknown"));
                            }
                        })
                .addDeserializer(
                        OtherResource.class,
                        new ValueDeserializer<>() {
                            @Override
                            public OtherResource deserialize(
                                    JsonParser in, DeserializationContext context) {
                                JsonNode read = context.readTree(in);
                                return new OtherResource(
                                        read.path("uri").asString("unknown"),
                                        read.path("mimeType").asStringOpt().orElse(null));
                            }
                        });
    }
}
