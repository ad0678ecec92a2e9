package dev.kbench.cli.show;

import dev.kbench.internal.text.SafeText;
import dev.kbench.key.CanonicalJson;
import dev.kbench.store.journal.JournalPlan;
import dev.kbench.store.journal.JournalSummary;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Evaluations as a table: a line each, the newest first.
public final class JournalTable {
    private JournalTable() {}

    /// The table.
    ///
    /// @param all the evaluations, in the order in which they are to stand
    /// @return its lines
    public static List<String> of(List<JournalSummary> all) {
        List<List<String>> rows = new ArrayList<>();
        for (JournalSummary one : all) {
            rows.add(
                    List.of(
                            SafeText.line(one.id(), 120),
                            state(one),
                            runs(one),
                            size(one.bytes())));
        }
        Table table = new Table(true, List.of("evaluation", "state", "runs", "size"), rows);
        List<String> lines = new ArrayList<>();
        lines.add(table.head());
        for (int i = 0; i < rows.size(); i++) {
            lines.add(table.row(i));
            String note = all.get(i).note();
            if (!note.isEmpty()) {
                lines.add("  " + SafeText.line(note, 400));
            }
        }
        return lines;
    }

    /// The same for programs.
    ///
    /// @param all the evaluations, in the order in which they are to stand
    /// @return a JSON object for each: `evaluation` (its id), `state` (in small letters), `pid`
    ///   where a process has it, `finished` and, where it is known, `runs` (how many ended, and how
    ///   many are planned), `bytes` on disk, and `note`
    public static List<String> json(List<JournalSummary> all) {
        return all.stream().map(JournalTable::record).map(CanonicalJson::of).toList();
    }

    private static Map<String, Object> record(JournalSummary one) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("evaluation", one.id());
        record.put("state", one.state().name().toLowerCase(Locale.ROOT));
        one.holder().stream().filter(pid -> pid > 0).forEach(pid -> record.put("pid", pid));
        record.put("finished", one.finished());
        one.plan()
                .map(JournalPlan::runs)
                .filter(runs -> runs > 0)
                .ifPresent(runs -> record.put("runs", runs));
        record.put("bytes", one.bytes());
        record.put("note", one.note());
        return record;
    }

    private static String state(JournalSummary one) {
        String word = one.state().name().toLowerCase(Locale.ROOT);
        return one.holder().isPresent() && one.holder().getAsLong() > 0
                ? "%s (pid %d)".formatted(word, one.holder().getAsLong())
                : word;
    }

    private static String runs(JournalSummary one) {
        return one.plan()
                .map(JournalPlan::runs)
                .filter(runs -> runs > 0)
                .map(runs -> one.finished() + "/" + runs)
                .orElse(Long.toString(one.finished()));
    }

    /// A number of bytes as a person reads it.
    ///
    /// @param bytes how many
    /// @return such as `12 kB` or `3.4 MB`
    public static String size(long bytes) {
        if (bytes < 1_000_000) {
            return (bytes + 999) / 1000 + " kB";
        }
        return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
