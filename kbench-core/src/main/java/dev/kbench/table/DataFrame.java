package dev.kbench.table;

import static java.util.Objects.requireNonNull;

import dev.kbench.key.Digestible;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// A table: named columns of equal height, each row with a label. Values keep their own types; a
/// missing value is an empty `Optional`.
///
/// Immutable.
public final class DataFrame implements Digestible {
    private static final DataFrame EMPTY = new DataFrame(new LinkedHashMap<>(), List.of(), null);

    private final SequencedMap<String, Column> columns;
    private final List<Column> inOrder;
    private final Header header;
    private final List<String> labels;
    private final @Nullable FileLines fileLines;

    DataFrame(
            SequencedMap<String, Column> columns,
            List<String> labels,
            @Nullable FileLines fileLines) {
        this.columns = columns;
        this.inOrder = List.copyOf(columns.values());
        this.header = Header.of(inOrder);
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
        return Rows.table(maps);
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
        return Rows.table(maps);
    }

    /// Columns by name: `ofColumns("riddle", List.of(…), "answer", List.of(…))`.
    ///
    /// @param name the first column's name
    /// @param values its values
    /// @param more further names and values by turns
    /// @return the table, its rows labelled from 0
    /// @throws IllegalArgumentException if columns differ in height or a name comes twice
    public static DataFrame ofColumns(String name, Collection<?> values, Object... more) {
        return Rows.ofColumns(name, values, more);
    }

    /// Columns by name.
    ///
    /// @param columns name to values, in order; a value that is null is missing
    /// @return the table, its rows labelled from 0
    /// @throws IllegalArgumentException if columns differ in height
    public static DataFrame ofColumns(SequencedMap<String, ? extends Collection<?>> columns) {
        SequencedMap<String, Column> made = new LinkedHashMap<>();
        columns.forEach((name, values) -> Rows.put(made, name, values));
        return new DataFrame(made, Rows.labels(Rows.height(made)), null);
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
        return csv(file, Map.of());
    }

    /// A CSV file as {@link #csv(Path)} reads it, with the types of some columns given.
    ///
    /// @param file the file
    /// @param types column name to `String`, `boolean`, a number type or a box; other types leave
    ///   it to the values
    /// @return the table, its rows labelled from 0
    /// @throws TableException if the file cannot be read, or a value does not fit: it names file,
    ///   line, column and value
    public static DataFrame csv(Path file, Map<String, Class<?>> types) {
        return FrameReader.read(file, Formats.CSV, types);
    }

    /// A JSONL file: a JSON object on each line, in UTF-8; a column for each name in the order in
    /// which names first appear. Whole numbers are `Long` or `BigInteger`, others `Double` or
    /// `BigDecimal`, arrays lists, objects maps; null is missing, as is a name that a line lacks.
    /// The values of a column must be of one kind.
    ///
    /// @param file the file
    /// @return the table, its rows labelled from 0
    /// @throws TableException if the file cannot be read; it names file and line
    public static DataFrame jsonl(Path file) {
        return jsonl(file, Map.of());
    }

    /// A JSONL file as {@link #jsonl(Path)} reads it, with the types of some columns given.
    ///
    /// @param file the file
    /// @param types column name to the type its values must have; `Object` where they may differ
    /// @return the table, its rows labelled from 0
    /// @throws TableException if the file cannot be read, or a value does not fit: it names file,
    ///   line, column and value
    public static DataFrame jsonl(Path file, Map<String, Class<?>> types) {
        return FrameReader.read(file, Formats.JSONL, types);
    }

    /// A file of a format that its name tells: `.jsonl` and `.ndjson`, `.parquet`, else CSV.
    ///
    /// @param file the file
    /// @return the table, its rows labelled from 0
    /// @throws TableException if the file cannot be read, or the module for its format is not there
    public static DataFrame read(Path file) {
        return FrameReader.read(file, Formats.of(file), Map.of());
    }

    /// A Parquet file. Needs the module `dev.kbench.data`.
    ///
    /// @param file the file
    /// @return the table, its rows labelled from 0
    /// @throws TableException if the file cannot be read, or the module is not there
    public static DataFrame parquet(Path file) {
        return FrameReader.read(file, Formats.parquet(file), Map.of());
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
        return header.names();
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
        Column column = find(requireNonNull(name, "name: expected a column's name, got null"));
        if (column == null) {
            throw Header.unknown(name, columns());
        }
        return column;
    }

    @Nullable Column find(String name) {
        return columns.get(name);
    }

    /// One row.
    ///
    /// @param index from 0
    /// @return the row
    public Row row(int index) {
        Objects.checkIndex(index, height());
        return new Row(
                header,
                place -> inOrder.get(place).cell(index),
                index,
                labels.get(index),
                fileLines == null ? null : fileLines.file(),
                fileLines == null ? 0 : fileLines.of(index));
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

    /// Other columns for the same rows.
    DataFrame with(SequencedMap<String, Column> others) {
        return new DataFrame(others, labels, fileLines);
    }

    DataFrame take(int[] rows) {
        SequencedMap<String, Column> taken = new LinkedHashMap<>();
        columns.forEach((name, column) -> taken.put(name, column.take(rows)));
        return new DataFrame(
                taken,
                Arrays.stream(rows).mapToObj(labels::get).toList(),
                fileLines == null ? null : fileLines.take(rows));
    }

    /// The rows in the order of a column's values: numbers by value, text by its characters, false
    /// before true, missing ones last. Rows of equal values stay in their order.
    ///
    /// @param column the column's name
    /// @return a table with the same columns
    /// @throws IllegalArgumentException if values cannot be compared
    public DataFrame sort(String column) {
        return take(Sorting.order(column(column), false));
    }

    /// The rows in the opposite order of {@link #sort}; missing values last all the same.
    ///
    /// @param column the column's name
    /// @return a table with the same columns
    /// @throws IllegalArgumentException if values cannot be compared
    public DataFrame sortDescending(String column) {
        return take(Sorting.order(column(column), true));
    }

    /// Some columns, in the order given.
    ///
    /// @param names their names
    /// @return a table with the same rows
    /// @throws IllegalArgumentException if there is no such column, or one is named twice
    public DataFrame select(String... names) {
        return with(Rows.selected(this, names));
    }

    /// All columns but some.
    ///
    /// @param names the names of those to leave out
    /// @return a table with the same rows
    /// @throws IllegalArgumentException if there is no such column
    public DataFrame drop(String... names) {
        SequencedMap<String, Column> left = new LinkedHashMap<>(columns);
        for (String name : names) {
            left.remove(column(name).name());
        }
        return new DataFrame(left, labels, fileLines);
    }

    /// The same with columns that are private: tasks are given their values, and models may see
    /// them, but wherever this table, a table made of it, or a run that was given a row of it is
    /// shown or written for others, {@link dev.kbench.key.PrivateValues#MARK} stands in their
    /// place; in other texts too, as far as {@link dev.kbench.key.PrivateValues} finds them there.
    ///
    /// @param names the columns' names
    /// @return a table with the same columns and values
    /// @throws IllegalArgumentException if there is no such column; it names those there are
    public DataFrame withPrivate(String... names) {
        requireNonNull(names, "names: expected the columns' names, got null");
        return names.length == 0 ? this : Rows.withPrivate(this, names);
    }

    /// The columns whose values are shown nowhere.
    ///
    /// @return their names, in order
    public List<String> privateColumns() {
        return header.privateNames();
    }

    /// The table as it is shown: without the values of private columns.
    ///
    /// @return a table of the same rows and columns; this one where nothing is private
    public DataFrame shown() {
        return header.privates().isEmpty() ? this : ShownTable.of(this);
    }

    /// A column under another name, at its place.
    ///
    /// @param name its name
    /// @param newName its new name
    /// @return a table with the same rows
    /// @throws IllegalArgumentException if there is no such column, or the new name is taken
    public DataFrame rename(String name, String newName) {
        return with(Rows.renamed(this, name, newName));
    }

    /// A further column, or another in the place of one.
    ///
    /// @param name its name
    /// @param values a value for each row; null where it is missing
    /// @return a table with the same rows
    /// @throws IllegalArgumentException if there are not as many values as rows
    public DataFrame with(String name, Collection<?> values) {
        if (values.size() != height()) {
            throw new IllegalArgumentException(
                    "column '%s' has %d values, the table has %d rows"
                            .formatted(name, values.size(), height()));
        }
        SequencedMap<String, Column> all = new LinkedHashMap<>(columns);
        all.put(requireNonNull(name, "name"), new Column(name, values.toArray()));
        return new DataFrame(all, labels, fileLines);
    }

    /// A further column worked out row by row, or another in the place of one.
    ///
    /// @param name its name
    /// @param value gives a row's value; null where it is missing
    /// @return a table with the same rows
    public DataFrame with(String name, Function<Row, ? extends @Nullable Object> value) {
        List<@Nullable Object> values = new ArrayList<>(height());
        for (int i = 0; i < height(); i++) {
            values.add(value.apply(row(i)));
        }
        return with(name, values);
    }

    /// This table's rows and then another's. Columns are joined by name; one that a table lacks is
    /// missing in its rows. Labels stay as they are.
    ///
    /// @param below the other table
    /// @return a table with the columns of both
    public DataFrame concat(DataFrame below) {
        return Joins.concat(this, below);
    }

    /// The columns of two tables side by side, row by row.
    ///
    /// @param beside as many rows as this table has, in the same order
    /// @return a table with the columns of both, and this table's labels
    /// @throws IllegalArgumentException if heights differ, or both have a column of one name
    public DataFrame joinRows(DataFrame beside) {
        return Joins.rows(this, beside);
    }

    /// The rows of this table that have a partner in another, each with its partner's columns. Keys
    /// are equal by value: 4 and 4.0 are one; a missing key has no partner.
    ///
    /// @param other a table in which each key stands once
    /// @param key the column that both have
    /// @return a table with the columns of both, this table's order and labels
    /// @throws IllegalArgumentException if a key stands twice in the other table, or both have a
    ///   further column of one name
    public DataFrame join(DataFrame other, String key) {
        return Joins.byKey(this, other, key, false);
    }

    /// All rows of this table, with the columns of their partners in another as {@link #join} has
    /// them; missing where a row has none.
    ///
    /// @param other a table in which each key stands once
    /// @param key the column that both have
    /// @return a table with the columns of both, this table's order and labels
    /// @throws IllegalArgumentException as {@link #join}
    public DataFrame leftJoin(DataFrame other, String key) {
        return Joins.byKey(this, other, key, true);
    }

    /// The rows in groups of equal values.
    ///
    /// @param keys the columns whose values are to be equal, 1 or more; a missing value is a value
    /// @return the groups, in the order in which they first appear
    public Grouping groupBy(String... keys) {
        return Grouping.of(this, List.of(keys));
    }

    /// Writes a CSV file that {@link #csv} reads back: RFC 4180, UTF-8, LF; numbers, booleans and
    /// text as they are, any other value as its canonical JSON. Labels are not written, and of
    /// private columns what {@link #shown} has. Text that looks like numbers needs its type when it
    /// is read. The file is there whole or not at all.
    ///
    /// @param file the file; one that is there is replaced
    /// @throws TableException if it cannot be written, or a value has no place in it
    public void writeCsv(Path file) {
        CsvWriter.write(shown(), file);
    }

    /// Writes a JSONL file that {@link #jsonl} reads back: an object a line, a missing value as
    /// null. Labels are not written, and of private columns what {@link #shown} has. The file is
    /// there whole or not at all.
    ///
    /// @param file the file; one that is there is replaced
    /// @throws TableException if it cannot be written, or a value has no place in it
    public void writeJsonl(Path file) {
        JsonLinesWriter.write(shown(), file);
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

    /// The file that the rows come from.
    ///
    /// @return the file, empty for a table made in code
    public Optional<Path> file() {
        return Optional.ofNullable(fileLines).map(FileLines::file);
    }

    List<Column> inOrder() {
        return inOrder;
    }

    /// The digest of names and values, in order; labels do not count.
    @Override
    public String sha256() {
        ContentDigest digest = new ContentDigest();
        for (int i = 0; i < height(); i++) {
            digest.add(row(i));
        }
        return digest.of(columns());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof DataFrame that
                && labels.equals(that.labels)
                && inOrder.equals(that.inOrder);
    }

    @Override
    public int hashCode() {
        return labels.hashCode() * 31 + columns.hashCode();
    }

    /// The table as aligned text, without private values: at most 20 rows, cells cut to 40
    /// characters.
    @Override
    public String toString() {
        return TableText.of(this);
    }
}
