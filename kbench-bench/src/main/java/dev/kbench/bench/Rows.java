package dev.kbench.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A file of rows, one for each sample, which is read as a stream.
final class Rows {
    private Rows() {}

    static Path in(Path folder) {
        return folder.resolve("rows.csv");
    }

    static void write(Path folder, int samples) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(in(folder))) {
            out.write("number\n");
            for (int number = 0; number < samples; number++) {
                out.write(number + "\n");
            }
        }
    }
}
