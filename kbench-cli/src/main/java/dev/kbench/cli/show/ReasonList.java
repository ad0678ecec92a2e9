package dev.kbench.cli.show;

import dev.kbench.explain.Explained;
import dev.kbench.internal.text.SafeText;
import dev.kbench.internal.text.TextWidth;
import dev.kbench.key.ModelRef;
import dev.kbench.key.RunKey;
import dev.kbench.run.RunIdentity;
import dev.kbench.workspace.PlannedRuns;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Why runs are read back or made, as lines: runs with the same reasons together, with their number
/// and the first of them.
///
/// One thread.
public final class ReasonList implements ReasonSink {
    /// How many different reasons are told apart; of a million runs each may have its own.
    private static final int REASONS = 1000;

    private static final int LONGEST = 400;
    private static final String INDENT = "  ";

    private final Terminal terminal;
    private final Map<List<Object>, Alike> groups = new LinkedHashMap<>();
    private long others;
    private long reused;

    /// Runs with the same reasons.
    private static final class Alike {
        final Explained first;
        long count;

        Alike(Explained first) {
            this.first = first;
        }
    }

    /// A list that is empty.
    ///
    /// @param terminal where it is shown
    public ReasonList(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void add(Explained run) {
        reused += run.reused() ? 1 : 0;
        List<Object> key = List.of(run.reused(), run.alike());
        Alike group = groups.get(key);
        if (group == null) {
            if (groups.size() == REASONS) {
                others++;
                return;
            }
            group = new Alike(run);
            groups.put(key, group);
        }
        group.count++;
    }

    @Override
    public void end(PlannedRuns planned) {
        List<String> lines = new ArrayList<>();
        String title =
                "%s: %s, %s read back, %s made"
                        .formatted(
                                SafeText.line(planned.task(), 200),
                                Figures.counted(planned.size(), "run"),
                                Figures.count(reused),
                                Figures.count(planned.size() - reused));
        wrapped(title, "", lines);
        planned.continued()
                .ifPresent(id -> wrapped("goes on with " + SafeText.line(id, 200), INDENT, lines));
        groups.values().stream()
                .sorted(
                        Comparator.comparing((Alike group) -> !group.first.reused())
                                .thenComparingLong(group -> -group.count))
                .forEach(group -> wrapped(line(group), INDENT, lines));
        if (others > 0) {
            wrapped(
                    "%s more, each for reasons of its own; --all shows them"
                            .formatted(Figures.counted(others, "run")),
                    INDENT,
                    lines);
        }
        terminal.lines(lines);
        groups.clear();
        others = 0;
        reused = 0;
    }

    private static String line(Alike group) {
        Explained run = group.first;
        List<String> reasons = group.count == 1 ? run.reasons() : run.alike();
        String which = which(run);
        String example =
                which.isEmpty() ? "" : group.count == 1 ? "; " + which : "; the first: " + which;
        return "%s %s: %s%s"
                .formatted(
                        Figures.count(group.count),
                        verdict(run),
                        SafeText.line(String.join("; ", reasons), LONGEST),
                        SafeText.line(example, LONGEST));
    }

    static String verdict(Explained run) {
        return run.reused() ? "read back" : "made";
    }

    /// Which run it is: its row, its model, its trial after the first.
    static String which(Explained run) {
        List<String> parts = new ArrayList<>();
        if (!run.row().isEmpty()) {
            parts.add(run.row());
        }
        RunKey key = run.key();
        ModelRef model = key.model();
        if (!model.equals(RunIdentity.NO_MODEL)) {
            parts.add(model.id());
        }
        if (key.trial() > 0) {
            parts.add("trial " + key.trial());
        }
        return String.join(", ", parts);
    }

    private void wrapped(String text, String indent, List<String> lines) {
        List<String> parts =
                TextWidth.wrap(text, Math.max(8, terminal.columns() - 2 * indent.length()));
        for (int i = 0; i < parts.size(); i++) {
            lines.add((i == 0 ? indent : indent + indent) + parts.get(i));
        }
    }
}
