package dev.kbench.run;

import dev.kbench.event.Spending;
import dev.kbench.event.Usage;
import dev.kbench.key.ModelRef;
import dev.kbench.table.DataFrame;

import org.jspecify.annotations.Nullable;

import java.util.AbstractList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.SequencedMap;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Runs in order: a view of where they lie. Figures are taken from what is kept of each run in
/// memory; a whole run is read where it is asked for, and not held.
///
/// Immutable.
///
/// @param <T> what the task returns
public final class Runs<T extends @Nullable Object> implements Iterable<Run<T>> {
    private final RunSource<T> source;

    Runs(RunSource<T> source) {
        this.source = source;
    }

    /// Where they lie.
    RunSource<T> source() {
        return source;
    }

    /// Runs from a list.
    ///
    /// @param runs the runs, in order
    /// @param <T> what the task returns
    /// @return them
    @SuppressWarnings("unchecked") // a run only gives its value out
    public static <T extends @Nullable Object> Runs<T> of(List<? extends Run<? extends T>> runs) {
        return new Runs<>(StoredRuns.of((List<Run<T>>) (List<?>) List.copyOf(runs)));
    }

    /// How many there are.
    ///
    /// @return 0 or more
    public int size() {
        return source.size();
    }

    /// How many were planned: those that there are, and those that were not run because an
    /// evaluation ended early.
    ///
    /// @return {@link #size} or more
    public long planned() {
        return source.planned();
    }

    /// Whether there are none.
    ///
    /// @return true if empty
    public boolean isEmpty() {
        return size() == 0;
    }

    /// One run, read from where it lies.
    ///
    /// @param position from 0 to below {@link #size}
    /// @return the run at that position
    public Run<T> get(int position) {
        return source.run(Objects.checkIndex(position, size()));
    }

    /// All of them, as a list that reads each run when it is asked for.
    ///
    /// @return unmodifiable, in order
    public List<Run<T>> asList() {
        return Collections.unmodifiableList(new AsList<>(source));
    }

    private static final class AsList<T extends @Nullable Object> extends AbstractList<Run<T>>
            implements RandomAccess {
        private final RunSource<T> source;

        AsList(RunSource<T> source) {
            this.source = source;
        }

        @Override
        public Run<T> get(int index) {
            return source.run(Objects.checkIndex(index, size()));
        }

        @Override
        public int size() {
            return source.size();
        }
    }

    /// All of them, as a stream that holds none.
    ///
    /// @return in order
    public Stream<Run<T>> stream() {
        return IntStream.range(0, size()).mapToObj(source::run);
    }

    @Override
    public Iterator<Run<T>> iterator() {
        return asList().iterator();
    }

    /// The runs that completed, passed or not. With {@link #erroredRuns} they are all.
    ///
    /// @return in order
    public Runs<T> completedRuns() {
        return where(i -> RunState.completed(source.state(i)), 0);
    }

    /// The runs that did not complete: failed ones, and those without a verdict.
    ///
    /// @return in order
    public Runs<T> erroredRuns() {
        return where(i -> !RunState.completed(source.state(i)), 0);
    }

    private Runs<T> where(IntPredicate chosen, long notRun) {
        return new Runs<>(SelectedRuns.of(source, chosen, notRun));
    }

    /// These runs by model.
    ///
    /// @return each model of the evaluation and its runs, which may be none; in the evaluation's
    ///   order
    public SequencedMap<ModelRef, Runs<T>> byModel() {
        SequencedMap<ModelRef, Runs<T>> byModel = new LinkedHashMap<>();
        List<ModelRef> models = source.models();
        boolean stopped = planned() > size();
        for (int m = 0; m < models.size(); m++) {
            int model = m;
            Runs<T> runs = where(i -> source.model(i) == model, 0);
            long missing = stopped ? planned() / models.size() - runs.size() : 0;
            byModel.put(
                    models.get(m),
                    missing == 0 ? runs : where(i -> source.model(i) == model, missing));
        }
        return Collections.unmodifiableSequencedMap(byModel);
    }

    /// These runs with later ones in the place of those that did not complete, and of those that
    /// were not run. A run takes the place of the same run: of the same task, version, model, row,
    /// parameters and trial. Evaluations of the same plan are joined position by position, also
    /// where the first stopped early; of another plan (fewer rows, say) every later run has to be
    /// one of these. A completed run stays; a failed one is replaced by a completed or failed one;
    /// an unmeasured one by any. What they cost is what the runs that are kept cost.
    ///
    /// @param later runs made later
    /// @return the merged runs, in this order; a view of both
    /// @throws IllegalArgumentException if a later run is none of these; it names the first
    public Runs<T> merge(Runs<T> later) {
        return new Runs<>(new Merging<>(source, later.source).merged());
    }

    /// How many runs came to what.
    ///
    /// @return the counts
    public Tally tally() {
        return RunFigures.tally(source);
    }

    /// How many runs came to what, with the reasons.
    ///
    /// @return such as `completed`, `failed EXCEPTION`, `unmeasured TIMED_OUT`, each with how many
    ///   runs, for those that there are
    public SequencedMap<String, Long> outcomes() {
        return RunFigures.outcomes(source);
    }

    /// How many passed, of those that completed or failed: passed / (completed + failed). The
    /// unmeasured are counted beside it. All runs count alike; for rows that count alike see {@link
    /// #trials}. Its error is clustered by row; where there is no data, what the task was given is
    /// its row.
    ///
    /// @return the rate, 0 to 1
    public Score passRate() {
        return RunFigures.passRate(source);
    }

    /// The mean over the values of the completed runs: numbers as they are, true 1, false 0, a pass
    /// count as its share, a metric as its value, a run that returns nothing by whether it passed.
    ///
    /// @return the mean
    /// @throws IllegalStateException if a value is no finite number
    public Score score() {
        return RunFigures.score(source);
    }

    /// Figures for rows that were run several times: means over rows of means over trials, pass@k,
    /// pass^k.
    ///
    /// @return the figures
    public Trials trials() {
        return new Trials(source);
    }

    /// Compares the models' pass rates, row by row.
    ///
    /// @return the comparison
    public ModelComparison compare() {
        return ModelComparison.ofVerdicts(source);
    }

    /// Compares the values that the models' runs returned, row by row.
    ///
    /// @return the comparison
    /// @throws IllegalStateException if a value is no finite number
    public ModelComparison compareScores() {
        return ModelComparison.ofScores(source);
    }

    /// The runs as a table: their parameters, `result` (missing where there is none), `outcome`,
    /// `passed`, and the run's number as `run_id`; rows in the order of the runs, labelled by the
    /// rows they came from where they came from any. A parameter with one of these four names
    /// stands as `param_` and its name.
    ///
    /// @return the table
    public DataFrame asDataFrame() {
        return RunTable.of(this);
    }

    /// What all runs cost, whenever that was paid: the runs that there are, each read back with
    /// what it used when it was made, and the attempts that they replace.
    ///
    /// @return the sum; {@link #spent} tells what this process paid of it
    public Usage usage() {
        return spent().inAll();
    }

    /// What all runs cost, told apart by whether this process paid it.
    ///
    /// @return what was paid now, what in all, and what of that was only replayed
    public Spending spent() {
        return RunFigures.spent(source);
    }

    /// How many there are and what they came to; the runs themselves may be many.
    ///
    /// @return such as `3 runs: 2 measured, 1 failed, 0 unmeasured of 3`
    @Override
    public String toString() {
        return "%s: %s".formatted(size() == 1 ? "1 run" : size() + " runs", tally());
    }
}
