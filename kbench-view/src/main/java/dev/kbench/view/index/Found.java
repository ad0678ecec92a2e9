package dev.kbench.view.index;

import dev.kbench.store.StoreException;
import dev.kbench.view.run.RunId;

import org.apache.lucene.util.FixedBitSet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a search found, in its order; any place in it is reached at once. It shows the index as it
/// was when it was searched; when that is two refreshes ago, as it is.
///
/// Thread-safe.
public final class Found {
    private final RunIndex index;
    private final RunQuery query;
    private volatile Selection selection;

    Found(RunIndex index, RunQuery query, Selection selection) {
        this.index = index;
        this.query = query;
        this.selection = selection;
    }

    /// What is done with a selection whose snapshot is held.
    private interface Use<T> {
        T of(Selection selection) throws IOException;
    }

    private <T> T use(Use<T> use) {
        while (true) {
            Selection here = selection;
            if (!here.snapshot().hold()) {
                selection = index.select(query);
                continue;
            }
            try {
                return use.of(here);
            } catch (IOException e) {
                throw new StoreException("the index of runs cannot be read: " + e.getMessage(), e);
            } finally {
                here.snapshot().release();
            }
        }
    }

    /// How many runs were found.
    ///
    /// @return the count
    public long total() {
        return selection.size();
    }

    /// Rows of the table, read from where the runs are kept.
    ///
    /// @param from the first, from 0
    /// @param count how many at most
    /// @return the rows; fewer at the end, none behind it
    /// @throws IllegalArgumentException for a negative number
    public List<RunLine> lines(long from, int count) {
        if (from < 0 || count < 0) {
            throw new IllegalArgumentException(
                    "expected a first row and a count from 0, got %d and %d"
                            .formatted(from, count));
        }
        return use(
                here -> {
                    List<RunLine> lines = new ArrayList<>();
                    long to = Math.min(from + count, here.size());
                    for (long at = from; at < to; at++) {
                        lines.add(index.reading().line(here.snapshot(), here.document((int) at)));
                    }
                    return lines;
                });
    }

    /// Where a run stands.
    ///
    /// @param id the run's id
    /// @return its row, from 0; -1 where it was not found
    public long indexOf(RunId id) {
        return use(here -> (long) here.place(index.document(here.snapshot(), id)));
    }

    /// The next run that has a verdict and did not pass.
    ///
    /// @param id where to begin; one that was not found stands before all
    /// @return its id; empty where there is none behind
    public Optional<RunId> nextFailing(RunId id) {
        return failing(id, 1);
    }

    /// The run before that has a verdict and did not pass.
    ///
    /// @param id where to begin; one that was not found stands before all
    /// @return its id; empty where there is none before
    public Optional<RunId> previousFailing(RunId id) {
        return failing(id, -1);
    }

    private Optional<RunId> failing(RunId id, int step) {
        return use(
                here -> {
                    FixedBitSet failing = here.snapshot().failing();
                    int from = here.place(index.document(here.snapshot(), id));
                    for (int i = from + step; i >= 0 && i < here.size(); i += step) {
                        if (failing.get(here.document(i))) {
                            return Optional.of(
                                    index.reading().id(here.snapshot(), here.document(i)));
                        }
                    }
                    return Optional.empty();
                });
    }
}
