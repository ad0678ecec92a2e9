package dev.kbench.content;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

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

    /// Whether a text is the address of a picture and nothing else, by its ending.
    ///
    /// @param text any text
    /// @return true for one such as `https://host/cat.png`
    public static boolean isAddress(String text) {
        String trimmed = text.strip();
        return trimmed.matches("https?://\\S{1,2000}")
                && MimeTypes.ofName(trimmed).startsWith("image/");
    }

    /// A file, read now.
    ///
    /// @param path the file
    /// @return the content; its kind is told by its first bytes, whatever its name
    /// @throws dev.kbench.key.KbenchException if it cannot be read, is empty or larger than 256 MiB
    /// @throws IllegalArgumentException if its bytes are no picture's
    public static Image fromPath(String path) {
        return fromPath(Path.of(requireNonNull(path, "path: expected a file, got null")));
    }

    /// A file, read now.
    ///
    /// @param path the file
    /// @return the content; its kind is told by its first bytes, whatever its name
    /// @throws dev.kbench.key.KbenchException if it cannot be read, is empty or larger than 256 MiB
    /// @throws IllegalArgumentException if its bytes are no picture's
    public static Image fromPath(Path path) {
        requireNonNull(path, "path: expected a file, got null");
        MediaBytes bytes = MediaBytes.read(path);
        return new Image(bytes, Family.IMAGE.of(bytes, path.toString()), "", MediaParams.NONE);
    }

    /// The bytes that a text stands for.
    ///
    /// @param base64 base64 in one line
    /// @param format such as `png`
    /// @return the content; its kind is told by its first bytes, by the format where they tell none
    /// @throws IllegalArgumentException if it is no base64, the format no name, or the bytes are
    ///   another kind of file
    public static Image fromBase64(String base64, String format) {
        requireNonNull(format, "format: expected one such as png, got null");
        MediaBytes bytes = MediaBytes.parse(base64);
        return new Image(
                bytes, Family.IMAGE.of(bytes, "base64 of " + bytes, format), "", MediaParams.NONE);
    }

    /// Some bytes, copied.
    ///
    /// @param bytes a file's bytes
    /// @return the content; its kind is told by its first bytes
    /// @throws IllegalArgumentException if they are no picture's
    public static Image fromBytes(byte[] bytes) {
        MediaBytes copy = MediaBytes.of(bytes);
        return new Image(copy, Family.IMAGE.of(copy, copy.toString()), "", MediaParams.NONE);
    }

    /// Pixels, as a PNG. Those of a `BufferedImage` are `image.getRGB(0, 0, width, height, null, 0,
    /// width)`.
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

    /// The same, fetched from its address as {@link #download(Consumer)} does without options.
    ///
    /// @return the content with its bytes; this one where it has them
    /// @throws MediaDownloadException if it cannot be had, or is no picture
    public Image download() {
        return download(_ -> {});
    }

    /// The same, fetched from its address: within 30 seconds, at most 50 MiB, at most five
    /// redirects and only from public addresses, unless the options say otherwise.
    ///
    /// @param with sets the options
    /// @return the content with its bytes, its kind told by them; this one where it has them
    /// @throws MediaDownloadException if it cannot be had, or is no picture
    public Image download(Consumer<DownloadOptions> with) {
        requireNonNull(with, "with: expected what sets options, got null");
        if (!(source instanceof MediaUrl url)) {
            return this;
        }
        MediaBytes bytes = Download.PUBLIC.of(url, Download.options(with));
        return new Image(bytes, Family.IMAGE.fetched(bytes, url), caption, apiParams);
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
