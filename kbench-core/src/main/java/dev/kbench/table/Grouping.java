package dev.kbench.table;

import static java.util.Objects.requireNonNull;

import dev.kbench.key.CanonicalJson;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Function;

/// Rows in groups of equal values: `rows.groupBy("model").aggregate(with -> with.add("mean",
/// "score", Column::mean).count("n"))`.
///
/// Immutable.
public final class Grouping {
    private final DataFrame table;
    private final List<String> keys;
    private final List<int[]> groups;

    private Grouping(DataFrame table, List<String> keys, List<int[]> groups) {
        this.table = table;
        this.keys = keys;
        this.groups = groups;
    }

    static Grouping of(DataFrame table, List<String> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("groupBy needs at least one column");
        }
        List<Column> columns = keys.stream().map(table::column).toList();
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        for (int i = 0; i < table.height(); i++) {
            List<@Nullable Object> values = new ArrayList<>(columns.size());
            for (Column column : columns) {
                values.add(column.cell(i));
            }
            rows.computeIfAbsent(CanonicalJson.of(values), _ -> new ArrayList<>()).add(i);
        }
        return new Grouping(
                table,
                keys,
                rows.values().stream()
                        .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
                        .toList());
    }

    /// How many groups there are.
    ///
    /// @return 0 or more
    public int size() {
        return groups.size();
    }

    /// The groups' rows.
    ///
    /// @return a table for each group, in the order in which groups first appear
    public List<DataFrame> tables() {
        return groups.stream().map(table::take).toList();
    }

    /// How many rows each group has.
    ///
    /// @return the keys' columns and a column `count`, a row for each group
    public DataFrame count() {
        return aggregate(with -> with.count("count"));
    }

    /// What each group comes to.
    ///
    /// @param configurer names the columns to work out
    /// @return the keys' columns and those, a row for each group
    public DataFrame aggregate(Consumer<Aggregates> configurer) {
        Aggregates aggregates = new Aggregates(keys);
        configurer.accept(aggregates);
        SequencedMap<String, List<@Nullable Object>> columns = new LinkedHashMap<>();
        for (String key : keys) {
            List<@Nullable Object> values = new ArrayList<>(groups.size());
            groups.forEach(group -> values.add(table.column(key).cell(group[0])));
            columns.put(key, values);
        }
        List<DataFrame> tables = tables();
        aggregates.columns.forEach(
                (name, value) -> {
                    List<@Nullable Object> values = new ArrayList<>(tables.size());
                    tables.forEach(group -> values.add(value.apply(group)));
                    columns.put(name, values);
                });
        return DataFrame.ofColumns(columns)
                .withPrivate(
                        keys.stream()
                                .filter(key -> table.column(key).isPrivate())
                                .toArray(String[]::new));
    }

    /// The columns that are worked out for each group.
    ///
    /// One thread.
    public static final class Aggregates {
        private final List<String> keys;
        private final SequencedMap<String, Function<DataFrame, ? extends @Nullable Object>>
                columns = new LinkedHashMap<>();

        private Aggregates(List<String> keys) {
            this.keys = keys;
        }

        /// A figure over a column: `add("mean", "score", Column::mean)`.
        ///
        /// @param name the new column's name
        /// @param column the column
        /// @param figure what to work out
        /// @return this
        public Aggregates add(String name, String column, Function<Column, ?> figure) {
            return add(name, rows -> figure.apply(rows.column(column)));
        }

        /// A figure over a group's rows.
        ///
        /// @param name the new column's name
        /// @param figure what to work out; null where it is missing
        /// @return this
        public Aggregates add(String name, Function<DataFrame, ? extends @Nullable Object> figure) {
            requireNonNull(name, "name");
            requireNonNull(figure, "figure");
            if (keys.contains(name) || columns.putIfAbsent(name, figure) != null) {
                throw new IllegalArgumentException(
                        "there is a column '%s' already: %s".formatted(name, names()));
            }
            return this;
        }

        /// How many rows a group has.
        ///
        /// @param name the new column's name
        /// @return this
        public Aggregates count(String name) {
            return add(name, rows -> (long) rows.height());
        }

        private List<String> names() {
            List<String> names = new ArrayList<>(keys);
            names.addAll(columns.keySet());
            return Collections.unmodifiableList(names);
        }
    }
}
