package dev.kbench.cli.show;

import dev.kbench.internal.text.SafeText;
import dev.kbench.store.journal.JournalPlan;
import dev.kbench.store.journal.JournalSummary;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
