package dev.kbench.cli.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/// Writes a file so that other processes see it whole, or not at all.
public final class WholeFile {
    private WholeFile() {}

    /// Writes a file, or leaves the one that was there.
    ///
    /// @param file where to; folders are made
    /// @param content all of it
    /// @throws IOException if it cannot be written
    public static void write(Path file, byte[] content) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        // not a temporary file's rights, which are its owner's alone
        Path temp = file.resolveSibling("new-%s.tmp".formatted(UUID.randomUUID()));
        try {
            Files.write(temp, content, StandardOpenOption.CREATE_NEW);
            Files.move(
                    temp,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temp);
        }
    }
}
