package dev.kbench.browser;

import dev.kbench.key.KbenchException;

import org.jspecify.annotations.Nullable;

/// A page could not be shown: there is no browser, it ended, or the page did not finish.
public final class BrowserException extends KbenchException {
    private static final long serialVersionUID = 1L;

    BrowserException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
