package dev.kbench.browser;

import dev.kbench.key.KbenchException;

import org.jspecify.annotations.Nullable;

/// A page could not be shown: the browser ended over it, or it did not finish. That is the page's
/// doing; a browser that is not there is a {@link dev.kbench.tool.ToolUnavailableException}.
public final class BrowserException extends KbenchException {
    private static final long serialVersionUID = 1L;

    BrowserException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
