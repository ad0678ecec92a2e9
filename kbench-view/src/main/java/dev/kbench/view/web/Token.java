package dev.kbench.view.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/// A secret that a browser has to show. Immutable.
///
/// @param text 43 characters that a URL takes as they are
public record Token(String text) {
    private static final int BYTES = 32;

    /// Draws one.
    ///
    /// @return 256 random bits
    public static Token random() {
        byte[] bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// Whether a text is this token; how long that takes does not tell where they differ.
    ///
    /// @param shown what a browser sent
    /// @return true if they are equal
    public boolean is(String shown) {
        return MessageDigest.isEqual(
                text.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    /// Leaves the secret out.
    @Override
    public String toString() {
        return "Token";
    }
}
