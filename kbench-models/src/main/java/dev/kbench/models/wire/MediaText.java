package dev.kbench.models.wire;

import dev.kbench.content.Media;
import dev.kbench.content.MediaBytes;

import tools.jackson.core.JsonGenerator;

import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/// Writes media as texts of JSON; their bytes become base64 while they are sent.
public final class MediaText {
    private static final String PDF = "application/pdf";

    private MediaText() {}

    /// Writes base64, as a value.
    ///
    /// @param out where to; stands before the value
    /// @param bytes what it writes to
    /// @param data the bytes
    public static void base64(JsonGenerator out, RequestBytes bytes, MediaBytes data) {
        out.writeRawValue("\"");
        out.flush();
        bytes.base64(data);
        out.writeRaw('"');
    }

    /// Writes an address that holds the bytes (RFC 2397), as a value.
    ///
    /// @param out where to; stands before the value
    /// @param bytes what it writes to
    /// @param mimeType what the bytes are; what is no such type is `application/octet-stream`
    /// @param data the bytes
    public static void dataUrl(
            JsonGenerator out, RequestBytes bytes, String mimeType, MediaBytes data) {
        String mime = mimeType.matches("[A-Za-z0-9.+*/-]+") ? mimeType : "application/octet-stream";
        out.writeRawValue("\"data:" + mime + ";base64,");
        out.flush();
        bytes.base64(data);
        out.writeRaw('"');
    }

    /// Whether it is a document rather than a picture.
    ///
    /// @param media a picture, as its users call it
    /// @return true for PDF
    public static boolean isDocument(Media media) {
        return media.mimeType().equals(PDF);
    }

    /// Writes a content's own parameters.
    ///
    /// @param out where to; stands in an object
    /// @param media the content
    /// @param content the fields that are the content, which no parameter may set
    /// @param naming how the vendor writes a name
    /// @throws IllegalArgumentException if a parameter is one of them
    public static void params(
            JsonGenerator out, Media media, Set<String> content, UnaryOperator<String> naming) {
        for (Map.Entry<String, Object> param : media.apiParams().entrySet()) {
            String name = naming.apply(param.getKey());
            if (content.contains(name)) {
                throw new IllegalArgumentException(
                        "a content's apiParams cannot set '%s': it is the content"
                                .formatted(param.getKey()));
            }
            out.writeName(WellFormed.of(name));
            JsonValues.write(out, param.getKey(), param.getValue());
        }
    }
}
