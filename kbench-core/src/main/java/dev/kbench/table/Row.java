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
