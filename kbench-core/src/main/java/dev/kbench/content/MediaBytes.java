package dev.kbench.content;

import static java.util.Objects.requireNonNull;

import dev.kbench.key.Digestible;
import dev.kbench.key.KbenchException;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;

/// The bytes of a picture, a sound or a film. They are kept once: who wants them gets a view.
///
/// Immutable; its digest is worked out once, when it is first asked for.
public final class MediaBytes implements MediaSource, Digestible {
    /// The most bytes that one can have: 256 MiB.
    public static final int LARGEST = 256 << 20;

    private static final int SHOWN = 12;

    private final byte[] bytes;
    private volatile @Nullable String sha256;

    private MediaBytes(byte[] bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("expected the bytes of a file, got none");
        }
        if (bytes.length > LARGEST) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "expected at most %,d bytes, got %,d",
                            LARGEST,
                            bytes.length));
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
        if (base64.startsWith("data:")) {
            throw new IllegalArgumentException(
                    "expected base64 alone, got data in a URL; give what stands behind its comma");
        }
        byte[] decoded;
        try {
            decoded = Base64.getDecoder().decode(base64.getBytes(StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "expected base64 in one line, got what cannot be read as such: "
                            + e.getMessage(),
                    e);
        }
        return new MediaBytes(decoded);
    }

    /// A file's bytes.
    ///
    /// @param file the file
    /// @return the bytes, as they are now
    /// @throws KbenchException if it is not there, no file, empty, too large or cannot be read
    public static MediaBytes read(Path file) {
        if (Files.isDirectory(file)) {
            throw new KbenchException("%s is a folder; expected a file".formatted(file));
        }
        try {
            long size = Files.size(file);
            if (size > LARGEST) {
                throw new KbenchException(
                        String.format(
                                Locale.ROOT,
                                "%s has %,d bytes; expected at most %,d",
                                file,
                                size,
                                LARGEST));
            }
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length == 0) {
                throw new KbenchException("%s is empty; expected a file's bytes".formatted(file));
            }
            return new MediaBytes(bytes);
        } catch (NoSuchFileException e) {
            throw new KbenchException(
                    file.isAbsolute()
                            ? "there is no file %s".formatted(file)
                            : "there is no file %s in %s, the working directory"
                                    .formatted(file, Path.of("").toAbsolutePath()),
                    e);
        } catch (IOException e) {
            throw new KbenchException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
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

    /// Its size and the beginning of its digest.
    @Override
    public String toString() {
        return "%s, sha256 %s".formatted(size(bytes.length), sha256().substring(0, SHOWN));
    }

    private static String size(long bytes) {
        if (bytes < 1024) {
            return bytes == 1 ? "1 byte" : bytes + " bytes";
        }
        double kilo = bytes / 1024.0;
        return kilo < 1024
                ? String.format(Locale.ROOT, "%.1f KiB", kilo)
                : String.format(Locale.ROOT, "%.1f MiB", kilo / 1024);
    }
}
