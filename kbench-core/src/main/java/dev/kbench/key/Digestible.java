package dev.kbench.key;

/// A large value that enters a key by the digest of its content, not by its text.
public interface Digestible {
    /// The digest of the content.
    ///
    /// @return SHA-256 as 64 hex digits, equal for equal content in every JVM
    String sha256();
}
