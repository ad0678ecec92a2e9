package dev.kbench.evaluate;

import dev.kbench.control.Cancellation;
import dev.kbench.evaluate.spi.EvaluationEngine;
import dev.kbench.evaluate.spi.JobRunner;
import dev.kbench.evaluate.spi.RunSink;
import dev.kbench.run.EvaluationPlan;

/// Runs cells in this process: one thread an attempt, at most so many at a time. An attempt that
/// breaks (not: fails) stops the rest, and its exception goes on.
public final class LocalEngine implements EvaluationEngine {
    private final int jobs;

    /// An engine.
    ///
    /// @param jobs how many cells at a time, 1 or more
    public LocalEngine(int jobs) {
        if (jobs < 1) {
            throw new IllegalArgumentException("jobs must be 1 or more, got " + jobs);
        }
        this.jobs = jobs;
    }

    @Override
    public void execute(EvaluationPlan plan, JobRunner runner, RunSink sink, Cancellation stop)
            throws InterruptedException {
        new Dispatcher(jobs, plan, runner, sink, stop).run();
    }
}
