package dev.kbench.run;

import dev.kbench.event.Usage;
import dev.kbench.table.DataFrame;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/// Runs in order.
///
/// Immutable.
///
/// @param <T> what the task returns
public final class Runs<T extends @Nullable Object> implements Iterable<Run<T>> {
    private final List<Run<T>> runs;

    private Runs(List<Run<T>> runs) {
        this.runs = runs;
    }

    /// Runs from a list.
    ///
    /// @param runs the runs, in order
    /// @param <T> what the task returns
    /// @return them
    @SuppressWarnings("unchecked") // a run only gives its value out
    public static <T extends @Nullable Object> Runs<T> of(List<? extends Run<? extends T>> runs) {
        return new Runs<>((List<Run<T>>) (List<?>) List.copyOf(runs));
    }

    /// How many there are.
    ///
    /// @return 0 or more
    public int size() {
        return runs.size();
    }

    /// Whether there are none.
    ///
    /// @return true if empty
    public boolean isEmpty() {
        return runs.isEmpty();
    }

    /// One run.
    ///
    /// @param position from 0
    /// @return the run at that position
    public Run<T> get(int position) {
        return runs.get(position);
    }

    /// All of them.
    ///
    /// @return unmodifiable, in order
    public List<Run<T>> asList() {
        return runs;
    }

    /// All of them, as a stream.
    ///
    /// @return in order
    public Stream<Run<T>> stream() {
        return runs.stream();
    }

    @Override
    public Iterator<Run<T>> iterator() {
        return runs.iterator();
    }

    /// The runs that completed, passed or not. With {@link #erroredRuns} they are all.
    ///
    /// @return in order
    public Runs<T> completedRuns() {
        return of(runs.stream().filter(run -> run.status() == RunStatus.SUCCESS).toList());
    }

    /// The runs that did not complete: failed ones, and those without a verdict.
    ///
    /// @return in order
    public Runs<T> erroredRuns() {
        return of(runs.stream().filter(run -> run.status() != RunStatus.SUCCESS).toList());
    }

    /// These runs with later ones in the place of those that did not complete, position by
    /// position.
    ///
    /// @param later as many runs as these, in the same order
    /// @return the merged runs
    /// @throws IllegalArgumentException if there are not as many
    public Runs<T> merge(Runs<T> later) {
        if (later.size() != size()) {
            throw new IllegalArgumentException(
                    "merge joins runs position by position: %d runs cannot be merged with %d"
                            .formatted(size(), later.size()));
        }
        List<Run<T>> merged = new ArrayList<>(size());
        for (int i = 0; i < size(); i++) {
            merged.add(runs.get(i).status() == RunStatus.SUCCESS ? runs.get(i) : later.get(i));
        }
        return of(merged);
    }

    /// How many passed, of those that completed or failed: passed / (completed + failed). The
    /// unmeasured are counted beside it.
    ///
    /// @return the rate, 0 to 1
    public Score passRate() {
        Tally tally = tally();
        long passed = runs.stream().filter(Run::passed).count();
        return tally.score(
                tally.completed + tally.failed == 0
                        ? Double.NaN
                        : (double) passed / (tally.completed + tally.failed));
    }

    /// The mean over the values of the completed runs: numbers as they are, true 1, false 0, a pass
    /// count as its share, a metric as its value, a run that returns nothing by whether it passed.
    ///
    /// @return the mean
    /// @throws IllegalStateException if a value is no number
    public Score score() {
        Tally tally = tally();
        double sum = 0;
        for (Run<T> run : runs) {
            if (run.outcome() instanceof Outcome.Completed<T>) {
                sum += number(run);
            }
        }
        return tally.score(tally.completed == 0 ? Double.NaN : sum / tally.completed);
    }

    private static double number(Run<?> run) {
        return run.numericResult()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "%s/%s returned %s, which is no number; use asDataFrame().column(\"result\").field(…)"
                                                .formatted(
                                                        run.task().name(),
                                                        run.id(),
                                                        run.result())));
    }

    /// The runs as a table: their parameters, `result` (missing where there is none), `outcome`,
    /// `passed`, and the run's number as `run_id`; rows in the order of the runs, labelled by the
    /// rows they came from where they came from any. A parameter with one of these four names
    /// stands as `param_` and its name.
    ///
    /// @return the table
    public DataFrame asDataFrame() {
        return RunTable.of(runs);
    }

    /// What all runs used.
    ///
    /// @return the sum
    public Usage usage() {
        Usage sum = Usage.NONE;
        for (Run<T> run : runs) {
            sum = sum.plus(run.usage());
        }
        return sum;
    }

    private record Tally(long completed, long failed, long unmeasured) {
        Score score(double value) {
            return new Score(value, completed, failed, unmeasured, completed + failed + unmeasured);
        }
    }

    private Tally tally() {
        long completed = 0;
        long failed = 0;
        long unmeasured = 0;
        for (Run<T> run : runs) {
            switch (run.outcome()) {
                case Outcome.Completed<T> _ -> completed++;
                case Outcome.Failed<T> _ -> failed++;
                case Outcome.Unmeasured<T> _ -> unmeasured++;
            }
        }
        return new Tally(completed, failed, unmeasured);
    }

    @Override
    public String toString() {
        return runs.toString();
    }
}
