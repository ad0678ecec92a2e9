package dev.kbench.table;

import dev.kbench.key.CanonicalJson;
import dev.kbench.key.Digestible;
import dev.kbench.key.Params;
import dev.kbench.key.PrivateValues;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/// One row of a table or of a data set.
///
/// Thread-safe.
public final class Row implements Digestible {
    private final Header header;
    private final IntFunction<@Nullable Object> cells;
    private final long index;
    private final String label;
    private final @Nullable Path file;
    private final long line;
    private @Nullable String digest;

    /// @param cells a value by its column's place, null where it is missing
    /// @param line from 1, 0 where there is none
    Row(
            Header header,
            IntFunction<@Nullable Object> cells,
            long index,
            String label,
            @Nullable Path file,
            long line) {
        this.header = header;
        this.cells = cells;
        this.index = index;
        this.label = label;
        this.file = file;
        this.line = line;
    }

    /// The row's place among the rows.
    ///
    /// @return from 0
    public long index() {
        return index;
    }

    /// The row's label.
    ///
    /// @return the label
    public String label() {
        return label;
    }

    /// The file that the row comes from.
    ///
    /// @return the file, empty for a row made in code
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /// The columns' names.
    ///
    /// @return in order
    public List<String> columns() {
        return header.names();
    }

    /// One value.
    ///
    /// @param column the column's name
    /// @return the value, empty where it is missing or there is no such column
    public Optional<Object> value(String column) {
        int place = header.place(column);
        return place < 0 ? Optional.empty() : Optional.ofNullable(cells.apply(place));
    }

    /// Whether a column's values are shown nowhere.
    ///
    /// @param column the column's name
    /// @return false where there is no such column
    public boolean isPrivate(String column) {
        return header.privates().contains(column);
    }

    /// The row's private values.
    ///
    /// @return those of its private columns
    public PrivateValues privateValues() {
        return header.privates().isEmpty()
                ? PrivateValues.NONE
                : PrivateValues.of(params(), header.privates());
    }

    /// The label as it is shown.
    ///
    /// @return the row's index where the label holds a private value of the row
    public String shownLabel() {
        return privateValues().text(label).equals(label) ? label : Long.toString(index);
    }

    @Nullable Object cell(int column) {
        return cells.apply(column);
    }

    /// The row's values as parameters; missing ones are left out.
    ///
    /// @return names and values, in order
    public Params params() {
        Map<String, Object> values = new LinkedHashMap<>();
        int width = header.size();
        for (int i = 0; i < width; i++) {
            Object value = cells.apply(i);
            if (value != null) {
                values.put(header.name(i), value);
            }
        }
        return Params.from(values);
    }

    /// The digest of the row's names and values; where it stands does not count.
    @Override
    public synchronized String sha256() {
        if (digest == null) {
            digest = CanonicalJson.sha256(params());
        }
        return digest;
    }

    /// Where the row stands, as an error says it.
    ///
    /// @return such as `data/questions.csv, line 4 (row 2)`, or `row 2`; empty for a row without a
    ///   label
    public String place() {
        String name = named(shownLabel());
        if (file == null) {
            return name;
        }
        return line == 0
                ? "%s, %s".formatted(file, name)
                : "%s, line %d (%s)".formatted(file, line, name);
    }

    /// Where the row stands, as a list says it.
    ///
    /// @return such as `row 2, questions.csv:4`, or `row 2`; empty for a row without a label
    public String briefly() {
        String name = named(shownLabel());
        return file == null || line == 0
                ? name
                : "%s, %s:%d".formatted(name, file.getFileName(), line);
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

    @Override
    public String toString() {
        return named(shownLabel()) + privateValues().params(params());
    }
}
