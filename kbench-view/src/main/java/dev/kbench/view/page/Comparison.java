package dev.kbench.view.page;

import dev.kbench.run.stats.Estimate;
import dev.kbench.view.index.RunLine;
import dev.kbench.view.index.RunQuery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The runs of two or more sides laid beside each other: those of equal task, row, parameters and
/// trial. The first two sides are compared; the others stand beside them.
///
/// @param rows the rows that both of the first two sides have, flips first
/// @param alone how many runs of each of the first two have nothing beside them
/// @param cut whether there are more runs than are laid beside each other
record Comparison(List<Row> rows, List<Long> alone, boolean cut) {
    /// The most runs of each side: each is read from where it is kept.
    static final int MOST = 20_000;

    private static final int PAGE = 500;

    /// What stands side by side.
    ///
    /// @param lines a run of each side; empty where a side has none
    record Row(List<Optional<RunLine>> lines) {
        /// Copies the lines.
        Row {
            lines = List.copyOf(lines);
        }

        Kind kind() {
            RunLine a = lines.get(0).orElseThrow();
            RunLine b = lines.get(1).orElseThrow();
            if (isUnmeasured(a) || isUnmeasured(b)) {
                return Kind.UNMEASURED;
            }
            return a.passed()
                    ? b.passed() ? Kind.BOTH : Kind.FIRST
                    : b.passed() ? Kind.SECOND : Kind.NEITHER;
        }

        private static boolean isUnmeasured(RunLine line) {
            return !line.outcome().equals("completed") && !line.outcome().equals("failed");
        }

        /// How far the second's score lies from the first's; 0 where either has none.
        double distance() {
            RunLine a = lines.get(0).orElseThrow();
            RunLine b = lines.get(1).orElseThrow();
            return a.score().isPresent() && b.score().isPresent()
                    ? Math.abs(b.score().getAsDouble() - a.score().getAsDouble())
                    : 0;
        }
    }

    /// Which of the first two passed.
    enum Kind {
        FIRST("only the first passed"),
        SECOND("only the second passed"),
        NEITHER("neither passed"),
        BOTH("both passed"),
        UNMEASURED("one has no verdict");

        final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /// Lays runs beside each other.
    ///
    /// @param shelf the runs
    /// @param sides a search for each side, two or more
    static Comparison of(Shelf shelf, List<RunQuery> sides) {
        List<Map<String, RunLine>> read = new ArrayList<>();
        boolean cut = false;
        for (RunQuery side : sides) {
            Shelf.Found found = shelf.search(side.withSort(Optional.empty()).withGroup(""));
            cut |= found.total() > MOST;
            read.add(lines(found));
        }
        List<Row> rows = new ArrayList<>();
        for (String key : read.get(0).keySet()) {
            if (read.get(1).containsKey(key)) {
                rows.add(
                        new Row(
                                read.stream()
                                        .map(side -> Optional.ofNullable(side.get(key)))
                                        .toList()));
            }
        }
        rows.sort(
                Comparator.comparing(Row::kind)
                        .thenComparing(Comparator.comparingDouble(Row::distance).reversed()));
        return new Comparison(
                List.copyOf(rows),
                List.of(
                        (long) read.get(0).size() - rows.size(),
                        (long) read.get(1).size() - rows.size()),
                cut);
    }

    private static Map<String, RunLine> lines(Shelf.Found found) {
        Map<String, RunLine> lines = new LinkedHashMap<>();
        long end = Math.min(MOST, found.total());
        for (long from = 0; from < end; from += PAGE) {
            for (RunLine line : found.lines(from, PAGE)) {
                lines.put(
                        "%s\n%s\n%d\n%s"
                                .formatted(line.task(), line.label(), line.trial(), line.params()),
                        line);
            }
        }
        return lines;
    }

    long count(Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind).count();
    }

    /// The share that passed of the second less that of the first, over rows in which both have a
    /// verdict: each row is its own, so that what makes a row hard for both cancels out.
    Estimate difference() {
        List<Row> measured = rows.stream().filter(row -> row.kind() != Kind.UNMEASURED).toList();
        double[] differences = new double[measured.size()];
        int[] counts = new int[measured.size()];
        for (int i = 0; i < differences.length; i++) {
            Kind kind = measured.get(i).kind();
            differences[i] = kind == Kind.SECOND ? 1 : kind == Kind.FIRST ? -1 : 0;
            counts[i] = 1;
        }
        return Estimate.overRuns(differences, counts, false);
    }
}
