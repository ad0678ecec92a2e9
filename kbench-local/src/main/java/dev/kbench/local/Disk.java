package dev.kbench.local;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// The disk that weights are put on.
interface Disk {
    /// This machine's.
    Disk REAL =
            new Disk() {
                @Override
                public long free(Path folder) throws IOException {
                    return Files.getFileStore(folder).getUsableSpace();
                }

                @Override
                public OutputStream create(Path file) throws IOException {
                    return Files.newOutputStream(file);
                }
            };

    /// How many bytes may be written into a folder.
    long free(Path folder) throws IOException;

    /// Opens a new file for writing.
    OutputStream create(Path file) throws IOException;
}
