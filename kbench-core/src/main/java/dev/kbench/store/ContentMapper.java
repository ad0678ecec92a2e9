package dev.kbench.store;

import dev.kbench.chat.Message;
import dev.kbench.content.Content;
import dev.kbench.content.Media;
import dev.kbench.content.MediaBytes;
import dev.kbench.content.MediaUrl;
import dev.kbench.content.ReasoningTrace;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;

import java.util.LinkedHashMap;
import java.util.Map;

/// From a content to the platform's `Part`: text, data in the file, or an address.
final class ContentMapper {
    private ContentMapper() {}

    /// What a message says: of a typed answer the model's own words, of a tool's result the
    /// original's form of it.
    static Map<String, Object> part(Message message, boolean typed, ToolBodies tools) {
        return message.content() instanceof ToolResult result
                ? Map.of("text", tools.text(result))
                : typed ? Map.of("text", message.words()) : part(message.content());
    }

    private static Map<String, Object> part(Content content) {
        return switch (content) {
            case Text _, ReasoningTrace _, ToolCall _, ToolResult _ ->
                    Map.of("text", content.text());
            case Media media ->
                    switch (media.source()) {
                        case MediaBytes bytes -> media("inlineData", "data", bytes.base64(), media);
                        case MediaUrl(String url) -> media("fileData", "fileUri", url, media);
                    };
        };
    }

    private static Map<String, Object> media(String part, String field, String value, Media media) {
        Map<String, Object> blob = new LinkedHashMap<>();
        blob.put(field, value);
        if (!media.mimeType().isEmpty()) {
            blob.put("mimeType", media.mimeType());
        }
        return Map.of(part, blob);
    }
}
