package dev.kbench.task;

import dev.kbench.table.DataFrame;
import dev.kbench.table.Row;

import java.util.List;

/// Where the named values of a call come from, for what is said about them.
///
/// @param row the row of data, such as `row 17`; empty for none
/// @param head where the columns' names stand; empty where that is no file
/// @param columns the names of the columns; the others stand in the caller's code
record Whence(String row, String head, List<String> columns) {
    /// The caller's code.
    static final Whence CODE = new Whence("", "", List.of());

    Whence {
        columns = List.copyOf(columns);
    }

    static Whence of(Row row) {
        DataFrame table = row.table();
        return new Whence(
                row.place(),
                table.file().map(file -> file + ", line 1").orElse(""),
                table.columns());
    }

    /// What to call a value by its name.
    String named(String name, String otherwise) {
        return columns.contains(name) ? "column '%s'".formatted(name) : otherwise;
    }

    boolean hasColumn(String parameter) {
        String loose = TaskNames.loose(parameter);
        return columns.stream().map(TaskNames::loose).anyMatch(loose::equals);
    }
}
