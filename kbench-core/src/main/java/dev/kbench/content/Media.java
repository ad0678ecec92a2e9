package dev.kbench.content;

import java.util.Locale;
import java.util.SequencedMap;

/// A picture, a sound or a film. Immutable; what it holds is never copied, so that one file may be
/// part of many messages and requests.
public sealed interface Media extends Content permits Image, Audio, Video {
    /// Where it lies: at an address, or here.
    ///
    /// @return a {@link MediaUrl} or {@link MediaBytes}
    MediaSource source();

    /// What kind of file it is.
    ///
    /// @return such as `image/png`; empty where nothing tells it
    String mimeType();

    /// What is written beside it.
    ///
    /// @return a text that models see before it; mostly empty
    String caption();

    /// Further parameters of this one content, passed to the provider as they are.
    ///
    /// @return names and values, such as `detail=low`; mostly empty
    SequencedMap<String, Object> apiParams();

    /// The same as a prompt sends it: a picture or a sound at an address of the web as its bytes,
    /// anything else as it is.
    ///
    /// @return this, or what was fetched
    /// @throws MediaDownloadException if it cannot be fetched
    default Media forPrompt() {
        if (!(source() instanceof MediaUrl(String url) && Download.isHttp(url))) {
            return this;
        }
        return switch (this) {
            case Image image -> image.download();
            case Audio audio -> audio.download();
            case Video video -> video;
        };
    }

    private String kind() {
        return mimeType().isEmpty()
                ? getClass().getSimpleName().toLowerCase(Locale.ROOT)
                : mimeType();
    }

    /// The caption, and in brackets the kind with the address, or with the size and the digest's
    /// beginning.
    @Override
    default String text() {
        String file = "[%s, %s]".formatted(kind(), source());
        return caption().isEmpty() ? file : caption() + " " + file;
    }
}
