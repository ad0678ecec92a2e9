package dev.kbench.task;

import dev.kbench.control.Outlay;
import dev.kbench.event.Usage;
import dev.kbench.key.RunKey;
import dev.kbench.run.Run;
import dev.kbench.store.StoreException;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;

/// Where an evaluation's runs are kept, and given back from.
///
/// Thread-safe.
sealed interface Keeping<T extends @Nullable Object> extends AutoCloseable
        permits KeepingInMemory, KeepingInJournal {
    /// The evaluation's id.
    String id();

    /// Whether an earlier process finished the evaluation: its command did not come to its end.
    boolean wasFinished();

    /// The number of the run at position 0; the others follow it.
    long firstNumber();

    /// The positions whose runs another process completed already; they are not run. The evaluation
    /// clears those that it cannot read, before it starts.
    ///
    /// @return the same set each time
    BitSet kept();

    /// The positions whose runs were under way when an earlier process ended, in order.
    long[] cutShort();

    /// The place of the run at a position.
    ///
    /// @param key the run's key
    Place<T> at(long position, RunKey key);

    /// The run at a position that has one.
    ///
    /// @throws StoreException if it cannot be read
    Run<T> run(int position);

    /// What was spent on a position so far, by whatever process.
    Usage spent(long position);

    /// What the calls so far took of any budget, by whatever process.
    Outlay outlay();

    /// Has an action run when another process asks the evaluation to stop.
    void onStop(Runnable action);

    /// Notes how the evaluation ended, and lets go of what was written to; runs can still be read.
    ///
    /// @param complete whether every position has a verdict
    /// @param reason why it stopped; empty where it is complete
    /// @throws StoreException if that cannot be written
    void end(boolean complete, String reason);

    @Override
    void close();

    /// Where the attempts at one position are kept.
    interface Place<T extends @Nullable Object> {
        /// A place that keeps nothing.
        static <T extends @Nullable Object> Place<T> none() {
            return new NoPlace<>();
        }

        /// How many attempts were made before, by whatever process.
        int attempts();

        /// A completed run with the same key that stands in for this one; null where there is none,
        /// or none is wanted.
        InnerRuns.@Nullable Stand<T> reused();

        /// Where runs inside the attempt that is about to start are kept; null where nowhere.
        @Nullable InnerRuns inner();

        /// An attempt begins.
        ///
        /// @param attempt which attempt, from 1
        void started(int attempt);

        /// A call of the attempt under way was answered, or may have been.
        ///
        /// @param outlay what it took of any budget
        void called(Usage usage, Outlay outlay);

        /// An attempt ended; it is kept when this returns.
        ///
        /// @param cost what it is to count for: what it used, but for runs inside it that were made
        ///   in an earlier attempt
        /// @throws StoreException if it cannot be written
        void finished(Run<T> run, Usage cost);

        /// Takes a run whose attempt could not be kept; it can be read until the process ends.
        default void unkept(Run<T> run) {}
    }
}
