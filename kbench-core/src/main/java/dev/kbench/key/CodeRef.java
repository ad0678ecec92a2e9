package dev.kbench.key;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import java.util.function.Supplier;

/// The code of a task, by its digest. Reading class files takes longer than starting a small
/// benchmark: a digest that nobody asks for is not worked out.
///
/// Thread-safe. Equal by digest.
public final class CodeRef implements Digestible {
    /// Code that is not to be had.
    public static final CodeRef UNKNOWN = of("");

    private @Nullable Supplier<String> digest;
    private String sha256 = "";

    private CodeRef(@Nullable Supplier<String> digest, String sha256) {
        this.digest = digest;
        this.sha256 = sha256;
    }

    /// Code whose digest is known.
    ///
    /// @param sha256 64 hex digits, or nothing
    /// @return the code
    public static CodeRef of(String sha256) {
        return new CodeRef(null, requireNonNull(sha256, "sha256"));
    }

    /// Code whose digest is worked out once it is asked for, once.
    ///
    /// @param digest gives 64 hex digits, or nothing
    /// @return the code
    public static CodeRef lazy(Supplier<String> digest) {
        return new CodeRef(requireNonNull(digest, "digest"), "");
    }

    /// The digest.
    ///
    /// @return SHA-256 as 64 hex digits, empty where the code is not to be had
    @Override
    public synchronized String sha256() {
        if (digest != null) {
            sha256 = digest.get();
            digest = null;
        }
        return sha256;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other == this || (other instanceof CodeRef that && sha256().equals(that.sha256()));
    }

    @Override
    public int hashCode() {
        return sha256().hashCode();
    }

    /// What is known by now: showing code works nothing out.
    @Override
    public synchronized String toString() {
        return digest == null ? sha256 : "(not worked out)";
    }
}
