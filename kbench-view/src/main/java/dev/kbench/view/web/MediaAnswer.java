package dev.kbench.view.web;

import java.util.Set;

/// Pictures, sounds and films of runs, as a browser may have them: shown by its own decoders, or
/// kept as a file, and never run.
public final class MediaAnswer {
    private static final Set<String> SHOWN =
            Set.of(
                    "image/png",
                    "image/jpeg",
                    "image/gif",
                    "image/webp",
                    "image/avif",
                    "image/bmp",
                    "audio/mpeg",
                    "audio/wav",
                    "audio/x-wav",
                    "audio/ogg",
                    "audio/flac",
                    "audio/mp4",
                    "audio/aac",
                    "audio/webm",
                    "video/mp4",
                    "video/webm",
                    "video/ogg");
    private static final String VECTOR = "image/svg+xml";
    private static final String CLOSED = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

    private MediaAnswer() {}

    /// Whether a page can show it: an SVG as a picture alone, where no script of it runs.
    ///
    /// @param type its type, such as `image/png`
    /// @return false for what is only to be kept
    public static boolean isShown(String type) {
        return SHOWN.contains(type) || type.equals(VECTOR);
    }

    /// Answers with one.
    ///
    /// @param type its type, as its bytes tell
    /// @param name the file name to keep it by, of letters, digits, `.`, `_` and `-`
    /// @param bytes the file
    /// @return the answer, which a browser keeps: the address has the digest of the bytes
    public static Answer of(String type, String name, byte[] bytes) {
        String served = isShown(type) ? type : "application/octet-stream";
        Answer answer =
                Answer.of(200, served, bytes)
                        .with("Content-Security-Policy", CLOSED)
                        .with("Cache-Control", "private, max-age=31536000, immutable");
        return SHOWN.contains(type)
                ? answer
                : answer.with("Content-Disposition", "attachment; filename=\"%s\"".formatted(name));
    }
}
