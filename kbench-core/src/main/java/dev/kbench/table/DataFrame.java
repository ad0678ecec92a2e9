package dev.kbench.table;

import static java.util.Objects.requireNonNull;

import dev.kbench.key.CanonicalJson;
import dev.kbench.key.Digestible;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A table: named columns of equal height, each row with a label. Values keep their own types; a
/// missing value is an empty `Optional`.
///
/// Immutable.
public final class DataFrame implements Digestible {
    private static final DataFrame EMPTY = new DataFrame(new LinkedHashMap<>(), List.of());

    private final SequencedMap<String, Column> columns;
    private final List<String> labels;
    private final @Nullable FileLines fileLines;

    private DataFrame(SequencedMap<String, Column> columns, List<String> labels) {
        this(columns, labels, null);
    }

    DataFrame(
            SequencedMap<String, Column> columns,
            List<String> labels,
            @Nullable FileLines fileLines) {
        this.columns = columns;
        this.labels = labels;
        this.fileLines = fileLines;
    }

    /// A table without columns and rows.
    ///
    /// @return the empty table
    public static DataFrame empty() {
        return EMPTY;
    }

    /// Rows as maps; columns in the order in which names first appear. A name that a row lacks is
    /// missing there.
    ///
    /// @param rows the rows
    /// @return the table, its rows labelled from 0
    @SafeVarargs
    public static DataFrame ofRows(Map<String, ?>... rows) {
        List<Map<String, ?>> maps = new ArrayList<>(rows.length);
        for (Map<String, ?> row : rows) {
            maps.add(row);
        }
        return ofMaps(maps);
    }

    /// Rows as maps or as records (a column for each component), all of one kind.
    ///
    /// @param rows the rows
    /// @return the table, its rows labelled from 0
    /// @throws IllegalArgumentException for any other element
    public static DataFrame from(Collection<?> rows) {
        List<Map<String, ?>> maps = new ArrayList<>(rows.size());
        for (Object row : rows) {
            maps.add(Rows.toMap(row, maps.size()));
        }
        return ofMaps(maps);
    }

    private static DataFrame ofMaps(Collection<? extends Map<String, ?>> rows) {
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.addAll(row.keySet()));
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (String name : names) {
            columns.put(name, new Column(name, rows.stream().map(row -> row.get(name)).toArray()));
        }
        return new DataFrame(columns, labels(rows.size()));
    }

    /// Columns by name: `ofColumns("riddle", List.of(…), "answer", List.of(…))`.
    ///
    /// @param name the first column's name
    /// @param values its values
    /// @param more further names and values by turns
    /// @return the table, its rows labelled from 0
    /// @throws IllegalArgumentException if columns differ in height or a name comes twice
    public static DataFrame ofColumns(String name, Collection<?> values, Object... more) {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        put(columns, name, values);
        for (int i = 0; i + 1 < more.length; i += 2) {
            if (!(more[i] instanceof String next)
                    || !(more[i + 1] instanceof Collection<?> items)) {
                throw new IllegalArgumentException(
                        "ofColumns takes names and collections by turns, got %s and %s"
                                .formatted(more[i], more[i + 1]));
            }
            put(columns, next, items);
        }
        if (more.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "the last column has no values: " + more[more.length - 1]);
        }
        return new DataFrame(columns, labels(values.size()));
    }

    /// Columns by name.
    ///
    /// @param columns name to values, in order; a value that is null is missing
    /// @return the table, its rows labelled from 0
    /// @throws IllegalArgumentException if columns differ in height
    public static DataFrame ofColumns(SequencedMap<String, ? extends Collection<?>> columns) {
        SequencedMap<String, Column> made = new LinkedHashMap<>();
        columns.forEach((name, values) -> put(made, name, values));
        return new DataFrame(made, labels(height(made)));
    }

    private static void put(
            SequencedMap<String, Column> columns, String name, Collection<?> values) {
        if (!columns.isEmpty() && values.size() != height(columns)) {
            Column first = columns.firstEntry().getValue();
            throw new IllegalArgumentException(
                    "column '%s' has %d values, column '%s' has %d"
                            .formatted(first.name(), first.height(), name, values.size()));
        }
        if (columns.putIfAbsent(name, new Column(name, values.toArray())) != null) {
            throw new IllegalArgumentException("column '%s' is given twice".formatted(name));
        }
    }

    private static int height(SequencedMap<String, Column> columns) {
        return columns.isEmpty() ? 0 : columns.firstEntry().getValue().height();
    }

    /// A CSV file whose first line names the columns (RFC 4180, UTF-8, with or without a byte order
    /// mark). A column of whole numbers only becomes `Long`, of numbers `Double`, of `true` and
    /// `false` `Boolean`; any other stays text, dates and `NA` among it. Numbers that would not
    /// come back as they stand make text: leading zeros, a plus sign, more digits than a `long` or
    /// a `double` holds. A file whose only name holds a tab or a semicolon is refused. An empty
    /// cell is missing; a quoted empty one is missing in all but a column of text, where it is the
    /// empty text. Lines with nothing on them are skipped.
    ///
    /// @param file the file
    /// @return the table, its rows labelled from 0
    /// @throws TableException if the file cannot be read; it names file and line
    public static DataFrame csv(Path file) {
        return CsvReader.read(file, Map.of());
    }

    /// A CSV file as {@link #csv(Path)} reads it, with the types of some columns given.
    ///
    /// @param file the file
    /// @param types column name to `String`, `boolean`, `int`, `long`, `double` or a box; other
    ///   types leave it to inference. A whole number may be written as `3.0`, as an argument may
    /// @return the table, its rows labelled from 0
    /// @throws TableException if the file cannot be read, or a value does not fit: it names file,
    ///   line, column and value
    public static DataFrame csv(Path file, Map<String, Class<?>> types) {
        return CsvReader.read(file, types);
    }

    private static List<String> labels(int height) {
        return IntStream.range(0, height).mapToObj(Integer::toString).toList();
    }

    /// How many rows there are.
    ///
    /// @return 0 or more
    public int height() {
        return labels.size();
    }

    /// How many columns there are.
    ///
    /// @return 0 or more
    public int width() {
        return columns.size();
    }

    /// The columns' names.
    ///
    /// @return in order
    public List<String> columns() {
        return List.copyOf(columns.keySet());
    }

    /// The rows' labels.
    ///
    /// @return in order
    public List<String> labels() {
        return labels;
    }

    /// One column.
    ///
    /// @param name its name
    /// @return the column
    /// @throws IllegalArgumentException if there is none; it names those there are
    public Column column(String name) {
        Column column =
                columns.get(requireNonNull(name, "name: expected a column's name, got null"));
        if (column == null) {
            throw new IllegalArgumentException(
                    "there is no column '%s'; there are %s".formatted(name, columns()));
        }
        return column;
    }

    /// One row.
    ///
    /// @param index from 0
    /// @return the row
    public Row row(int index) {
        return new Row(this, Objects.checkIndex(index, height()));
    }

    /// All rows.
    ///
    /// @return in order
    public List<Row> rows() {
        return IntStream.range(0, height()).mapToObj(this::row).toList();
    }

    /// The rows for which a condition holds, with their labels.
    ///
    /// @param condition asks one row
    /// @return a table with the same columns
    public DataFrame filter(Predicate<Row> condition) {
        return take(IntStream.range(0, height()).filter(i -> condition.test(row(i))).toArray());
    }

    /// The first rows.
    ///
    /// @param count how many at most
    /// @return a table with the same columns
    public DataFrame head(int count) {
        return take(IntStream.range(0, Math.min(count, height())).toArray());
    }

    private DataFrame take(int[] rows) {
        SequencedMap<String, Column> taken = new LinkedHashMap<>();
        columns.forEach((name, column) -> taken.put(name, column.take(rows)));
        return new DataFrame(
                taken,
                Arrays.stream(rows).mapToObj(labels::get).toList(),
                fileLines == null ? null : fileLines.take(rows));
    }

    /// The rows under other labels.
    ///
    /// @param newLabels one for each row
    /// @return a table with the same columns
    public DataFrame withLabels(Collection<String> newLabels) {
        if (newLabels.size() != height()) {
            throw new IllegalArgumentException(
                    "%d labels for %d rows".formatted(newLabels.size(), height()));
        }
        return new DataFrame(columns, List.copyOf(newLabels), fileLines);
    }

    /// Where the rows stand, null where they come from no file.
    @Nullable FileLines fileLines() {
        return fileLines;
    }

    /// The file that the rows come from.
    ///
    /// @return the file, empty for a table made in code
    public Optional<Path> file() {
        return Optional.ofNullable(fileLines).map(FileLines::file);
    }

    Optional<Object> value(String name, int row) {
        Column column = columns.get(name);
        return column == null ? Optional.empty() : column.value(row);
    }

    /// The digest of names and values, in order; labels do not count.
    @Override
    public String sha256() {
        List<Object> content = new ArrayList<>();
        columns.forEach((name, column) -> content.add(List.of(name, column.values())));
        return CanonicalJson.sha256(content);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DataFrame that
                && labels.equals(that.labels)
                && List.copyOf(columns.values()).equals(List.copyOf(that.columns.values()));
    }

    @Override
    public int hashCode() {
        return labels.hashCode() * 31 + columns.hashCode();
    }

    /// The table as aligned text: at most 20 rows, cells cut to 40 characters.
    @Override
    public String toString() {
        return TableText.of(this);
    }
}
