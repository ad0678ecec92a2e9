package dev.kbench.key;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// One text for one value: JSON with sorted keys, no white space, numbers by value (`4` and `4.0`
/// are one), sets without their order, so that its digest is equal in every JVM. The idea is RFC
/// 8785's; numbers here keep all their digits.
public final class CanonicalJson {
    /// Never fed.
    private static final MessageDigest SHA_256 = sha256();

    private CanonicalJson() {}

    /// Writes a value.
    ///
    /// @param value text, number of the JDK, boolean, enum, date or time, URI, UUID, path, record,
    ///   collection, array, map with text keys, optional, {@link Params}, {@link Digestible}, or
    ///   null
    /// @return its canonical JSON
    /// @throws IllegalArgumentException for any other type, naming the type and where in the value
    ///   it stands; for a value nested more than 200 deep
    public static String of(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        new CanonicalWriter().write(value, out);
        return out.toString();
    }

    /// The digest of a value's canonical JSON.
    ///
    /// @param value as for {@link #of}
    /// @return SHA-256 as 64 hex digits
    /// @throws IllegalArgumentException as {@link #of}
    public static String sha256(@Nullable Object value) {
        return sha256Text(of(value));
    }

    /// The digest of a text's UTF-8 bytes; a lone surrogate counts as `?`.
    ///
    /// @param text any text
    /// @return SHA-256 as 64 hex digits
    public static String sha256Text(String text) {
        return HexFormat.of().formatHex(fresh().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /// A copy costs less than finding the algorithm anew.
    private static MessageDigest fresh() {
        try {
            return (MessageDigest) SHA_256.clone();
        } catch (CloneNotSupportedException e) {
            return sha256();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }
}
