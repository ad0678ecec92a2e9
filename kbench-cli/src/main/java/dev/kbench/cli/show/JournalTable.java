package dev.kbench.cli.show;

import dev.kbench.internal.text.SafeText;
import dev.kbench.internal.text.TextWidth;
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
    private static final String INDENT = "  ";
    private static final List<String> HEADS = List.of("evaluation", "state", "runs", "size");

    private JournalTable() {}

    /// The table. Where it does not fit, each evaluation's id stands on lines of its own, its
    /// figures below it; where these do not fit either, each has a line.
    ///
    /// @param all the evaluations, in the order in which they are to stand
    /// @param columns how wide the lines may be
    /// @return its lines
    public static List<String> of(List<JournalSummary> all, int columns) {
        List<List<String>> rows = new ArrayList<>();
        for (JournalSummary one : all) {
            rows.add(
                    List.of(
                            SafeText.line(one.id(), 120),
                            state(one),
                            runs(one),
                            size(one.bytes())));
        }
        Table table = new Table(true, HEADS, rows);
        boolean wide = table.width() <= columns;
        Table figures =
                new Table(
                        true,
                        HEADS.subList(1, HEADS.size()),
                        rows.stream().map(row -> row.subList(1, row.size())).toList());
        boolean narrow = figures.width() + INDENT.length() <= columns;
        List<String> lines = new ArrayList<>();
        if (wide) {
            lines.add(table.head());
        } else if (narrow) {
            lines.add(INDENT + figures.head());
        }
        for (int i = 0; i < rows.size(); i++) {
            if (wide) {
                lines.add(table.row(i));
            } else {
                lines.addAll(TextWidth.wrap(rows.get(i).getFirst(), columns));
                if (narrow) {
                    lines.add(INDENT + figures.row(i));
                } else {
                    for (int cell = 1; cell < HEADS.size(); cell++) {
                        wrapped(HEADS.get(cell) + " " + rows.get(i).get(cell), columns, lines);
                    }
                }
            }
            String note = all.get(i).note();
            if (!note.isEmpty()) {
                wrapped(SafeText.line(note, 400), columns, lines);
            }
        }
        return lines;
    }

    private static void wrapped(String text, int columns, List<String> lines) {
        TextWidth.wrap(text, Math.max(2, columns - INDENT.length()))
                .forEach(line -> lines.add(INDENT + line));
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
