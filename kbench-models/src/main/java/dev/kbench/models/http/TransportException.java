package dev.kbench.models.http;

/// No whole answer came.
public final class TransportException extends Exception {
    private static final long serialVersionUID = 1L;

    /// What went wrong on the wire.
    public enum Kind {
        /// The host's name has no address.
        NO_SUCH_HOST,
        /// Nobody takes the connection.
        REFUSED,
        /// No connection in time.
        NO_CONNECTION,
        /// The connection ended before the answer did.
        BROKEN,
        /// The server's certificate is not trusted, or does not fit.
        NOT_TRUSTED,
        /// What came is not HTTP.
        NOT_HTTP,
        /// The body is larger than {@link Transport#LIMIT}.
        TOO_LARGE,
        /// No answer in time.
        TIMED_OUT
    }

    private final Kind kind;

    TransportException(Kind kind, Throwable cause) {
        super(kind.name(), cause);
        this.kind = kind;
    }

    /// What went wrong.
    ///
    /// @return the kind
    public Kind kind() {
        return kind;
    }
}
