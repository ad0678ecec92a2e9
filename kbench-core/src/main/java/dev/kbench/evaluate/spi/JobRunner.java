package dev.kbench.evaluate.spi;

/// Runs the cells of a plan. Thread-safe.
public interface JobRunner {
    /// Whether the cell at a position is to be run. Asked once, in the order of positions, by one
    /// thread at a time; quick.
    ///
    /// @param position the cell's position in the plan
    /// @return false for a cell whose run is there already
    default boolean wants(long position) {
        return true;
    }

    /// Makes one attempt at the cell at a position, in the calling thread. Its end is told once:
    /// mostly by this thread before this returns. A run that is ended from outside, at its deadline
    /// or by a cancel, may be told by another thread; this returns whenever the task's code does,
    /// or never.
    ///
    /// @param position the cell's position in the plan
    /// @param attempt which attempt, from 1
    /// @param end is told how it goes
    void run(long position, int attempt, JobEnd end);

    /// Ends the attempts under way, soon: each is told of as ended, whatever the task's code does.
    ///
    /// @param why what the user will read
    void cancel(String why);
}
