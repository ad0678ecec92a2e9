package dev.kbench.content;

import dev.kbench.key.KbenchException;

import org.jspecify.annotations.Nullable;

/// A picture, a sound or a film could not be fetched from its address. A run that needed it has no
/// verdict.
public final class MediaDownloadException extends KbenchException {
    private static final long serialVersionUID = 1L;

    MediaDownloadException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
