package dev.kbench.view.page;

import dev.kbench.run.stats.Interval;
import dev.kbench.view.index.RunColumn;
import dev.kbench.view.index.RunLine;
import dev.kbench.view.index.RunQuery;
import dev.kbench.view.run.RunId;
import dev.kbench.view.run.ViewedRun;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/// What the pages ask of the runs. Thread-safe.
public interface Shelf {
    /// Looks for runs.
    ///
    /// @param query which, and in which order
    /// @return what was found
    Found search(RunQuery query);

    /// Counts what a search found, by the values of its columns.
    ///
    /// @param query which runs
    /// @return the counts
    Facets facets(RunQuery query);

    /// Counts what a search found by the groups that it names.
    ///
    /// @param query which runs, and by what they are grouped
    /// @return the groups, the largest first
    List<Group> groups(RunQuery query);

    /// What models came to at tasks.
    ///
    /// @param query which runs
    /// @return a cell for each task and model that has runs, in order
    List<Cell> cells(RunQuery query);

    /// Reads one run whole.
    ///
    /// @param id its id
    /// @return the run
    /// @throws dev.kbench.key.KbenchException if there is none, or it cannot be read
    ViewedRun read(RunId id);

    /// What a search found.
    interface Found {
        /// How many runs.
        ///
        /// @return 0 or more
        long total();

        /// Some of them.
        ///
        /// @param from the first, from 0
        /// @param count how many at most
        /// @return in order; none beyond the last
        List<RunLine> lines(long from, int count);

        /// Where a run stands.
        ///
        /// @param id its id
        /// @return from 0; -1 where it was not found
        long indexOf(RunId id);

        /// The next that did not pass.
        ///
        /// @param id behind which
        /// @return empty where there is none
        Optional<RunId> nextFailing(RunId id);

        /// The last before that did not pass.
        ///
        /// @param id before which
        /// @return empty where there is none
        Optional<RunId> previousFailing(RunId id);
    }

    /// A value, and how many runs have it.
    ///
    /// @param value the value
    /// @param count how many
    record Facet(String value, long count) {}

    /// Values by column.
    ///
    /// @param columns the values, the most frequent first
    /// @param params the names of all parameters, in order
    record Facets(SequencedMap<RunColumn, List<Facet>> columns, List<String> params) {
        /// Copies the collections.
        public Facets {
            columns = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(columns));
            params = List.copyOf(params);
        }
    }

    /// Runs that have a value in common.
    ///
    /// @param value the value
    /// @param runs how many
    /// @param passed how many of them passed
    /// @param failed how many failed
    /// @param unmeasured how many have no verdict
    /// @param score the mean over those that have a number; empty where none has
    record Group(
            String value,
            long runs,
            long passed,
            long failed,
            long unmeasured,
            OptionalDouble score) {}

    /// One model at one task.
    ///
    /// @param task the task's name
    /// @param model the model's id; may be empty
    /// @param runs how many
    /// @param passed how many of them passed
    /// @param failed how many failed
    /// @param unmeasured how many have no verdict
    /// @param passRate passed / (runs − unmeasured); NaN where nothing was measured
    /// @param error the rate's standard error, clustered by row; empty for fewer than 2 rows
    /// @param interval the rate's 95 % interval; empty for fewer than 2 rows
    /// @param score the mean over completed values; empty where none is a number
    /// @param costNanodollars what those of known cost cost, in 10⁻⁹ dollars
    /// @param priced how many have a known cost
    /// @param medianSeconds the middle of their times; empty where none is known
    /// @param p95Seconds the 95th percentile of their times; empty where none is known
    record Cell(
            String task,
            String model,
            long runs,
            long passed,
            long failed,
            long unmeasured,
            double passRate,
            OptionalDouble error,
            Optional<Interval> interval,
            OptionalDouble score,
            long costNanodollars,
            long priced,
            OptionalDouble medianSeconds,
            OptionalDouble p95Seconds) {
        /// How many have a verdict.
        ///
        /// @return 0 or more
        public long measured() {
            return runs - unmeasured;
        }
    }
}
