package dev.kbench.browser;

/// What the browser said to a command, or that it ended.
final class BrowserError extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean isEnd;

    /// @param isEnd whether the browser has ended
    BrowserError(String message, boolean isEnd) {
        super(message);
        this.isEnd = isEnd;
    }

    boolean isEnd() {
        return isEnd;
    }
}
