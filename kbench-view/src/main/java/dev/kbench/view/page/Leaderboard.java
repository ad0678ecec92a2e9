package dev.kbench.view.page;

import dev.kbench.run.stats.Interval;
import dev.kbench.view.index.RunCell;
import dev.kbench.view.index.RunColumn;
import dev.kbench.view.index.RunLine;
import dev.kbench.view.index.RunQuery;
import dev.kbench.view.index.RunSort;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Models by tasks, and what the charts show of them. Immutable.
///
/// @param tasks the tasks' names, in order
/// @param models a row each, the best first
/// @param past how each evaluation came out, in the order in which they began; none where there is
///   but one
public record Leaderboard(List<String> tasks, List<ModelRow> models, List<Past> past) {
    private static final int MOST_EVALUATIONS = 30;

    /// One model.
    ///
    /// @param model its id
    /// @param cells what it came to, by task
    public record ModelRow(String model, Map<String, RunCell> cells) {
        /// The mean over its tasks of the share that passed: a task counts the same however many
        /// runs it has.
        ///
        /// @return 0 to 1; NaN where nothing was measured
        public double passRate() {
            return cells.values().stream()
                    .mapToDouble(cell -> cell.passRate().value())
                    .filter(rate -> !Double.isNaN(rate))
                    .average()
                    .orElse(Double.NaN);
        }

        /// The 95 % interval of that mean, from those of its tasks, which are independent of each
        /// other: each end is as far from the mean as the root of the squares of their distances
        /// (Zou and Donner, Statistics in Medicine 27, 2008, 1693–1702). So tasks that all passed
        /// or all failed add what their few rows leave open.
        ///
        /// @return within 0 to 1; empty where a task has none
        public Optional<Interval> interval() {
            double below = 0;
            double above = 0;
            int measured = 0;
            for (RunCell cell : cells.values()) {
                double rate = cell.passRate().value();
                if (Double.isNaN(rate)) {
                    continue;
                }
                if (cell.passRate().precision().isEmpty()) {
                    return Optional.empty();
                }
                Interval own = cell.passRate().precision().get().interval95();
                below += (rate - own.low()) * (rate - own.low());
                above += (own.high() - rate) * (own.high() - rate);
                measured++;
            }
            if (measured == 0) {
                return Optional.empty();
            }
            double mean = passRate();
            return Optional.of(
                    new Interval(
                            Math.max(0, mean - Math.sqrt(below) / measured),
                            Math.min(1, mean + Math.sqrt(above) / measured)));
        }

        /// How many runs it has.
        ///
        /// @return 0 or more
        public long runs() {
            return cells.values().stream().mapToLong(RunCell::total).sum();
        }

        /// How many of them have a verdict.
        ///
        /// @return 0 or more
        public long measured() {
            return runs() - unmeasured();
        }

        long passed() {
            return cells.values().stream().mapToLong(RunCell::passed).sum();
        }

        long failed() {
            return cells.values().stream().mapToLong(RunCell::failed).sum();
        }

        long unmeasured() {
            return cells.values().stream().mapToLong(RunCell::unmeasured).sum();
        }

        /// In dollars, as far as that is known.
        double cost() {
            return cells.values().stream().mapToDouble(cell -> cell.cost().orElse(0)).sum();
        }

        long priced() {
            return cells.values().stream().mapToLong(RunCell::priced).sum();
        }
    }

    /// One evaluation.
    ///
    /// @param evaluation its id
    /// @param began when its first run began, as ISO 8601; empty where that is not told
    /// @param rates the share that passed, by model
    public record Past(String evaluation, String began, Map<String, Double> rates) {}

    /// Where a model has no rate at some of the tasks, at how many it has: its mean is over others
    /// than that of the next model.
    ///
    /// @param model one of the rows
    /// @return such as `over 2 of 3 tasks`; empty where it has a rate at all
    public Optional<String> part(ModelRow model) {
        long rated =
                model.cells().values().stream()
                        .filter(cell -> !Double.isNaN(cell.passRate().value()))
                        .count();
        return rated == tasks.size()
                ? Optional.empty()
                : Optional.of("over %d of %d tasks".formatted(rated, tasks.size()));
    }

    /// Counts.
    ///
    /// @param shelf where the runs are
    /// @param query which of them count
    /// @return the leaderboard
    public static Leaderboard of(Shelf shelf, RunQuery query) {
        List<RunCell> cells = shelf.cells(query);
        Set<String> tasks = new LinkedHashSet<>();
        cells.forEach(cell -> tasks.add(cell.task()));
        return new Leaderboard(List.copyOf(tasks), rows(cells), past(shelf, query));
    }

    private static List<ModelRow> rows(List<RunCell> cells) {
        Map<String, Map<String, RunCell>> byModel = new LinkedHashMap<>();
        for (RunCell cell : cells) {
            byModel.computeIfAbsent(cell.model(), _ -> new LinkedHashMap<>())
                    .put(cell.task(), cell);
        }
        List<ModelRow> rows = new ArrayList<>();
        byModel.forEach((model, of) -> rows.add(new ModelRow(model, of)));
        rows.sort(
                (a, b) ->
                        Double.compare(
                                Double.isNaN(b.passRate()) ? -1 : b.passRate(),
                                Double.isNaN(a.passRate()) ? -1 : a.passRate()));
        return rows;
    }

    private static List<Past> past(Shelf shelf, RunQuery query) {
        List<String> evaluations =
                shelf
                        .facets(query)
                        .counts()
                        .getOrDefault(RunColumn.EVALUATION, new LinkedHashMap<>())
                        .keySet()
                        .stream()
                        .filter(one -> !one.isEmpty())
                        .toList();
        if (evaluations.size() < 2 || evaluations.size() > MOST_EVALUATIONS) {
            return List.of();
        }
        List<Past> past = new ArrayList<>();
        for (String evaluation : evaluations) {
            RunQuery of = query.with(RunColumn.EVALUATION, List.of(evaluation));
            Map<String, Double> rates = new LinkedHashMap<>();
            rows(shelf.cells(of)).forEach(row -> rates.put(row.model(), row.passRate()));
            past.add(new Past(evaluation, began(shelf, of), rates));
        }
        past.sort((a, b) -> a.began().compareTo(b.began()));
        return past;
    }

    private static String began(Shelf shelf, RunQuery query) {
        RunSort first = new RunSort(RunColumn.START.key(), true);
        return shelf.search(query.withSort(Optional.of(first))).lines(0, 1).stream()
                .map(RunLine::start)
                .flatMap(Optional::stream)
                .map(String::valueOf)
                .findFirst()
                .orElse("");
    }
}
