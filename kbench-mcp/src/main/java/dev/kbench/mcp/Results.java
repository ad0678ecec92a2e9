package dev.kbench.mcp;

import dev.kbench.content.Image;
import dev.kbench.tool.ToolOutput;

import io.modelcontextprotocol.spec.McpSchema.AudioContent;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.ResourceLink;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/// What a server's result is to a model: its texts, a line between them; its pictures; and where it
/// has only structured content, that, as JSON. A sound or another file is named, not passed on.
final class Results {
    private Results() {}

    static ToolOutput of(CallToolResult result) {
        List<String> texts = new ArrayList<>();
        List<Image> images = new ArrayList<>();
        List<Content> all = result.content() == null ? List.of() : result.content();
        for (Content one : all) {
            add(one, texts, images);
        }
        Object structured = result.structuredContent();
        if (structured != null && texts.isEmpty()) {
            texts.add(Json.write(structured));
        }
        String text = String.join("\n", texts);
        boolean failed = Boolean.TRUE.equals(result.isError());
        boolean json = !failed && structured != null && Json.isJson(text);
        return new ToolOutput(
                text.isEmpty() ? (failed ? "failed" : "done") : text, json, failed, images);
    }

    private static void add(Content content, List<String> texts, List<Image> images) {
        switch (content) {
            case TextContent text -> texts.add(text.text());
            case ImageContent image -> addImage(image, texts, images);
            case AudioContent audio -> texts.add(left("a sound", audio.mimeType(), audio.data()));
            case ResourceLink link -> texts.add("%s: %s".formatted(link.name(), link.uri()));
            case EmbeddedResource resource -> addResource(resource, texts);
            default -> texts.add("[content of the kind %s]".formatted(content.type()));
        }
    }

    private static void addImage(ImageContent image, List<String> texts, List<Image> images) {
        try {
            Image read = Image.fromBase64(image.data(), format(image.mimeType()));
            images.add(read);
            texts.add("[picture %d, %s, follows]".formatted(images.size(), image.mimeType()));
        } catch (IllegalArgumentException e) {
            texts.add("[a picture that cannot be read: %s]".formatted(Words.of(e)));
        }
    }

    private static String format(String mimeType) {
        return mimeType.substring(mimeType.lastIndexOf('/') + 1)
                .replaceAll("[+;].*", "")
                .toLowerCase(Locale.ROOT);
    }

    private static void addResource(EmbeddedResource embedded, List<String> texts) {
        switch (embedded.resource()) {
            case TextResourceContents text ->
                    texts.add("%s:\n%s".formatted(text.uri(), text.text()));
            case BlobResourceContents blob ->
                    texts.add(left(blob.uri(), String.valueOf(blob.mimeType()), blob.blob()));
            default -> texts.add("[resource %s]".formatted(embedded.resource().uri()));
        }
    }

    private static String left(String what, String mimeType, String base64) {
        long bytes;
        try {
            bytes = Base64.getDecoder().decode(base64).length;
        } catch (IllegalArgumentException e) {
            bytes = base64.length();
        }
        return "[%s, %s, %d bytes, which is not passed on]".formatted(what, mimeType, bytes);
    }
}
