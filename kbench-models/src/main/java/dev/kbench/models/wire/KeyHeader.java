package dev.kbench.models.wire;

/// How a key travels.
public enum KeyHeader {
    /// `Authorization: Bearer KEY`.
    BEARER("Authorization", "Bearer "),
    /// `x-api-key: KEY`.
    X_API_KEY("x-api-key", ""),
    /// `x-goog-api-key: KEY`.
    X_GOOG_API_KEY("x-goog-api-key", "");

    final String header;
    final String before;

    KeyHeader(String header, String before) {
        this.header = header;
        this.before = before;
    }
}
