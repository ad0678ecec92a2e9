package dev.kbench.content;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SequencedMap;

/// A picture.
///
/// @param source where it lies
/// @param mimeType such as `image/png`; empty where nothing tells it
/// @param caption what is written beside it; may be empty
/// @param apiParams further parameters of this content, passed to the provider as they are
public record Image(
        MediaSource source, String mimeType, String caption, SequencedMap<String, Object> apiParams)
        implements Media {
    /// Copies the parameters.
    public Image {
        requireNonNull(source, "source: expected where the picture lies, got null");
        requireNonNull(mimeType, "mimeType: expected one such as image/png, got null");
        requireNonNull(caption, "caption: expected a text, got null");
        apiParams = MediaParams.copy(apiParams);
    }

    /// A picture at an address. Nothing is fetched.
    ///
    /// @param url the address
    /// @return the content; its kind is told by the address's ending
    /// @throws IllegalArgumentException if it is no address
    public static Image fromUrl(String url) {
        requireNonNull(url, "url: expected an address, got null");
        return new Image(new MediaUrl(url), MimeTypes.ofName(url), "", MediaParams.NONE);
    }

    /// A file, read now.
    ///
    /// @param path the file
    /// @return the content; its kind is told by its first bytes, else by its name's ending
    /// @throws IOException if it cannot be read
    public static Image fromPath(String path) throws IOException {
        return fromPath(Path.of(requireNonNull(path, "path: expected a file, got null")));
    }

    /// A file, read now.
    ///
    /// @param path the file
    /// @return the content; its kind is told by its first bytes, else by its name's ending
    /// @throws IOException if it cannot be read
    public static Image fromPath(Path path) throws IOException {
        requireNonNull(path, "path: expected a file, got null");
        MediaBytes bytes = MediaBytes.read(path);
        String told = MimeTypes.of(bytes);
        return new Image(
                bytes,
                told.isEmpty() ? MimeTypes.ofName(path.toString()) : told,
                "",
                MediaParams.NONE);
    }

    /// The bytes that a text stands for.
    ///
    /// @param base64 base64 in one line
    /// @param format such as `png`
    /// @return the content
    /// @throws IllegalArgumentException if it is no base64, or the format no name
    public static Image fromBase64(String base64, String format) {
        requireNonNull(format, "format: expected one such as png, got null");
        return new Image(
                MediaBytes.parse(base64),
                MimeTypes.ofFormat("image", format),
                "",
                MediaParams.NONE);
    }

    /// Some bytes, copied.
    ///
    /// @param bytes a file's bytes
    /// @return the content; its kind is told by its first bytes
    public static Image fromBytes(byte[] bytes) {
        MediaBytes copy = MediaBytes.of(bytes);
        return new Image(copy, MimeTypes.of(copy), "", MediaParams.NONE);
    }

    /// Pixels, as a PNG.
    ///
    /// @param argb alpha, red, green and blue, 8 bits each, row by row from the top left
    /// @param width 1 or more
    /// @param height 1 or more
    /// @return the content
    /// @throws IllegalArgumentException if there are not as many pixels as width times height
    public static Image fromPixels(int[] argb, int width, int height) {
        requireNonNull(argb, "argb: expected pixels, got null");
        return new Image(
                MediaBytes.owning(Png.of(argb, width, height)), "image/png", "", MediaParams.NONE);
    }

    /// The same with a text beside it.
    ///
    /// @param text what models see before it
    /// @return the content
    public Image withCaption(String text) {
        return new Image(source, mimeType, text, apiParams);
    }

    /// The same with parameters of its own.
    ///
    /// @param params names and values, passed to the provider as they are, in place of those it had
    /// @return the content
    public Image withApiParams(Map<String, ?> params) {
        return new Image(source, mimeType, caption, MediaParams.copy(params));
    }
}
