package dev.kbench.table;

import dev.kbench.key.CanonicalJson;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The digest of a table's content, row by row: SHA-256 over the digests of its rows, in order, and
/// the columns' names.
///
/// One thread.
final class ContentDigest {
    private final MessageDigest digest;

    ContentDigest() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }

    void add(Row row) {
        digest.update(row.sha256().getBytes(StandardCharsets.US_ASCII));
    }

    /// The digest; nothing can be added afterwards.
    String of(List<String> columns) {
        digest.update(CanonicalJson.of(columns).getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }
}
