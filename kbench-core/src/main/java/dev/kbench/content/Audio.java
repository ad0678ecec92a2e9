package dev.kbench.content;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

/// A sound.
///
/// @param source where it lies
/// @param mimeType such as `audio/mpeg`; empty where nothing tells it
/// @param caption what is written beside it; may be empty
/// @param apiParams further parameters of this content, passed to the provider as they are
public record Audio(
        MediaSource source, String mimeType, String caption, SequencedMap<String, Object> apiParams)
        implements Media {
    /// Copies the parameters.
    public Audio {
        requireNonNull(source, "source: expected where the sound lies, got null");
        requireNonNull(mimeType, "mimeType: expected one such as audio/mpeg, got null");
        requireNonNull(caption, "caption: expected a text, got null");
        apiParams = MediaParams.copy(apiParams);
    }

    /// A sound at an address. Nothing is fetched.
    ///
    /// @param url the address
    /// @return the content; its kind is told by the address's ending
    /// @throws IllegalArgumentException if it is no address
    public static Audio fromUrl(String url) {
        requireNonNull(url, "url: expected an address, got null");
        return new Audio(new MediaUrl(url), MimeTypes.ofName(url), "", MediaParams.NONE);
    }

    /// A file, read now.
    ///
    /// @param path the file
    /// @return the content; its kind is told by its first bytes, whatever its name
    /// @throws dev.kbench.key.KbenchException if it cannot be read, is empty or larger than 256 MiB
    /// @throws IllegalArgumentException if its bytes are no sound's
    public static Audio fromPath(String path) {
        return fromPath(Path.of(requireNonNull(path, "path: expected a file, got null")));
    }

    /// A file, read now.
    ///
    /// @param path the file
    /// @return the content; its kind is told by its first bytes, whatever its name
    /// @throws dev.kbench.key.KbenchException if it cannot be read, is empty or larger than 256 MiB
    /// @throws IllegalArgumentException if its bytes are no sound's
    public static Audio fromPath(Path path) {
        requireNonNull(path, "path: expected a file, got null");
        MediaBytes bytes = MediaBytes.read(path);
        return new Audio(bytes, Family.AUDIO.of(bytes, path.toString()), "", MediaParams.NONE);
    }

    /// The bytes that a text stands for.
    ///
    /// @param base64 base64 in one line
    /// @param format such as `mp3`
    /// @return the content; its kind is told by its first bytes, by the format where they tell none
    /// @throws IllegalArgumentException if it is no base64, the format no name, or the bytes are
    ///   another kind of file
    public static Audio fromBase64(String base64, String format) {
        requireNonNull(format, "format: expected one such as mp3, got null");
        MediaBytes bytes = MediaBytes.parse(base64);
        return new Audio(
                bytes, Family.AUDIO.of(bytes, "base64 of " + bytes, format), "", MediaParams.NONE);
    }

    /// Some bytes, copied.
    ///
    /// @param bytes a file's bytes
    /// @return the content; its kind is told by its first bytes
    /// @throws IllegalArgumentException if they are no sound's
    public static Audio fromBytes(byte[] bytes) {
        MediaBytes copy = MediaBytes.of(bytes);
        return new Audio(copy, Family.AUDIO.of(copy, copy.toString()), "", MediaParams.NONE);
    }

    /// The same, fetched from its address as {@link #download(Consumer)} does without options.
    ///
    /// @return the content with its bytes; this one where it has them
    /// @throws MediaDownloadException if it cannot be had, or is no sound
    public Audio download() {
        return download(_ -> {});
    }

    /// The same, fetched from its address: within 30 seconds, at most 50 MiB, at most five
    /// redirects and only from public addresses, unless the options say otherwise.
    ///
    /// @param with sets the options
    /// @return the content with its bytes, its kind told by them; this one where it has them
    /// @throws MediaDownloadException if it cannot be had, or is no sound
    public Audio download(Consumer<DownloadOptions> with) {
        requireNonNull(with, "with: expected what sets options, got null");
        if (!(source instanceof MediaUrl url)) {
            return this;
        }
        MediaBytes bytes = Download.PUBLIC.of(url, Download.options(with));
        return new Audio(bytes, Family.AUDIO.fetched(bytes, url), caption, apiParams);
    }

    /// The same with a text beside it.
    ///
    /// @param text what models see before it
    /// @return the content
    public Audio withCaption(String text) {
        return new Audio(source, mimeType, text, apiParams);
    }

    /// The same with parameters of its own.
    ///
    /// @param params names and values, passed to the provider as they are, in place of those it had
    /// @return the content
    public Audio withApiParams(Map<String, ?> params) {
        return new Audio(source, mimeType, caption, MediaParams.copy(params));
    }
}
