package dev.kbench.view.index;

import dev.kbench.store.journal.JournalMark;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What an index says of itself, written with each of its commits: the version of its form, and how
/// far it has read each journal.
///
/// One thread.
final class Manifest {
    private static final String FORMAT = "format";
    private static final String VERSION = "1";
    private static final String JOURNAL = "journal:";

    private final Map<String, JournalMark> marks;

    private Manifest(Map<String, JournalMark> marks) {
        this.marks = marks;
    }

    static Manifest empty() {
        return new Manifest(new HashMap<>());
    }

    /// Reads what a commit says.
    ///
    /// @return empty where another version wrote it
    static Optional<Manifest> read(Map<String, String> commit) {
        if (!VERSION.equals(commit.get(FORMAT))) {
            return Optional.empty();
        }
        Map<String, JournalMark> marks = new HashMap<>();
        try {
            commit.forEach(
                    (name, value) -> {
                        if (name.startsWith(JOURNAL)) {
                            marks.put(name.substring(JOURNAL.length()), JournalMark.parse(value));
                        }
                    });
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
        return Optional.of(new Manifest(marks));
    }

    Map<String, String> commit() {
        Map<String, String> commit = new HashMap<>();
        commit.put(FORMAT, VERSION);
        marks.forEach((id, mark) -> commit.put(JOURNAL + id, mark.toString()));
        return commit;
    }

    JournalMark mark(String evaluation) {
        return marks.getOrDefault(evaluation, JournalMark.START);
    }

    void mark(String evaluation, JournalMark mark) {
        marks.put(evaluation, mark);
    }

    void forget(String evaluation) {
        marks.remove(evaluation);
    }

    Set<String> evaluations() {
        return Set.copyOf(marks.keySet());
    }
}
