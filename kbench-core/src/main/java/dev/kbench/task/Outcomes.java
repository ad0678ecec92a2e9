package dev.kbench.task;

import dev.kbench.assertion.Recorder;
import dev.kbench.assertion.RequirementFailedError;
import dev.kbench.evaluate.EvaluationFailedException;
import dev.kbench.internal.context.RunScope;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.run.Failure;
import dev.kbench.run.FailureKind;
import dev.kbench.run.Outcome;
import dev.kbench.run.ResultType;
import dev.kbench.run.Run;
import dev.kbench.run.RunFailedException;
import dev.kbench.run.UnmeasuredReason;
import dev.kbench.schema.UnparsableAnswerException;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CancellationException;

/// Turns what a task threw into an outcome. What decides is the first exception in the chain of
/// causes whose fault is known, so that a task may wrap what it caught:
///
/// * a check that stopped the task is a verdict: false, or a failure where a value is owed;
/// * an answer that cannot be read is the candidate's failure; another model's leaves no verdict;
/// * a provider that gave no answer, and a cancelled run, leave no verdict;
/// * a run inside that has no result hands its own reason on;
/// * anything else is the task's own failure.
final class Outcomes {
    private static final int DEEPEST = 32;

    private Outcomes() {}

    static <T extends @Nullable Object> Outcome<T> of(
            Throwable thrown, ResultType type, RunScope scope, @Nullable Llm subject) {
        if (thrown instanceof AssertionError error) {
            if (!(error instanceof RequirementFailedError)) {
                Recorder.recordThrown(error);
            }
            return stopped(error, type);
        }
        Failure failure = Failure.of(thrown);
        if (scope.cancellation().isCancelled()) {
            return new Outcome.Unmeasured<>(UnmeasuredReason.CANCELLED, failure);
        }
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            Outcome<T> known = known(cause, failure, subject);
            if (known != null) {
                return known;
            }
            cause = cause.getCause();
        }
        return new Outcome.Failed<>(FailureKind.EXCEPTION, failure);
    }

    @SuppressWarnings({
        "unchecked",
        "NullAway"
    }) // a value of the type that the result type stands for
    private static <T extends @Nullable Object> Outcome<T> stopped(
            AssertionError error, ResultType type) {
        return switch (type) {
            case PASS_FAIL -> new Outcome.Completed<>(null);
            case BOOLEAN -> (Outcome<T>) new Outcome.Completed<>(false);
            case SCORE, NUMERICAL, DICTIONARY, PASS_COUNT, METRIC_WITH_CI ->
                    new Outcome.Failed<>(FailureKind.ASSERTION, Failure.of(error));
        };
    }

    private static <T extends @Nullable Object> @Nullable Outcome<T> known(
            Throwable thrown, Failure failure, @Nullable Llm subject) {
        return switch (thrown) {
            case UnparsableAnswerException e ->
                    subject == null || e.model().equals(subject.name())
                            ? new Outcome.Failed<>(FailureKind.UNPARSABLE, failure)
                            : new Outcome.Unmeasured<>(UnmeasuredReason.JUDGE_FAILED, failure);
            case ModelProviderException e -> new Outcome.Unmeasured<>(reason(e.trouble()), failure);
            case RunFailedException e -> inherited(e.run(), failure);
            case EvaluationFailedException e when !e.runs().erroredRuns().isEmpty() ->
                    inherited(e.runs().erroredRuns().get(0), failure);
            case InterruptedException _, CancellationException _ ->
                    new Outcome.Unmeasured<>(UnmeasuredReason.CANCELLED, failure);
            default -> null;
        };
    }

    private static <T extends @Nullable Object> Outcome<T> inherited(Run<?> run, Failure failure) {
        return switch (run.outcome()) {
            case Outcome.Unmeasured<?>(UnmeasuredReason reason, _) ->
                    new Outcome.Unmeasured<>(reason, failure);
            case Outcome.Failed<?>(FailureKind kind, _) -> new Outcome.Failed<>(kind, failure);
            case Outcome.Completed<?> _ -> new Outcome.Failed<>(FailureKind.EXCEPTION, failure);
        };
    }

    private static UnmeasuredReason reason(ModelProviderException.Trouble trouble) {
        return switch (trouble) {
            case RATE_LIMITED -> UnmeasuredReason.RATE_LIMITED;
            case TIMED_OUT -> UnmeasuredReason.TIMED_OUT;
            case UNAVAILABLE,
                    KEY_REFUSED,
                    MODEL_UNKNOWN,
                    REQUEST_REFUSED,
                    ANSWER_UNREADABLE,
                    MISCONFIGURED ->
                    UnmeasuredReason.PROVIDER_DOWN;
        };
    }
}
