package dev.kbench.view.web;

/// A request that is not answered, with the status and the words that its sender gets.
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;

    /// Refuses.
    ///
    /// @param status the HTTP status, 400 to 599
    /// @param message what was expected, what came, what to do; without any secret
    public RefusedException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    /// The status.
    ///
    /// @return an HTTP status, 400 to 599
    public int status() {
        return status;
    }

    /// The words.
    ///
    /// @return what the constructor was given
    public String words() {
        return String.valueOf(getMessage());
    }
}
