package dev.kbench.view.index;

import dev.kbench.store.journal.JournalMark;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What an index says of itself, written with each of its commits: the version of its form, and how
/// far it has read each journal, and what it could not read of it.
///
/// One thread.
final class Manifest {
    private static final String FORMAT = "format";
    private static final String VERSION = "2";
    private static final String JOURNAL = "journal:";
    private static final String NOTICES = "notices:";

    private final Map<String, JournalMark> marks = new HashMap<>();
    private final Map<String, List<String>> notices = new TreeMap<>();

    private Manifest() {}

    static Manifest empty() {
        return new Manifest();
    }

    /// Reads what a commit says.
    ///
    /// @return empty where another version wrote it
    static Optional<Manifest> read(Map<String, String> commit) {
        if (!VERSION.equals(commit.get(FORMAT))) {
            return Optional.empty();
        }
        Manifest manifest = new Manifest();
        try {
            commit.forEach(manifest::take);
        } catch (IllegalArgumentException damaged) {
            return Optional.empty();
        }
        return Optional.of(manifest);
    }

    private void take(String name, String value) {
        if (name.startsWith(JOURNAL)) {
            marks.put(name.substring(JOURNAL.length()), JournalMark.parse(value));
        } else if (name.startsWith(NOTICES)) {
            notices.put(name.substring(NOTICES.length()), value.lines().toList());
        }
    }

    Map<String, String> commit() {
        Map<String, String> commit = new HashMap<>();
        commit.put(FORMAT, VERSION);
        marks.forEach((id, mark) -> commit.put(JOURNAL + id, mark.toString()));
        notices.forEach((id, texts) -> commit.put(NOTICES + id, String.join("\n", texts)));
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
        notices.remove(evaluation);
    }

    /// Notes what of a journal is damaged or cannot be read.
    void notice(String evaluation, String text) {
        List<String> texts = new ArrayList<>(notices.getOrDefault(evaluation, List.of()));
        if (!texts.contains(text)) {
            texts.add(text);
        }
        notices.put(evaluation, texts);
    }

    /// What of the journals is damaged or cannot be read.
    List<String> notices() {
        return notices.values().stream().flatMap(List::stream).toList();
    }

    Set<String> evaluations() {
        return Set.copyOf(marks.keySet());
    }
}
