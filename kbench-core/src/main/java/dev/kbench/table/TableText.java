package dev.kbench.table;

import java.util.ArrayList;
import java.util.List;

/// A table as aligned text.
final class TableText {
    private static final int ROWS = 20;
    private static final int COLUMNS = 30;
    private static final int CELL = 40;

    private TableText() {}

    static String of(DataFrame table) {
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        List<String> columns = table.columns().stream().limit(COLUMNS).toList();
        columns.forEach(column -> head.add(cell(column)));
        lines.add(head);
        for (Row row : table.head(ROWS).rows()) {
            List<String> line = new ArrayList<>(List.of(row.label()));
            for (String column : columns) {
                line.add(cell(row.value(column).map(Object::toString).orElse("")));
            }
            lines.add(line);
        }
        StringBuilder out = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < line.size(); i++) {
                text.append(i == 0 ? "" : "  ").append(line.get(i));
                int column = i;
                int width = lines.stream().mapToInt(l -> l.get(column).length()).max().orElse(0);
                text.repeat(' ', width - line.get(i).length());
            }
            out.append(text.toString().stripTrailing()).append('\n');
        }
        if (table.height() > ROWS) {
            out.append("… %d rows in all\n".formatted(table.height()));
        }
        if (table.width() > COLUMNS) {
            out.append("… %d columns in all\n".formatted(table.width()));
        }
        return out.toString();
    }

    /// Columns' names in a message, the first of many.
    static String names(List<String> names) {
        return names.size() <= COLUMNS
                ? names.toString()
                : "%s and %d more".formatted(names.subList(0, COLUMNS), names.size() - COLUMNS);
    }

    /// A cell on one line, cut.
    static String cell(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints()
                .limit(CELL)
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .forEach(out::appendCodePoint);
        return text.codePointCount(0, text.length()) > CELL ? out + "…" : out.toString();
    }
}
