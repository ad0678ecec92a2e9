package dev.kbench.evaluate;

import dev.kbench.key.KbenchException;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;

import org.jspecify.annotations.Nullable;

/// An evaluation with {@link OnFailure#RAISE} had a run that failed or could not be measured.
public final class EvaluationFailedException extends KbenchException {
    private static final long serialVersionUID = 1L;

    private final transient Runs<?> runs;

    private EvaluationFailedException(String message, Runs<?> runs, @Nullable Throwable cause) {
        super(message, cause);
        this.runs = runs;
    }

    /// A run had no result.
    ///
    /// @param runs the runs that ended, in input order, at least one of them without a result
    /// @param planned how many there were to be
    /// @param cause what the first task without a result threw, if it is still to be had
    /// @return the exception
    public static EvaluationFailedException noResult(
            Runs<?> runs, long planned, @Nullable Throwable cause) {
        Runs<?> errored = runs.erroredRuns();
        Run<?> first = errored.get(0);
        String label = first.identity().label();
        return new EvaluationFailedException(
                "%s: %d of %d runs had no result, %d were not started; the first: %s%s%s: %s. onFailure(OnFailure.CONTINUE) goes on instead"
                        .formatted(
                                first.task().name(),
                                errored.size(),
                                planned,
                                planned - runs.size(),
                                first.id(),
                                label.isEmpty() ? "" : " (row '" + label + "')",
                                first.model().map(model -> " on " + model.id()).orElse(""),
                                first.errorMessage().orElse("")),
                runs,
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
                cause);
    }

    /// The runs that ended.
    ///
    /// @return in input order
    public Runs<?> runs() {
        return runs;
    }
}
