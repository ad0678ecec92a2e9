package dev.kbench.evaluate;

import dev.kbench.key.KbenchException;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Outcome;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.run.UnmeasuredReason;
import dev.kbench.table.Row;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// An evaluation did not end as planned: with {@link OnFailure#RAISE} a run failed or could not be
/// measured, or it was interrupted, a file could not be written, its condition to stop threw. What
/// ended by then is never lost: {@link #runs} has it.
public final class EvaluationFailedException extends KbenchException {
    private static final long serialVersionUID = 1L;

    private final transient Runs<?> runs;
    private final transient @Nullable Run<?> failed;

    private EvaluationFailedException(
            String message, Runs<?> runs, @Nullable Run<?> failed, @Nullable Throwable cause) {
        super(message, cause);
        this.runs = runs;
        this.failed = failed;
    }

    /// A run had no result.
    ///
    /// @param runs the runs that ended, in input order
    /// @param planned how many there were to be
    /// @param first the first of them, in input order, to raise for
    /// @param cause what that run's task threw, if it is still to be had
    /// @return the exception
    public static EvaluationFailedException noResult(
            Runs<?> runs, long planned, Run<?> first, @Nullable Throwable cause) {
        String label = first.privateValues().text(first.identity().label());
        return new EvaluationFailedException(
                "%s: %d of %d runs had no result%s; the first: %s%s%s: %s%s"
                        .formatted(
                                first.task().name(),
                                runs.erroredRuns().size(),
                                planned,
                                planned > runs.size()
                                        ? ", %d were not started".formatted(planned - runs.size())
                                        : "",
                                first.id(),
                                label.isEmpty() ? "" : " (" + Row.named(label) + ")",
                                first.model().map(model -> " on " + model.id()).orElse(""),
                                first.privateValues().text(first.errorMessage().orElse("")),
                                isOverBudget(first)
                                        ? ""
                                        : ". onFailure(OnFailure.CONTINUE) goes on instead"),
                runs,
                first,
                cause);
    }

    /// Whether nothing would go on, whatever an evaluation does about failures.
    private static boolean isOverBudget(Run<?> run) {
        return run.outcome() instanceof Outcome.Unmeasured<?>(UnmeasuredReason reason, _)
                && reason == UnmeasuredReason.OVER_BUDGET;
    }

    /// The evaluation was stopped by something else than a run without a result; no further run was
    /// started.
    ///
    /// @param task the task's name
    /// @param runs the runs that ended, in input order
    /// @param planned how many there were to be
    /// @param why what stopped it
    /// @param cause what was thrown
    /// @return the exception
    public static EvaluationFailedException stopped(
            String task, Runs<?> runs, long planned, String why, Throwable cause) {
        return new EvaluationFailedException(
                "%s: stopped after %d of %d runs, whose results runs() has: %s"
                        .formatted(task, runs.size(), planned, why),
                runs,
                null,
                cause);
    }

    /// The runs that ended.
    ///
    /// @return in input order
    public Runs<?> runs() {
        return runs;
    }

    /// The run that was raised for.
    ///
    /// @return the first in input order; empty where something else stopped the evaluation
    public Optional<Run<?>> failedRun() {
        return Optional.ofNullable(failed);
    }
}
