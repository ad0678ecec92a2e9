package dev.kbench.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.LongConsumer;

/// A file's size and SHA-256.
///
/// @param bytes its size
/// @param sha256 its sum, 64 hex digits
record FileSum(long bytes, String sha256) {
    /// Reads a whole file.
    static FileSum of(Path file, LongConsumer progress) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return copy(in, OutputStream.nullOutputStream(), progress);
        }
    }

    /// Copies a stream to its end.
    static FileSum copy(InputStream in, OutputStream out, LongConsumer progress)
            throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        byte[] buffer = new byte[1 << 18];
        long bytes = 0;
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
            out.write(buffer, 0, n);
            bytes += n;
            progress.accept(bytes);
        }
        return new FileSum(bytes, HexFormat.of().formatHex(digest.digest()));
    }
}
