package dev.kbench.evaluate.spi;

import dev.kbench.control.Cancellation;
import dev.kbench.run.EvaluationPlan;

/// Runs the cells of a plan, somewhere, somehow, in any order, and again as the plan's {@link
/// dev.kbench.run.RetryPolicy} says.
@FunctionalInterface
public interface EvaluationEngine {
    /// Runs every cell, or fewer once it is stopped. Returns when all attempts begun have ended.
    ///
    /// @param plan what to run
    /// @param runner runs one attempt at a cell
    /// @param sink takes what came of each attempt
    /// @param stop once it comes no further attempt is begun; those under way end by themselves
    /// @throws InterruptedException if the calling thread was interrupted; attempts under way were
    ///   cancelled and have ended
    void execute(EvaluationPlan plan, JobRunner runner, RunSink sink, Cancellation stop)
            throws InterruptedException;
}
