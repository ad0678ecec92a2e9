package dev.kbench.run;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;

/// Where an evaluation's runs are noted as they end, in any order: what figures are taken from is
/// kept, in at most 82 bytes a run, or 146 where much of it was paid before, 210 where that was
/// replayed; the whole run is loaded from where it lies when somebody asks for it.
///
/// Thread-safe.
///
/// @param <T> what the task returns
public final class RunLedger<T extends @Nullable Object> {
    private final ReentrantLock lock = new ReentrantLock();
    private final RunLayout layout;
    private final IntFunction<Run<T>> loader;
    private final RunColumns columns;
    private boolean closed;

    /// Opens an empty ledger.
    ///
    /// @param layout what stands at which position
    /// @param loader gives the whole run at a position that was noted; thread-safe. It may read
    ///   from disk, and what it throws reaches whoever asks for that run
    public RunLedger(RunLayout layout, IntFunction<Run<T>> loader) {
        this.layout = layout;
        this.loader = loader;
        this.columns = new RunColumns(layout.size());
    }

    /// Notes what a position came to. A later one takes the place of an earlier.
    ///
    /// @param position from 0 to below the layout's size
    /// @param run what the run came to
    /// @return false if it came after {@link #close}, and was not noted
    public boolean put(int position, RunSummary run) {
        lock.lock();
        try {
            if (!closed) {
                columns.put(position, run);
            }
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /// How many positions have a run.
    ///
    /// @return 0 to the layout's size
    public int size() {
        lock.lock();
        try {
            return columns.size();
        } finally {
            lock.unlock();
        }
    }

    /// How much memory the columns take, their arrays' headers left out.
    ///
    /// @return bytes
    public long bytes() {
        lock.lock();
        try {
            return columns.bytes();
        } finally {
            lock.unlock();
        }
    }

    /// Takes no more runs, and gives those there are; positions without one are not run.
    ///
    /// @return the runs, in order of position
    public Runs<T> close() {
        lock.lock();
        try {
            closed = true;
            return new Runs<>(StoredRuns.of(layout, columns, loader));
        } finally {
            lock.unlock();
        }
    }
}
