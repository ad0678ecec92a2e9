package dev.kbench.browser;

/// What the browser said to a command, or that it ended.
final class BrowserError extends Exception {
    private static final long serialVersionUID = 1L;

    BrowserError(String message) {
        super(message);
    }
}
