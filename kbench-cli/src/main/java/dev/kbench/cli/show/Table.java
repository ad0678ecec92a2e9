package dev.kbench.cli.show;

import dev.kbench.internal.text.TextWidth;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Cells in aligned columns, two spaces between; numbers are set to the right.
///
/// @param names whether the first column is of names, set to the left
/// @param heads the columns' heads, harmless
/// @param rows as many cells as heads in each, harmless
record Table(boolean names, List<String> heads, List<List<String>> rows) {
    /// The columns it takes.
    int width() {
        int[] widths = widths();
        return IntStream.of(widths).sum() + 2 * (widths.length - 1);
    }

    /// The line of heads.
    String head() {
        return line(heads);
    }

    /// One row's line.
    String row(int index) {
        return line(rows.get(index));
    }

    private String line(List<String> cells) {
        int[] widths = widths();
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            padded.add(
                    i == 0 && names
                            ? TextWidth.padRight(cells.get(i), widths[i])
                            : TextWidth.padLeft(cells.get(i), widths[i]));
        }
        return String.join("  ", padded).stripTrailing();
    }

    private int[] widths() {
        return IntStream.range(0, heads.size())
                .map(
                        i ->
                                Math.max(
                                        TextWidth.of(heads.get(i)),
                                        rows.stream()
                                                .mapToInt(row -> TextWidth.of(row.get(i)))
                                                .max()
                                                .orElse(0)))
                .toArray();
    }
}
