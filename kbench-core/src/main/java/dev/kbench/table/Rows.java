package dev.kbench.table;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;

/// Makes tables of rows and columns that are given in code.
final class Rows {
    private Rows() {}

    static DataFrame table(Collection<? extends Map<String, ?>> rows) {
        Set<String> names = new LinkedHashSet<>();
        rows.forEach(row -> names.addAll(row.keySet()));
        SequencedMap<String, Column> columns = new LinkedHashMap<>();
        for (String name : names) {
            columns.put(name, new Column(name, rows.stream().map(row -> row.get(name)).toArray()));
        }
        return new DataFrame(columns, labels(rows.size()), null);
    }

    static DataFrame withPrivate(DataFrame table, String... names) {
        SequencedMap<String, Column> marked = new LinkedHashMap<>();
        table.inOrder().forEach(column -> marked.put(column.name(), column));
        for (String name : names) {
            marked.put(name, table.column(name).asPrivateAs(true));
        }
        return table.with(marked);
    }

    static SequencedMap<String, Column> selected(DataFrame table, String... names) {
        SequencedMap<String, Column> selected = new LinkedHashMap<>();
        for (String name : names) {
            if (selected.put(name, table.column(name)) != null) {
                throw new IllegalArgumentException("column '%s' is named twice".formatted(name));
            }
        }
        return selected;
    }

    static DataFrame ofColumns(String name, Collection<?> values, Object... more) {
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
        return new DataFrame(columns, labels(values.size()), null);
    }

    static SequencedMap<String, Column> renamed(DataFrame table, String name, String newName) {
        Column renamed = table.column(name).named(newName);
        if (!name.equals(newName) && table.find(newName) != null) {
            throw new IllegalArgumentException("there is a column '%s' already".formatted(newName));
        }
        SequencedMap<String, Column> all = new LinkedHashMap<>();
        for (Column column : table.inOrder()) {
            boolean found = column.name().equals(name);
            all.put(found ? newName : column.name(), found ? renamed : column);
        }
        return all;
    }

    static void put(SequencedMap<String, Column> columns, String name, Collection<?> values) {
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

    static int height(SequencedMap<String, Column> columns) {
        return columns.isEmpty() ? 0 : columns.firstEntry().getValue().height();
    }

    static List<String> labels(int height) {
        return IntStream.range(0, height).mapToObj(Integer::toString).toList();
    }

    static Map<String, ?> toMap(Object row, int index) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        switch (row) {
            case Map<?, ?> map ->
                    map.forEach(
                            (name, value) -> {
                                if (!(name instanceof String text)) {
                                    throw new IllegalArgumentException(
                                            "row %d: a column's name must be text, got %s"
                                                    .formatted(index, name));
                                }
                                values.put(text, value);
                            });
            case Record record -> {
                for (RecordComponent component : record.getClass().getRecordComponents()) {
                    values.put(component.getName(), component(record, component));
                }
            }
            default ->
                    throw new IllegalArgumentException(
                            "row %d: expected a map or a record, got a %s"
                                    .formatted(index, row.getClass().getName()));
        }
        return values;
    }

    static @Nullable Object component(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "component '%s' of %s cannot be read: %s"
                            .formatted(component.getName(), record.getClass().getName(), e),
                    e);
        }
    }
}
