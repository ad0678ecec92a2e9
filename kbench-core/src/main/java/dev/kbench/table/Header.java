package dev.kbench.table;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The columns' names and places. Grows while a file whose rows bring their own names is read for
/// the first time, in one thread; from then on nobody changes it.
final class Header {
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> places = new HashMap<>();

    Header(List<String> names) {
        addFrom(names);
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
