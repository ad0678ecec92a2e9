package dev.kbench.content;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SequencedMap;

/// A film.
///
/// @param source where it lies
/// @param mimeType such as `video/mp4`; empty where nothing tells it
/// @param caption what is written beside it; may be empty
/// @param apiParams further parameters of this content, passed to the provider as they are
public record Video(
        MediaSource source, String mimeType, String caption, SequencedMap<String, Object> apiParams)
        implements Media {
    /// Copies the parameters.
    public Video {
        requireNonNull(source, "source: expected where the film lies, got null");
        requireNonNull(mimeType, "mimeType: expected one such as video/mp4, got null");
        requireNonNull(caption, "caption: expected a text, got null");
        apiParams = MediaParams.copy(apiParams);
    }

    /// A film at an address. Nothing is fetched.
    ///
    /// @param url the address
    /// @return the content; its kind is told by the address's ending
    /// @throws IllegalArgumentException if it is no address
    public static Video fromUrl(String url) {
        requireNonNull(url, "url: expected an address, got null");
        return new Video(new MediaUrl(url), MimeTypes.ofName(url), "", MediaParams.NONE);
    }

    /// A file, read now.
    ///
    /// @param path the file
    /// @return the content; its kind is told by its first bytes, else by its name's ending
    /// @throws IOException if it cannot be read
    public static Video fromPath(String path) throws IOException {
        return fromPath(Path.of(requireNonNull(path, "path: expected a file, got null")));
    }

    /// A file, read now.
    ///
    /// @param path the file
    /// @return the content; its kind is told by its first bytes, else by its name's ending
    /// @throws IOException if it cannot be read
    public static Video fromPath(Path path) throws IOException {
        requireNonNull(path, "path: expected a file, got null");
        MediaBytes bytes = MediaBytes.read(path);
        String told = MimeTypes.of(bytes);
        return new Video(
                bytes,
                told.isEmpty() ? MimeTypes.ofName(path.toString()) : told,
                "",
                MediaParams.NONE);
    }

    /// The bytes that a text stands for.
    ///
    /// @param base64 base64 in one line
    /// @param format such as `mp4`
    /// @return the content
    /// @throws IllegalArgumentException if it is no base64, or the format no name
    public static Video fromBase64(String base64, String format) {
        requireNonNull(format, "format: expected one such as mp4, got null");
        return new Video(
                MediaBytes.parse(base64),
                MimeTypes.ofFormat("video", format),
                "",
                MediaParams.NONE);
    }

    /// Some bytes, copied.
    ///
    /// @param bytes a file's bytes
    /// @return the content; its kind is told by its first bytes
    public static Video fromBytes(byte[] bytes) {
        MediaBytes copy = MediaBytes.of(bytes);
        return new Video(copy, MimeTypes.of(copy), "", MediaParams.NONE);
    }

    /// The same with a text beside it.
    ///
    /// @param text what models see before it
    /// @return the content
    public Video withCaption(String text) {
        return new Video(source, mimeType, text, apiParams);
    }

    /// The same with parameters of its own.
    ///
    /// @param params names and values, passed to the provider as they are, in place of those it had
    /// @return the content
    public Video withApiParams(Map<String, ?> params) {
        return new Video(source, mimeType, caption, MediaParams.copy(params));
    }
}
