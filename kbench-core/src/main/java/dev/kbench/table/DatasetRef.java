package dev.kbench.table;

import java.util.List;

/// Which data: known by its content. Plain values, for what outlives a process.
///
/// @param name what people call it: a file's name without its folder, or nothing; never part of a
///   digest
/// @param columns the columns' names, in order
/// @param rows how many rows
/// @param sha256 the digest of names and values, in order, as 64 hex digits; empty where there is
///   no data
/// @param privateColumns the names of the columns whose values are shown nowhere, in order
public record DatasetRef(
        String name, List<String> columns, long rows, String sha256, List<String> privateColumns) {
    /// No data: one row without values.
    public static final DatasetRef NONE = new DatasetRef("", List.of(), 1, "");

    /// Data without private columns.
    ///
    /// @param name what people call it
    /// @param columns the columns' names, in order
    /// @param rows how many rows
    /// @param sha256 the digest of names and values
    public DatasetRef(String name, List<String> columns, long rows, String sha256) {
        this(name, columns, rows, sha256, List.of());
    }

    /// Copies the names and refuses fewer rows than none.
    public DatasetRef {
        columns = List.copyOf(columns);
        privateColumns = List.copyOf(privateColumns);
        if (rows < 0) {
            throw new IllegalArgumentException("rows must be 0 or more, got " + rows);
        }
    }
}
