package dev.kbench.evaluate.spi;

import dev.kbench.run.RunRecord;

/// Runs one cell of a plan. Thread-safe.
@FunctionalInterface
public interface JobRunner {
    /// Runs the cell at a position.
    ///
    /// @param position the cell's position in the plan
    /// @param attempt which attempt, from 1
    /// @return what came of it; a failure is a record too
    RunRecord run(long position, int attempt);
}
