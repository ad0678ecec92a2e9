package dev.kbench.view.page;

import dev.kbench.view.index.Facets;
import dev.kbench.view.index.RunCell;
import dev.kbench.view.index.RunGroup;
import dev.kbench.view.index.RunLine;
import dev.kbench.view.index.RunQuery;
import dev.kbench.view.run.RunId;
import dev.kbench.view.run.ViewedRun;

import java.util.List;
import java.util.Optional;

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
    List<RunGroup> groups(RunQuery query);

    /// What models came to at tasks.
    ///
    /// @param query which runs
    /// @return a cell for each task and model that has runs, in order
    List<RunCell> cells(RunQuery query);

    /// Reads one run whole.
    ///
    /// @param id its id
    /// @return the run
    /// @throws java.util.NoSuchElementException if there is none
    /// @throws dev.kbench.key.KbenchException if it cannot be read
    ViewedRun read(RunId id);

    /// The attempts at a run that came before the one that counts.
    ///
    /// @param id the run's id
    /// @return in the order in which they were made, each by an id of its own; mostly none
    List<RunLine> earlier(RunId id);

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
}
