package dev.kbench.table;

import dev.kbench.internal.text.SafeText;
import dev.kbench.internal.text.TextWidth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A table as aligned text.
final class TableText {
    private static final int ROWS = 20;
    private static final int COLUMNS = 30;
    private static final int CELL = 40;

    private TableText() {}

    static String of(DataFrame table) {
        DataFrame shown = table.head(ROWS).shown();
        List<List<String>> columns = new ArrayList<>();
        columns.add(aligned("", shown.labels(), false));
        for (String name : table.columns().stream().limit(COLUMNS).toList()) {
            List<Optional<Object>> values = shown.column(name).values();
            columns.add(
                    aligned(
                            name,
                            values.stream().map(v -> v.map(Object::toString).orElse("")).toList(),
                            values.stream()
                                    .flatMap(Optional::stream)
                                    .allMatch(Number.class::isInstance)));
        }
        StringBuilder out = new StringBuilder();
        for (int line = 0; line <= shown.height(); line++) {
            int at = line;
            out.append(
                            columns.stream()
                                    .map(column -> column.get(at))
                                    .collect(Collectors.joining("  "))
                                    .stripTrailing())
                    .append('\n');
        }
        if (table.height() > ROWS) {
            out.append("… %d rows in all\n".formatted(table.height()));
        }
        if (table.width() > COLUMNS) {
            out.append("… %d columns in all\n".formatted(table.width()));
        }
        return out.toString();
    }

    /// A column's name and its cells, all of one width.
    private static List<String> aligned(String name, List<String> values, boolean right) {
        List<String> cells =
                Stream.concat(Stream.of(name), values.stream()).map(TableText::cell).toList();
        int width = cells.stream().mapToInt(TextWidth::of).max().orElse(0);
        return cells.stream()
                .map(c -> right ? TextWidth.padLeft(c, width) : TextWidth.padRight(c, width))
                .toList();
    }

    /// Columns' names in a message, the first of many.
    static String names(List<String> names) {
        return names.size() <= COLUMNS
                ? names.toString()
                : "%s and %d more".formatted(names.subList(0, COLUMNS), names.size() - COLUMNS);
    }

    /// A cell on one line, harmless for a terminal, cut.
    static String cell(String text) {
        return SafeText.line(text, CELL);
    }
}
