package dev.kbench.evaluate.spi;

import dev.kbench.control.Cancellation;
import dev.kbench.run.EvaluationPlan;

/// Runs the cells of a plan, somewhere, somehow, in any order.
@FunctionalInterface
public interface EvaluationEngine {
    /// Runs every cell, or fewer once the cancellation comes.
    ///
    /// @param plan what to run
    /// @param runner runs one cell
    /// @param sink takes what came of each
    /// @param cancel once it comes no further cell is started; those under way end by themselves
    /// @throws InterruptedException if the calling thread was interrupted; cells under way were
    ///   interrupted too
    void execute(EvaluationPlan plan, JobRunner runner, RunSink sink, Cancellation cancel)
            throws InterruptedException;
}
