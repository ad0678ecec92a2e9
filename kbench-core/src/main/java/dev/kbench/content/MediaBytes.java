package dev.kbench.content;

import static java.util.Objects.requireNonNull;

import dev.kbench.key.Digestible;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// The bytes of a picture, a sound or a film. They are kept once: who wants them gets a view.
///
/// Immutable; its digest is worked out once, when it is first asked for.
public final class MediaBytes implements MediaSource, Digestible {
    private final byte[] bytes;
    private volatile @Nullable String sha256;

    private MediaBytes(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("expected the bytes of a file, got none");
        }
        this.bytes = bytes;
    }

    /// A copy of some bytes.
    ///
    /// @param bytes at least one
    /// @return the bytes
    public static MediaBytes of(byte[] bytes) {
        return new MediaBytes(
                requireNonNull(bytes, "bytes: expected a file's bytes, got null").clone());
    }

    /// The bytes that a text stands for.
    ///
    /// @param base64 base64 with the standard alphabet, padded or not, in one line
    /// @return the bytes
    /// @throws IllegalArgumentException if it is no base64
    public static MediaBytes parse(String base64) {
        requireNonNull(base64, "base64: expected a text, got null");
        try {
            return new MediaBytes(
                    Base64.getDecoder().decode(base64.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected base64 in one line, got what cannot be read as such: "
                            + e.getMessage(),
                    e);
        }
    }

    /// A file's bytes.
    ///
    /// @param file the file
    /// @return the bytes, as they are now
    /// @throws IOException if it cannot be read
    public static MediaBytes read(Path file) throws IOException {
        return new MediaBytes(Files.readAllBytes(file));
    }

    /// Bytes that nobody else holds.
    static MediaBytes owning(byte[] bytes) {
        return new MediaBytes(bytes);
    }

    /// How many there are.
    ///
    /// @return 1 or more
    public int size() {
        return bytes.length;
    }

    /// The bytes, to be read.
    ///
    /// @return a view that cannot be written to
    public ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    /// The bytes, to be read in order.
    ///
    /// @return a stream over them; nothing is copied
    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    /// The bytes as base64, padded, in one line.
    ///
    /// @return a new text, a third longer than the bytes
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public String sha256() {
        String known = sha256;
        if (known == null) {
            try {
                known =
                        HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("every JVM has SHA-256", impossible);
            }
            sha256 = known;
        }
        return known;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MediaBytes that && Arrays.equals(bytes, that.bytes);
    }

    /// Of the length and the last bytes: most files differ there, and a film is not read for it.
    @Override
    public int hashCode() {
        int hash = bytes.length;
        for (int i = Math.max(0, bytes.length - 64); i < bytes.length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash;
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
