package dev.kbench.view.page;

import dev.kbench.run.stats.Estimate;
import dev.kbench.view.index.RunLine;
import dev.kbench.view.index.RunQuery;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The runs of two or more sides laid beside each other: those of equal task, row, parameters and
/// trial, and of the same model where the first two sides have one in common. Of several such runs
/// of a side the first stands beside the first. The first two sides are compared; the others stand
/// beside them.
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
        List<List<RunLine>> found = new ArrayList<>();
        boolean cut = false;
        for (RunQuery side : sides) {
            Shelf.Found all = shelf.search(side.withSort(Optional.empty()).withGroup(""));
            cut |= all.total() > MOST;
            found.add(lines(all));
        }
        boolean byModel = !Collections.disjoint(models(found.get(0)), models(found.get(1)));
        List<Map<Place, RunLine>> read =
                found.stream().map(lines -> placed(lines, byModel)).toList();
        List<Row> rows = new ArrayList<>();
        for (Place key : read.get(0).keySet()) {
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

    /// Where a run stands among those of its side.
    ///
    /// @param model its model; empty where that does not count
    /// @param nth how many runs of the side stand at the same place before it
    private record Place(String task, String model, long cell, int nth) {}

    private static List<RunLine> lines(Shelf.Found found) {
        List<RunLine> lines = new ArrayList<>();
        long end = Math.min(MOST, found.total());
        for (long from = 0; from < end; from += PAGE) {
            lines.addAll(found.lines(from, PAGE));
        }
        return lines;
    }

    private static Set<String> models(List<RunLine> lines) {
        return lines.stream().map(RunLine::model).collect(Collectors.toSet());
    }

    private static Map<Place, RunLine> placed(List<RunLine> lines, boolean byModel) {
        Map<Place, RunLine> placed = new LinkedHashMap<>();
        Map<Place, Integer> counts = new HashMap<>();
        for (RunLine line : lines) {
            Place first = new Place(line.task(), byModel ? line.model() : "", line.cell(), 0);
            int nth = counts.merge(first, 1, Integer::sum) - 1;
            placed.put(new Place(first.task(), first.model(), first.cell(), nth), line);
        }
        return placed;
    }

    /// What some of the rows are called, in their order: by task and label, or what they were given
    /// where they have no label. Rows of one label, such as those of a grid, say what they were
    /// given too, but for the model, and the trials of one say which they are. Of the other rows
    /// only those of the same labels are looked at.
    ///
    /// @param from the first, from 0
    /// @param end behind the last
    List<String> names(int from, int end) {
        List<RunLine> named = rows.subList(from, end).stream().map(Comparison::first).toList();
        Set<String> labels = named.stream().map(Comparison::label).collect(Collectors.toSet());
        Map<String, Set<String>> given = new HashMap<>();
        Map<String, Set<Integer>> trials = new HashMap<>();
        rows.stream()
                .map(Comparison::first)
                .filter(line -> labels.contains(label(line)))
                .forEach(
                        line -> {
                            given.computeIfAbsent(label(line), _ -> new HashSet<>())
                                    .add(given(line));
                            trials.computeIfAbsent(label(line) + given(line), _ -> new HashSet<>())
                                    .add(line.trial());
                        });
        List<String> names = new ArrayList<>();
        for (RunLine line : named) {
            String name = label(line);
            if (line.label().isEmpty()) {
                name = line.task() + " " + given(line);
            } else if (given.getOrDefault(name, Set.of()).size() > 1) {
                name += " · " + given(line);
            }
            boolean alone = trials.getOrDefault(label(line) + given(line), Set.of()).size() == 1;
            names.add(alone ? name : "%s · trial %d".formatted(name, line.trial() + 1));
        }
        return names;
    }

    private static RunLine first(Row row) {
        return row.lines().getFirst().orElseThrow();
    }

    private static String label(RunLine line) {
        return line.task() + " " + line.label();
    }

    private static String given(RunLine line) {
        return line.params().values().stream()
                .filter(value -> !value.equals(line.model()))
                .collect(Collectors.joining(", "));
    }

    long count(Kind kind) {
        return rows.stream().filter(row -> row.kind() == kind).count();
    }

    /// The share that passed of the second less that of the first, over what both have a verdict
    /// for: what makes a row hard for both cancels out, and trials of one row count as one row's.
    Estimate difference() {
        Map<List<Object>, Integer> places = new HashMap<>();
        double[] differences = new double[rows.size()];
        int[] counts = new int[rows.size()];
        for (Row row : rows) {
            Kind kind = row.kind();
            if (kind != Kind.UNMEASURED) {
                RunLine first = first(row);
                int place =
                        places.computeIfAbsent(
                                List.of(first.task(), first.row()), _ -> places.size());
                differences[place] += kind == Kind.SECOND ? 1 : kind == Kind.FIRST ? -1 : 0;
                counts[place]++;
            }
        }
        return Estimate.overRuns(
                Arrays.copyOf(differences, places.size()),
                Arrays.copyOf(counts, places.size()),
                false);
    }
}
