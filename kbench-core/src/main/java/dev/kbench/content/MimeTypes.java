package dev.kbench.content;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/// Kinds of files, by a name's ending, a format's name and the first bytes. Where the signatures
/// are from:
///
/// * PNG: W3C PNG, third edition, 5.2. JPEG: ITU-T T.81, B.1.1.3 (SOI and the next marker). GIF:
///   GIF89a, 17. WebP: RFC 9649, 2.4. BMP: Microsoft's BITMAPFILEHEADER and the sizes of the
///   headers behind it. TIFF: TIFF 6.0, 2 and its form of 64 bits. JPEG XL: ISO/IEC 18181-2, 4 and
///   9.
/// * HEIF, AVIF, MP4, M4A, QuickTime, 3GP: ISO/IEC 14496-12, 4.3 (`ftyp`), with the brands of
///   https://mp4ra.org/registered-types/brands; QuickTime's older files start with another atom
///   (QuickTime File Format, "Movie Atoms").
/// * WAV and AVI: Microsoft's RIFF; RF64: EBU Tech 3306. AIFF: Apple's AIFF-C. MP3: ISO/IEC
///   11172-3, 2.4.1.3 and ID3v2, 3.1. AAC: ISO/IEC 13818-7, 6.2 (ADTS). FLAC: RFC 9639, 6. Ogg: RFC
///   3533, 6. AMR: RFC 4867, 5.1.
/// * WebM and Matroska: RFC 8794, 11.2.1 (EBML, DocType). MPEG: ISO/IEC 13818-1, 2.5.3.3. MPEG-TS:
///   13818-1, 2.4.3.2. FLV: Adobe's F4V/FLV 10.1, annex E. ASF: Microsoft's ASF, 3.1.
final class MimeTypes {
    private static final int HEAD = 512;
    private static final int PACKET = 188;

    private static final Map<String, String> BY_ENDING =
            Map.ofEntries(
                    Map.entry("png", "image/png"),
                    Map.entry("jpg", "image/jpeg"),
                    Map.entry("jpeg", "image/jpeg"),
                    Map.entry("gif", "image/gif"),
                    Map.entry("webp", "image/webp"),
                    Map.entry("bmp", "image/bmp"),
                    Map.entry("tif", "image/tiff"),
                    Map.entry("tiff", "image/tiff"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("heic", "image/heic"),
                    Map.entry("heif", "image/heif"),
                    Map.entry("avif", "image/avif"),
                    Map.entry("jxl", "image/jxl"),
                    Map.entry("mp3", "audio/mpeg"),
                    Map.entry("wav", "audio/wav"),
                    Map.entry("wave", "audio/wav"),
                    Map.entry("x-wav", "audio/wav"),
                    Map.entry("aiff", "audio/aiff"),
                    Map.entry("ogg", "audio/ogg"),
                    Map.entry("oga", "audio/ogg"),
                    Map.entry("opus", "audio/ogg"),
                    Map.entry("flac", "audio/flac"),
                    Map.entry("m4a", "audio/mp4"),
                    Map.entry("aac", "audio/aac"),
                    Map.entry("amr", "audio/amr"),
                    Map.entry("mp4", "video/mp4"),
                    Map.entry("m4v", "video/mp4"),
                    Map.entry("mov", "video/quicktime"),
                    Map.entry("webm", "video/webm"),
                    Map.entry("mkv", "video/x-matroska"),
                    Map.entry("mpeg", "video/mpeg"),
                    Map.entry("mpg", "video/mpeg"),
                    Map.entry("ts", "video/mp2t"),
                    Map.entry("3gp", "video/3gpp"),
                    Map.entry("ogv", "video/ogg"),
                    Map.entry("flv", "video/x-flv"),
                    Map.entry("wmv", "video/x-ms-asf"),
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
                            .formatted(
                                    switch (family) {
                                        case "audio" -> "mp3";
                                        case "video" -> "mp4";
                                        default -> "png";
                                    },
                                    format));
        }
        String subtype = lower.substring(lower.indexOf('/') + 1);
        if (lower.contains("/") && !lower.startsWith(family + "/")) {
            throw new IllegalArgumentException(
                    "expected a format of %s/…, got '%s'".formatted(family, format));
        }
        String known = BY_ENDING.getOrDefault(subtype, "");
        return known.startsWith(family + "/") ? known : family + "/" + subtype;
    }

    /// By the first bytes; empty where they are of no known kind.
    static String of(MediaBytes bytes) {
        byte[] head = head(bytes);
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return "image/png";
        } else if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return "image/jpeg";
        } else if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return "image/gif";
        } else if (text.startsWith("BM") && isBitmap(head)) {
            return "image/bmp";
        } else if (text.startsWith("II*\0")
                || text.startsWith("MM\0*")
                || text.startsWith("II+\0\b\0")
                || text.startsWith("MM\0+\0\b")) {
            return "image/tiff";
        } else if (text.startsWith("\u00ff\n") || text.startsWith("\0\0\0\fJXL \r\n\u0087\n")) {
            return "image/jxl";
        } else if (text.startsWith("RIFF") || text.startsWith("RF64")) {
            return ofRiff(text);
        } else if (text.startsWith("FORM") && text.startsWith("AIF", 8)) {
            return "audio/aiff";
        } else if (text.startsWith("ID3")) {
            return "audio/mpeg";
        } else if (text.startsWith("OggS")) {
            return text.contains("\u0080theora") ? "video/ogg" : "audio/ogg";
        } else if (text.startsWith("fLaC")) {
            return "audio/flac";
        } else if (text.startsWith("#!AMR")) {
            return "audio/amr";
        } else if (text.startsWith("\u001aE\u00df\u00a3")) {
            return text.contains("matroska") ? "video/x-matroska" : "video/webm";
        } else if (text.startsWith("ftyp", 4)) {
            return text.length() < 12 ? "" : ofBrand(text.substring(8, 12), text);
        } else if (text.startsWith("moov", 4)
                || text.startsWith("mdat", 4)
                || text.startsWith("wide", 4)) {
            return "video/quicktime";
        } else if (text.startsWith("\0\0\u0001\u00ba") || text.startsWith("\0\0\u0001\u00b3")) {
            return "video/mpeg";
        } else if (text.startsWith("FLV\u0001")) {
            return "video/x-flv";
        } else if (text.startsWith("0&\u00b2u\u008ef\u00cf\u0011")) {
            return "video/x-ms-asf";
        } else if (text.length() > PACKET && text.charAt(0) == 'G' && text.charAt(PACKET) == 'G') {
            return "video/mp2t";
        }
        return ofFrame(head);
    }

    static byte[] head(MediaBytes bytes) {
        ByteBuffer buffer = bytes.buffer();
        byte[] head = new byte[Math.min(HEAD, bytes.size())];
        buffer.get(head);
        return head;
    }

    /// The header behind the first 14 bytes says how long it is.
    private static boolean isBitmap(byte[] head) {
        if (head.length < 18) {
            return false;
        }
        return switch (head[14] & 0xff) {
            case 12, 40, 52, 56, 64, 108, 124 -> head[15] == 0 && head[16] == 0 && head[17] == 0;
            default -> false;
        };
    }

    private static String ofRiff(String text) {
        if (text.length() < 12) {
            return "";
        }
        return switch (text.substring(8, 12)) {
            case "WEBP" -> "image/webp";
            case "WAVE" -> "audio/wav";
            case "AVI " -> "video/x-msvideo";
            default -> "";
        };
    }

    /// A sound without a head of its own starts with a frame: eleven bits set, then what it is.
    private static String ofFrame(byte[] head) {
        if (head.length < 4
                || (head[0] & 0xff) != 0xff
                || (head[1] & 0xe0) != 0xe0
                || Utf16.of(head).isPresent()) {
            return "";
        }
        boolean isOfMpeg = (head[1] & 0x18) != 0x08;
        int layer = (head[1] & 0x06) >> 1;
        if (layer == 0) {
            return (head[1] & 0xf6) == 0xf0 && (head[2] & 0x3c) != 0x3c ? "audio/aac" : "";
        }
        boolean hasRates = (head[2] & 0xf0) != 0xf0 && (head[2] & 0x0c) != 0x0c;
        return isOfMpeg && hasRates ? "audio/mpeg" : "";
    }

    private static String ofBrand(String brand, String head) {
        return switch (brand) {
            case "M4A ", "M4B ", "F4A ", "F4B " -> "audio/mp4";
            case "heic", "heix", "heim", "heis", "hevc", "hevx" -> "image/heic";
            case "avif", "avis" -> "image/avif";
            case "mif1", "msf1" ->
                    head.startsWith("avif", 16) || head.startsWith("avif", 20)
                            ? "image/avif"
                            : head.startsWith("heic", 16) || head.startsWith("heic", 20)
                                    ? "image/heic"
                                    : "image/heif";
            case "qt  " -> "video/quicktime";
            default ->
                    brand.startsWith("3gp")
                            ? "video/3gpp"
                            : brand.startsWith("3g2") ? "video/3gpp2" : "video/mp4";
        };
    }
}
