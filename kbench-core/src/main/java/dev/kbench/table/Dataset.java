package dev.kbench.table;

import static java.util.Objects.requireNonNull;

import dev.kbench.key.Digestible;
import dev.kbench.table.spi.TableFormat;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Rows that are read as a stream, each time anew: for files larger than memory. What a first
/// reading learns (columns, the types of their values, how many rows, the content's digest, a
/// fingerprint of each row) is kept, 4 bytes a row; every later reading is held to it, so that a
/// file that changed meanwhile is noticed and never taken for what it was. Rows are labelled from
/// 0, in the file's order.
///
/// Thread-safe.
public final class Dataset implements Digestible {
    private final RowSource source;
    private final long limit;
    private @Nullable Facts facts;

    private Dataset(RowSource source, long limit) {
        this.source = source;
        this.limit = limit;
    }

    /// A CSV file, read as {@link DataFrame#csv(Path)} reads it.
    ///
    /// @param file the file
    /// @return its rows; nothing is read yet
    public static Dataset csv(Path file) {
        return of(file, Formats.CSV);
    }

    /// A JSONL file, read as {@link DataFrame#jsonl(Path)} reads it.
    ///
    /// @param file the file
    /// @return its rows; nothing is read yet
    public static Dataset jsonl(Path file) {
        return of(file, Formats.JSONL);
    }

    /// A Parquet file. Needs the module `dev.kbench.data`.
    ///
    /// @param file the file
    /// @return its rows; nothing is read yet
    /// @throws TableException if the module is not there
    public static Dataset parquet(Path file) {
        return of(file, Formats.parquet(file));
    }

    /// A file of a format that its name tells: `.jsonl` and `.ndjson`, `.parquet`, else CSV.
    ///
    /// @param file the file
    /// @return its rows; nothing is read yet
    /// @throws TableException if the module for its format is not there
    public static Dataset file(Path file) {
        return of(file, Formats.of(file));
    }

    private static Dataset of(Path file, TableFormat format) {
        return new Dataset(
                new FileSource(requireNonNull(file, "file"), format, _ -> null, Set.of()),
                Long.MAX_VALUE);
    }

    /// The rows of a table.
    ///
    /// @param table the table
    /// @return its rows, under their labels
    public static Dataset of(DataFrame table) {
        return new Dataset(new FrameSource(requireNonNull(table, "table")), Long.MAX_VALUE);
    }

    /// The same rows, with values of the types that are wanted; a type that was given before stays.
    ///
    /// @param types column name to type, as for {@link DataFrame#csv(Path, Map)}; a table's values
    ///   have their types already
    /// @return the rows; nothing is read yet
    public Dataset withTypes(Map<String, Class<?>> types) {
        return new Dataset(source.withTypes(types), limit);
    }

    /// The same rows with columns that are private, as {@link DataFrame#withPrivate} says.
    ///
    /// @param names the columns' names; of a file, one that it has not is refused when the file is
    ///   first read, with those there are
    /// @return the rows; nothing is read yet
    /// @throws IllegalArgumentException if a table has no such column; it names those there are
    public Dataset withPrivate(String... names) {
        requireNonNull(names, "names: expected the columns' names, got null");
        return new Dataset(source.withPrivate(List.of(names)), limit);
    }

    /// The columns whose values are shown nowhere. Reads all rows where that was not done before.
    ///
    /// @return their names, in the columns' order
    /// @throws TableException if the file cannot be read
    public List<String> privateColumns() {
        return learned().header().privateNames();
    }

    /// The first rows.
    ///
    /// @param count how many at most
    /// @return the rows; nothing is read yet
    public Dataset head(long count) {
        if (count < 0) {
            throw new IllegalArgumentException("count must be 0 or more, got " + count);
        }
        return new Dataset(source, Math.min(limit, count));
    }

    /// What people call the data.
    ///
    /// @return a file's name without its folder; empty for a table made in code
    public String name() {
        return source.file().map(file -> String.valueOf(file.getFileName())).orElse("");
    }

    /// The file that the rows come from.
    ///
    /// @return the file, empty for a table made in code
    public Optional<Path> file() {
        return source.file();
    }

    /// The table that the rows are of.
    ///
    /// @return the table, empty where they are read from a file
    public Optional<DataFrame> table() {
        return source.table().map(table -> table.head((int) Math.min(limit, table.height())));
    }

    /// The columns' names. Reads all rows where that was not done before.
    ///
    /// @return in order
    /// @throws TableException if the file cannot be read
    public List<String> columns() {
        return learned().header().names();
    }

    /// How many rows there are. Reads all rows where that was not done before.
    ///
    /// @return 0 or more
    /// @throws TableException if the file cannot be read
    public long height() {
        return learned().rows();
    }

    /// The digest of names and values, in order. Equal to that of a table with the same content.
    /// Reads all rows where that was not done before.
    ///
    /// @throws TableException if the file cannot be read
    @Override
    public String sha256() {
        return learned().sha256();
    }

    /// The data's reference. Reads all rows where that was not done before.
    ///
    /// @return name, columns, rows, digest, private columns
    /// @throws TableException if the file cannot be read
    public DatasetRef ref() {
        return new DatasetRef(name(), columns(), height(), sha256(), privateColumns());
    }

    private Facts learned() {
        return learn(_ -> {});
    }

    /// Reads all rows once, in order. The first reading also learns what there is to learn; where
    /// the visitor throws, it has not.
    ///
    /// @param visitor is given each row
    /// @throws TableException if the file cannot be read, or is not what it was
    public void forEach(Consumer<Row> visitor) {
        boolean visited;
        synchronized (this) {
            visited = facts == null;
            learn(visitor);
        }
        if (!visited) {
            try (RowCursor rows = open()) {
                rows.forEachRemaining(visitor);
            }
        }
    }

    private synchronized Facts learn(Consumer<Row> visitor) {
        if (facts == null) {
            facts = source.learn(limit, visitor);
        }
        return facts;
    }

    /// Opens the rows at the first. Reads all rows before, where that was not done yet.
    ///
    /// @return to be closed
    /// @throws TableException if the file cannot be read, or is not what it was
    public RowCursor open() {
        return source.open(learned());
    }

    @Override
    public String toString() {
        return name().isEmpty() ? "a table" : name();
    }
}
