package dev.kbench.task;

import dev.kbench.evaluate.EvaluationProgress;
import dev.kbench.event.Usage;
import dev.kbench.run.Outcome;
import dev.kbench.run.Run;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.function.Predicate;

/// Counts how far an evaluation is, and asks its condition to stop.
///
/// Thread-safe; the condition is asked by one thread at a time, so that it sees each count once.
final class Progressing {
    private final Predicate<EvaluationProgress> condition;
    private final long total;
    private final long began = System.nanoTime();
    private long completed;
    private long failed;
    private long unmeasured;
    private long passed;
    private long reused;
    private long running;
    private Usage usage = Usage.NONE;
    private boolean met;
    private @Nullable Throwable broken;

    Progressing(Predicate<EvaluationProgress> condition, long total) {
        this.condition = condition;
        this.total = total;
    }

    synchronized void began() {
        running++;
    }

    /// An attempt ended that is to be followed by another.
    synchronized void retried(Run<?> run) {
        running--;
        usage = usage.plus(run.usage());
    }

    /// A run ended for good.
    ///
    /// @return true if the evaluation is to stop
    synchronized boolean ended(Run<?> run) {
        running--;
        usage = usage.plus(run.usage());
        switch (run.outcome()) {
            case Outcome.Completed<?> _ -> completed++;
            case Outcome.Failed<?> _ -> failed++;
            case Outcome.Unmeasured<?> _ -> unmeasured++;
        }
        passed += run.passed() ? 1 : 0;
        reused += run.cached() ? 1 : 0;
        if (!met && broken == null) {
            ask();
        }
        return met || broken != null;
    }

    private void ask() {
        try {
            met =
                    condition.test(
                            new EvaluationProgress(
                                    total,
                                    completed,
                                    failed,
                                    unmeasured,
                                    passed,
                                    reused,
                                    running,
                                    usage,
                                    Duration.ofNanos(System.nanoTime() - began)));
        } catch (RuntimeException | AssertionError | StackOverflowError | LinkageError e) {
            broken = e;
        }
    }

    synchronized boolean met() {
        return met;
    }

    /// What the condition threw, null where it threw nothing.
    synchronized @Nullable Throwable broken() {
        return broken;
    }
}
