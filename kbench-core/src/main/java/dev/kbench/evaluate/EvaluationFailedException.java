package dev.kbench.evaluate;

import dev.kbench.key.KbenchException;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// An evaluation with {@link OnFailure#RAISE} had a run that failed or could not be measured.
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
        String label = first.identity().label();
        return new EvaluationFailedException(
                "%s: %d of %d runs had no result, %d were not started; the first: %s%s%s: %s. onFailure(OnFailure.CONTINUE) goes on instead"
                        .formatted(
                                first.task().name(),
                                runs.erroredRuns().size(),
                                planned,
                                planned - runs.size(),
                                first.id(),
                                label.isEmpty() ? "" : " (row '" + label + "')",
                                first.model().map(model -> " on " + model.id()).orElse(""),
                                first.errorMessage().orElse("")),
                runs,
                first,
                cause);
    }

    /// A run's file could not be written; no further run was started.
    ///
    /// @param runs the runs that ended, in input order
    /// @param planned how many there were to be
    /// @param cause why the file could not be written
    /// @return the exception
    public static EvaluationFailedException unstored(
            Runs<?> runs, long planned, RuntimeException cause) {
        return new EvaluationFailedException(
                "%s: stopped after %d of %d runs, whose results runs() has: %s"
                        .formatted(
                                runs.get(0).task().name(),
                                runs.size(),
                                planned,
                                cause.getMessage()),
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
    /// @return the first in input order; empty where a file could not be written
    public Optional<Run<?>> failedRun() {
        return Optional.ofNullable(failed);
    }
}
