package dev.kbench.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The columns' names and places. Grows while a file whose rows bring their own names is read for
/// the first time, in one thread; from then on nobody changes it.
final class Header {
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();
    private final Set<String> privates;

    /// @param privates the names of those whose values are shown nowhere
    Header(List<String> names, Set<String> privates) {
        this.privates = privates;
        addFrom(names);
    }

    static Header of(List<Column> columns) {
        return new Header(
                columns.stream().map(Column::name).toList(),
                columns.stream()
                        .filter(Column::isPrivate)
                        .map(Column::name)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /// In the columns' order.
    List<String> privateNames() {
        return privates.isEmpty() ? List.of() : names.stream().filter(privates::contains).toList();
    }

    Set<String> privates() {
        return privates;
    }

    /// Refuses private columns that there are not.
    void checkPrivates() {
        for (String name : privates) {
            if (place(name) < 0) {
                throw unknown(name, names);
            }
        }
    }

    static IllegalArgumentException unknown(String name, List<String> names) {
        return new IllegalArgumentException(
                "there is no column '%s'; there are %s".formatted(name, TableText.names(names)));
    }

    /// Takes over what a longer list has at its end.
    void addFrom(List<String> longer) {
        for (int i = names.size(); i < longer.size(); i++) {
            places.put(longer.get(i), i);
            names.add(longer.get(i));
        }
    }

    List<String> names() {
        return Collections.unmodifiableList(names);
    }

    int size() {
        return names.size();
    }

    String name(int column) {
        return names.get(column);
    }

    /// -1 where there is none.
    int place(String name) {
        return places.getOrDefault(name, -1);
    }
}
