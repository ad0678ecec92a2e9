package dev.kbench.key;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import java.util.UUID;
import java.util.function.Supplier;

/// The code of a task, by its digest. Reading class files takes longer than starting a small
/// benchmark: a digest that nobody asks for is not worked out.
///
/// Thread-safe. Equal by digest.
public final class CodeRef implements Digestible {
    private static final String UNKNOWN = "unknown ";

    private @Nullable Supplier<String> digest;
    private String sha256 = "";

    private CodeRef(@Nullable Supplier<String> digest, String sha256) {
        this.digest = digest;
        this.sha256 = sha256;
    }

    /// Code whose digest is known.
    ///
    /// @param sha256 what {@link #sha256} gave
    /// @return the code
    public static CodeRef of(String sha256) {
        return new CodeRef(null, requireNonNull(sha256, "sha256"));
    }

    /// Code that is not to be had. It is like no other, so that no run of it stands in for one of
    /// another process, whose code may have been different.
    ///
    /// @return code with a digest that no other has
    static CodeRef unknown() {
        return of(UNKNOWN + UUID.randomUUID());
    }

    /// Code whose digest is worked out once it is asked for, once.
    ///
    /// @param digest gives 64 hex digits, or nothing where the code is not to be had
    /// @return the code
    public static CodeRef lazy(Supplier<String> digest) {
        return new CodeRef(requireNonNull(digest, "digest"), "");
    }

    /// The digest.
    ///
    /// @return SHA-256 as 64 hex digits; where the code is not to be had a text that no other code
    ///   has
    @Override
    public synchronized String sha256() {
        if (digest != null) {
            String known = digest.get();
            sha256 = known.isEmpty() ? unknown().sha256 : known;
            digest = null;
        }
        return sha256;
    }

    /// Whether the code was to be had.
    ///
    /// @return false where the digest is a text made up for it
    public boolean isKnown() {
        return !sha256().startsWith(UNKNOWN);
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
