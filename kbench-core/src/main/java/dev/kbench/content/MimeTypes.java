package dev.kbench.content;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// Which kind of file it is: by its first bytes, else by its name's ending. Signatures are those of
/// the formats' own documents.
final class MimeTypes {
    private static final int HEAD = 16;

    private static final Map<String, String> BY_ENDING =
            Map.ofEntries(
                    Map.entry("png", "image/png"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("jpeg", "image/jpeg"),
                    Map.entry("gif", "image/gif"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("bmp", "image/bmp"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("heic", "image/heic"),
                    Map.entry("mp3", "audio/mpeg"),
                    Map.entry("wav", "audio/wav"),
                    Map.entry("ogg", "audio/ogg"),
                    Map.entry("oga", "audio/ogg"),
                    Map.entry("flac", "audio/flac"),
                    Map.entry("m4a", "audio/mp4"),
                    Map.entry("aac", "audio/aac"),
                    Map.entry("mp4", "video/mp4"),
                    Map.entry("mov", "video/quicktime"),
                    Map.entry("webm", "video/webm"),
                    Map.entry("mpeg", "video/mpeg"),
                    Map.entry("avi", "video/x-msvideo"));

    private MimeTypes() {}

    /// By a name such as `chart.png`, or an address with a query behind it; empty where it is
    /// unknown.
    static String ofName(String name) {
        String path = name.replaceFirst("[?#].*", "");
        String last = path.substring(path.lastIndexOf('/') + 1);
        return BY_ENDING.getOrDefault(
                last.substring(last.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT), "");
    }

    /// By a format's name such as `png`, `jpg` or `image/png`.
    static String ofFormat(String family, String format) {
        String lower = format.strip().toLowerCase(Locale.ROOT);
        if (!lower.matches("[a-z0-9.+-]+(/[a-z0-9.+*-]+)?")) {
            throw new IllegalArgumentException(
                    "expected a format such as %s, got '%s'"
                            .formatted(family.equals("audio") ? "mp3" : "png", format));
        }
        if (lower.contains("/")) {
            return lower;
        }
        String known = BY_ENDING.getOrDefault(lower, "");
        return known.startsWith(family + "/") ? known : family + "/" + lower;
    }

    /// By the first bytes; empty where they are of no known kind.
    static String of(MediaBytes bytes) {
        ByteBuffer buffer = bytes.buffer();
        byte[] head = new byte[Math.min(HEAD, bytes.size())];
        buffer.get(head);
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return "image/png";
        } else if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        } else if (text.startsWith("GIF8")) {
            return "image/gif";
        } else if (text.startsWith("BM")) {
            return "image/bmp";
        } else if (text.startsWith("RIFF") && text.length() >= 12) {
            return switch (text.substring(8, 12)) {
                case "WEBP" -> "image/webp";
                case "WAVE" -> "audio/wav";
                case "AVI " -> "video/x-msvideo";
                default -> "";
            };
        } else if (text.startsWith("ID3") || isMpegAudio(head)) {
            return "audio/mpeg";
        } else if (text.startsWith("OggS")) {
            return "audio/ogg";
        } else if (text.startsWith("fLaC")) {
            return "audio/flac";
        } else if (text.startsWith("\u001aE\u00df\u00a3")) {
            return "video/webm";
        } else if (text.length() >= 12 && text.startsWith("ftyp", 4)) {
            return ofBrand(text.substring(8, 12));
        }
        return "";
    }

    private static boolean isMpegAudio(byte[] head) {
        return head.length > 1
                && (head[0] & 0xff) == 0xff
                && (head[1] & 0xe0) == 0xe0
                && (head[1] & 0x06) == 0x02;
    }

    private static String ofBrand(String brand) {
        return switch (brand) {
            case "M4A ", "M4B " -> "audio/mp4";
            case "heic", "heix", "mif1" -> "image/heic";
            case "avif" -> "image/avif";
            case "qt  " -> "video/quicktime";
            default -> "video/mp4";
        };
    }
}
