package dev.kbench.table;

import java.nio.file.Path;
import java.util.Arrays;

/// The lines of a file that a table's rows stand on.
///
/// Immutable; nobody changes the array.
final class FileLines {
    private final Path file;
    private final int[] lines;

    /// @param lines each row's first line, from 1
    FileLines(Path file, int[] lines) {
        this.file = file;
        this.lines = lines;
    }

    Path file() {
        return file;
    }

    int of(int row) {
        return lines[row];
    }

    FileLines take(int[] rows) {
        return new FileLines(file, Arrays.stream(rows).map(row -> lines[row]).toArray());
    }
}
