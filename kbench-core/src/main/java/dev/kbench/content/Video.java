package dev.kbench.content;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;

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

    /// A film at an address, which a model fetches: a file, or a link to YouTube in any of its
    /// forms.
    ///
    /// @param url the address
    /// @return the content; its kind is told by the address's ending, and `video/*` of YouTube
    /// @throws IllegalArgumentException if it is no address
    public static Video fromUrl(String url) {
        requireNonNull(url, "url: expected an address, got null");
        String mimeType = YouTube.isLink(url) ? "video/*" : MimeTypes.ofName(url);
        return new Video(new MediaUrl(url), mimeType, "", MediaParams.NONE);
    }

    /// A file, read now.
    ///
    /// @param path the file
    /// @return the content; its kind is told by its first bytes, whatever its name
    /// @throws dev.kbench.key.KbenchException if it cannot be read, is empty or larger than 256 MiB
    /// @throws IllegalArgumentException if its bytes are no film's
    public static Video fromPath(String path) {
        return fromPath(Path.of(requireNonNull(path, "path: expected a file, got null")));
    }

    /// A file, read now.
    ///
    /// @param path the file
    /// @return the content; its kind is told by its first bytes, whatever its name
    /// @throws dev.kbench.key.KbenchException if it cannot be read, is empty or larger than 256 MiB
    /// @throws IllegalArgumentException if its bytes are no film's
    public static Video fromPath(Path path) {
        requireNonNull(path, "path: expected a file, got null");
        MediaBytes bytes = MediaBytes.read(path);
        return new Video(bytes, Family.VIDEO.of(bytes, path.toString()), "", MediaParams.NONE);
    }

    /// The bytes that a text stands for.
    ///
    /// @param base64 base64 in one line
    /// @param format such as `mp4`
    /// @return the content; its kind is told by its first bytes, by the format where they tell none
    /// @throws IllegalArgumentException if it is no base64, the format no name, or the bytes are
    ///   another kind of file
    public static Video fromBase64(String base64, String format) {
        requireNonNull(format, "format: expected one such as mp4, got null");
        MediaBytes bytes = MediaBytes.parse(base64);
        return new Video(
                bytes, Family.VIDEO.of(bytes, "base64 of " + bytes, format), "", MediaParams.NONE);
    }

    /// Some bytes, copied.
    ///
    /// @param bytes a file's bytes
    /// @return the content; its kind is told by its first bytes
    /// @throws IllegalArgumentException if they are no film's
    public static Video fromBytes(byte[] bytes) {
        MediaBytes copy = MediaBytes.of(bytes);
        return new Video(copy, Family.VIDEO.of(copy, copy.toString()), "", MediaParams.NONE);
    }

    /// The same, fetched from its address as {@link #download(Consumer)} does without options.
    ///
    /// @return the content with its bytes; this one where it has them
    /// @throws MediaDownloadException if it cannot be had, or is no film
    public Video download() {
        return download(_ -> {});
    }

    /// The same, fetched from its address: within 30 seconds, at most 50 MiB, at most five
    /// redirects and only from public addresses, unless the options say otherwise.
    ///
    /// @param with sets the options
    /// @return the content with its bytes, its kind told by them; this one where it has them
    /// @throws MediaDownloadException if it cannot be had, or is no film
    public Video download(Consumer<DownloadOptions> with) {
        requireNonNull(with, "with: expected what sets options, got null");
        if (!(source instanceof MediaUrl url)) {
            return this;
        }
        if (YouTube.isLink(url.url())) {
            throw new MediaDownloadException(
                    "%s is a page of YouTube, not a film's file: give it to a model as it is"
                            .formatted(url),
                    null);
        }
        MediaBytes bytes = Download.PUBLIC.of(url, Download.options(with));
        return new Video(bytes, Family.VIDEO.fetched(bytes, url), caption, apiParams);
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
