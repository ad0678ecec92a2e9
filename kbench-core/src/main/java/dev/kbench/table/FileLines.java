package dev.kbench.table;

import java.nio.file.Path;
import java.util.Arrays;

/// The lines of a file that a table's rows stand on.
///
/// Immutable; nobody changes the array.
final class FileLines {
    private final Path file;
    private final long[] lines;

    /// @param lines each row's first line, from 1; 0 in a file without lines
    FileLines(Path file, long[] lines) {
        this.file = file;
        this.lines = lines;
    }

    Path file() {
        return file;
    }

    long of(int row) {
        return lines[row];
    }

    FileLines take(int[] rows) {
        return new FileLines(file, Arrays.stream(rows).mapToLong(row -> lines[row]).toArray());
    }
}
