package dev.kbench.table;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// A file that can be read more than once.
final class TableFile {
    private TableFile() {}

    static InputStream open(Path file) throws IOException {
        check(file);
        return Files.newInputStream(file);
    }

    /// Refuses what is no file. A pipe would be waited for, and is empty when it is read again.
    static void check(Path file) {
        if (Files.isDirectory(file)) {
            throw new TableException(file + " cannot be read: it is a folder", null);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new TableException(
                    file
                            + " cannot be read: it is a pipe or a device, and data is read more"
                            + " than once; write it to a file first",
                    null);
        }
    }

    static TableException failed(Path file, IOException e) {
        return new TableException(
                e instanceof NoSuchFileException
                        ? "there is no file " + file
                        : "%s cannot be read: %s".formatted(file, reason(e)),
                e);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException _ -> "this user may not read it; change its permissions";
            case ClosedByInterruptException _ -> "its reader was interrupted";
            case FileSystemException f when f.getReason() != null -> f.getReason();
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }
}
