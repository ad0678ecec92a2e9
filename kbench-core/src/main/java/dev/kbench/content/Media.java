package dev.kbench.content;

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

    @Override
    default String text() {
        String file = "[%s %s]".formatted(mimeType().isEmpty() ? "file" : mimeType(), source());
        return caption().isEmpty() ? file : caption() + " " + file;
    }
}
