package dev.kbench.table;

import dev.kbench.key.Params;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One row of a table: a view, nothing is copied.
///
/// @param table the table
/// @param index the row's index, from 0
public record Row(DataFrame table, int index) {
    /// The row's label.
    ///
    /// @return the label
    public String label() {
        return table.labels().get(index);
    }

    /// Where the row stands, as an error says it.
    ///
    /// @return such as `data/questions.csv, line 4 (row 2)`, or `row 2`; empty for a row without a
    ///   label
    public String place() {
        FileLines lines = table.fileLines();
        return lines == null
                ? name()
                : "%s, line %d (%s)".formatted(lines.file(), lines.of(index), name());
    }

    /// Where the row stands, as a list says it.
    ///
    /// @return such as `row 2, questions.csv:4`, or `row 2`; empty for a row without a label
    public String briefly() {
        FileLines lines = table.fileLines();
        return lines == null
                ? name()
                : "%s, %s:%d".formatted(name(), lines.file().getFileName(), lines.of(index));
    }

    private String name() {
        return named(label());
    }

    /// A row as messages name it.
    ///
    /// @param label its label
    /// @return such as `row 2`, or `row 'early'` for a label that is no number; empty for an empty
    ///   label
    public static String named(String label) {
        if (label.isEmpty()) {
            return "";
        }
        return label.chars().allMatch(c -> c >= '0' && c <= '9')
                ? "row " + label
                : "row '%s'".formatted(label);
    }

    /// One value.
    ///
    /// @param column the column's name
    /// @return the value, empty where it is missing or there is no such column
    public Optional<Object> value(String column) {
        return table.value(column, index);
    }

    /// The row's values as parameters; missing ones are left out.
    ///
    /// @return names and values, in order
    public Params params() {
        Map<String, Object> values = new LinkedHashMap<>();
        for (String column : table.columns()) {
            value(column).ifPresent(value -> values.put(column, value));
        }
        return Params.from(values);
    }
}
