package dev.kbench.store.journal;

import java.util.HexFormat;

/// The first 16 bytes of a run key's digest: what a record carries of its key, and what a stored
/// run is found by.
///
/// @param high the first 8 bytes, the first of them the most significant
/// @param low the next 8 bytes
public record KeyDigest(long high, long low) {
    private static final int DIGITS = 16;

    /// The prefix of a digest.
    ///
    /// @param digest 32 or more hex digits, as {@link dev.kbench.key.RunKey#digest} gives them
    /// @return its first 16 bytes
    /// @throws IllegalArgumentException if it is shorter, or has other characters
    public static KeyDigest of(String digest) {
        if (digest.length() < 2 * DIGITS) {
            throw new IllegalArgumentException(
                    "expected 32 or more hex digits, got " + digest.length());
        }
        return new KeyDigest(
                HexFormat.fromHexDigitsToLong(digest, 0, DIGITS),
                HexFormat.fromHexDigitsToLong(digest, DIGITS, 2 * DIGITS));
    }

    /// As hex digits.
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
