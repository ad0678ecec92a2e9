package dev.kbench.table;

import dev.kbench.key.CanonicalJson;
import dev.kbench.key.PrivateValues;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/// Two tables become one.
final class Joins {
    private Joins() {}

    static DataFrame concat(DataFrame above, DataFrame below) {
        Set<String> names = new LinkedHashSet<>(above.columns());
        names.addAll(below.columns());
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (String name : names) {
            @Nullable Object[] values = new @Nullable Object[above.height() + below.height()];
            copy(above, name, values, 0);
            copy(below, name, values, above.height());
            columns.put(
                    name,
                    new Column(name, values, isPrivate(above, name) || isPrivate(below, name)));
        }
        List<String> labels = new ArrayList<>(above.labels());
        labels.addAll(below.labels());
        return new DataFrame(columns, List.copyOf(labels), null);
    }

    private static boolean isPrivate(DataFrame table, String name) {
        Column column = table.find(name);
        return column != null && column.isPrivate();
    }

    private static void copy(DataFrame table, String name, @Nullable Object[] values, int from) {
        Column column = table.find(name);
        if (column != null) {
            for (int i = 0; i < column.height(); i++) {
                values[from + i] = column.cell(i);
            }
        }
    }

    static DataFrame rows(DataFrame left, DataFrame right) {
        if (left.height() != right.height()) {
            throw new IllegalArgumentException(
                    "tables are joined row by row: %d rows cannot be joined with %d"
                            .formatted(left.height(), right.height()));
        }
        return beside(left, right.inOrder());
    }

    private static DataFrame beside(DataFrame left, List<Column> right) {
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        left.inOrder().forEach(column -> columns.put(column.name(), column));
        for (Column column : right) {
            if (columns.put(column.name(), column) != null) {
                throw new IllegalArgumentException(
                        "both tables have a column '%s'; rename or drop one"
                                .formatted(column.name()));
            }
        }
        return new DataFrame(columns, left.labels(), null);
    }

    static DataFrame byKey(DataFrame left, DataFrame right, String key, boolean all) {
        Map<String, Integer> partners = partners(right.column(key));
        Column keys = left.column(key);
        int[] partner = new int[left.height()];
        int[] kept = new int[left.height()];
        int count = 0;
        for (int i = 0; i < partner.length; i++) {
            Object value = keys.cell(i);
            int found = value == null ? -1 : partners.getOrDefault(CanonicalJson.of(value), -1);
            if (all || found >= 0) {
                kept[count] = i;
                partner[count++] = found;
            }
        }
        int[] rows = Arrays.copyOf(partner, count);
        List<Column> joined = new ArrayList<>();
        for (Column column : right.inOrder()) {
            if (!column.name().equals(key)) {
                joined.add(column.takeOrMissing(rows));
            }
        }
        DataFrame together = beside(left.take(Arrays.copyOf(kept, count)), joined);
        return isPrivate(right, key) ? together.withPrivate(key) : together;
    }

    private static Map<String, Integer> partners(Column keys) {
        Map<String, Integer> rows = new HashMap<>();
        for (int i = 0; i < keys.height(); i++) {
            Object value = keys.cell(i);
            if (value == null) {
                continue;
            }
            Integer before = rows.put(CanonicalJson.of(value), i);
            if (before != null) {
                throw new IllegalArgumentException(
                        "rows %d and %d of the table to join have the same '%s', %s; a join needs each key once"
                                .formatted(
                                        before,
                                        i,
                                        keys.name(),
                                        keys.isPrivate() ? PrivateValues.MARK : value));
            }
        }
        return rows;
    }
}
