package dev.kbench.content;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// Pictures, sounds and films: what their bytes are, told by the bytes alone, and why others are
/// refused.
enum Family {
    IMAGE("image", "a picture"),
    AUDIO("audio", "a sound"),
    VIDEO("video", "a film");

    private static final int WORDS = 16;
    private static final int SHOWN = 8;

    private final String type;
    private final String noun;

    Family(String type, String noun) {
        this.type = type;
        this.noun = noun;
    }

    String type() {
        return type;
    }

    /// The kind of a file of this family.
    ///
    /// @param bytes the file
    /// @param where what to call it in a message, such as its path
    /// @throws IllegalArgumentException if it is of another family or of no known kind
    String of(MediaBytes bytes, String where) {
        String told = MimeTypes.of(bytes);
        if (!told.isEmpty()) {
            return own(told, where);
        }
        throw new IllegalArgumentException(
                "expected %s, got %s: %s".formatted(noun, other(bytes), where));
    }

    /// The kind of a file of this family that was fetched.
    ///
    /// @throws MediaDownloadException if it is something else
    String fetched(MediaBytes bytes, MediaUrl url) {
        try {
            return of(bytes, url.toString());
        } catch (IllegalArgumentException e) {
            throw new MediaDownloadException(String.valueOf(e.getMessage()), e);
        }
    }

    /// The kind of a file of this family that is said to be of a format. What the bytes tell wins;
    /// the format counts where they are of no known kind.
    ///
    /// @param format such as `png`
    /// @throws IllegalArgumentException if they are of another family, or text
    String of(MediaBytes bytes, String where, String format) {
        String said = MimeTypes.ofFormat(type, format);
        String told = MimeTypes.of(bytes);
        if (!told.isEmpty()) {
            return own(told, where);
        }
        String other = other(bytes);
        if (!other.startsWith("bytes") && bytes.size() >= WORDS) {
            throw new IllegalArgumentException(
                    "expected %s, got %s: %s".formatted(noun, other, where));
        }
        return said;
    }

    /// The same container may hold a film, or a sound alone.
    private String own(String told, String where) {
        if (told.startsWith(type + "/")) {
            return told;
        }
        if (this == AUDIO) {
            switch (told) {
                case "video/mp4", "video/webm", "video/3gpp", "video/ogg" -> {
                    return told.replace("video/", "audio/");
                }
                default -> {}
            }
        }
        throw new IllegalArgumentException(
                "expected %s, got %s (%s): %s".formatted(noun, nounOf(told), told, where));
    }

    private static String nounOf(String mimeType) {
        for (Family family : values()) {
            if (mimeType.startsWith(family.type + "/")) {
                return family.noun;
            }
        }
        return "something else";
    }

    /// What bytes are that are of no known kind, in words.
    private static String other(MediaBytes bytes) {
        byte[] head = MimeTypes.head(bytes);
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("%PDF")) {
            return "a PDF";
        } else if (text.startsWith("PK\u0003\u0004")) {
            return "a ZIP file";
        } else if (text.startsWith("\u001f\u008b")) {
            return "a gzip file";
        }
        Optional<String> wide = Utf16.of(head);
        if (wide.isPresent()) {
            text = wide.get();
        } else if (!isText(head)) {
            return "bytes of no known kind, which start with "
                    + HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(SHOWN, head.length));
        }
        String start =
                text.replaceFirst("^\u00ef\u00bb\u00bf", "")
                        .replaceFirst("^(\\s|<\\?[^>]*>|<!--.*?-->)+", "")
                        .toLowerCase(Locale.ROOT);
        if (start.startsWith("<svg") || start.startsWith("<!doctype svg")) {
            return "an SVG drawing, which models do not take; make a PNG of it, or send its source"
                    + " as text";
        } else if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
            return "an HTML page";
        } else if (start.startsWith("{") || start.startsWith("[")) {
            return "JSON";
        }
        return "text";
    }

    private static boolean isText(byte[] head) {
        for (byte b : head) {
            if (b >= 0 && b < ' ' && b != '\n' && b != '\r' && b != '\t' && b != '\f') {
                return false;
            }
        }
        ByteBuffer bytes = ByteBuffer.wrap(head);
        CoderResult result =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(bytes, CharBuffer.allocate(head.length), false);
        return !result.isError();
    }
}
