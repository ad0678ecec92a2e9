package dev.kbench.schema;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// What a reading had to repair, each once, in order.
///
/// One thread, one reading.
final class Repairs {
    private static final int MOST = 20;

    private final Set<String> made = new LinkedHashSet<>();
    private boolean more;

    void add(String what) {
        add(() -> what);
    }

    /// @param what is asked only where it is kept: a list of a hundred thousand repaired values
    ///   makes as many words otherwise
    void add(Supplier<String> what) {
        if (made.size() < MOST) {
            made.add(what.get());
        } else {
            more = true;
        }
    }

    List<String> list() {
        if (more) {
            made.add("and more of the kind");
        }
        return List.copyOf(made);
    }
}
