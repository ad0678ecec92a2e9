package dev.kbench.table;

import dev.kbench.key.PrivateValues;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/// A table without its private values: those of private columns, and where they stand in other
/// texts of the same row.
final class ShownTable {
    private ShownTable() {}

    static DataFrame of(DataFrame table) {
        List<PrivateValues> hidden = table.rows().stream().map(Row::privateValues).toList();
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (Column column : table.inOrder()) {
            columns.put(
                    column.name(),
                    new Column(
                            column.name(),
                            IntStream.range(0, table.height())
                                    .mapToObj(row -> shown(column, row, hidden.get(row)))
                                    .toArray()));
        }
        List<String> labels = table.rows().stream().map(Row::shownLabel).toList();
        return new DataFrame(columns, labels, null);
    }

    private static @Nullable Object shown(Column column, int row, PrivateValues hidden) {
        Object value = column.cell(row);
        if (value == null) {
            return null;
        }
        return column.isPrivate() ? PrivateValues.MARK : hidden.data(value);
    }
}
