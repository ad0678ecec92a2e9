package dev.kbench.task;

import dev.kbench.assertion.Recorder;
import dev.kbench.assertion.RequirementFailedError;
import dev.kbench.content.MediaDownloadException;
import dev.kbench.evaluate.EvaluationFailedException;
import dev.kbench.internal.context.Origins;
import dev.kbench.internal.context.RunScope;
import dev.kbench.llm.Llm;
import dev.kbench.llm.ToolRoundsExhaustedException;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.OverBudgetException;
import dev.kbench.run.Failure;
import dev.kbench.run.FailureKind;
import dev.kbench.run.NoNumberException;
import dev.kbench.run.Outcome;
import dev.kbench.run.ResultType;
import dev.kbench.run.Run;
import dev.kbench.run.RunFailedException;
import dev.kbench.run.UnmeasuredReason;
import dev.kbench.schema.UnparsableAnswerException;
import dev.kbench.store.StoreException;
import dev.kbench.tool.ToolUnavailableException;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/// Turns what a task threw into an outcome. What decides is the first exception in the chain of
/// causes whose fault is known, so that a task may wrap what it caught:
///
/// * a check that stopped the task is a verdict: false, or a failure where a value is owed;
/// * an answer that cannot be read, or does not come because tools are called for ever, is the
///   candidate's failure; another model's leaves no verdict;
/// * a provider that gave no answer, a picture, sound or film that cannot be fetched, a tool that
///   this machine lacks, a disk that takes no more, a call that a budget has nothing left for, and
///   a cancelled run leave no verdict;
/// * a run inside that has no result hands its own reason on, unless it measured another model:
///   then that model gave this run no answer;
/// * a figure that is no number, where no run inside has a verdict, has nothing to be a figure of:
///   those runs' reason is this one's;
/// * anything else is the task's own failure.
final class Outcomes {
    private static final int DEEPEST = 32;

    private Outcomes() {}

    static <T extends @Nullable Object> Outcome<T> of(
            Throwable thrown,
            ResultType type,
            RunScope scope,
            @Nullable Llm subject,
            List<Run<?>> inner) {
        if (unwrapped(thrown) instanceof AssertionError error) {
            if (!(error instanceof RequirementFailedError)) {
                Recorder.recordThrown(error);
            }
            return stopped(error, type);
        }
        Failure failure = Failure.of(thrown);
        if (scope.cancellation().isCancelled()) {
            return new Outcome.Unmeasured<>(UnmeasuredReason.CANCELLED, failure);
        }
        Candidate candidate = new Candidate(subject, scope);
        if (isNoNumber(thrown) && !inner.isEmpty() && inner.stream().allMatch(Outcomes::isOpen)) {
            Run<?> first = inner.getFirst();
            return inherited(first, ofNothing(failure, inner), candidate.isOther(thrown, first));
        }
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            Outcome<T> known = known(cause, failure, candidate);
            if (known != null) {
                return known;
            }
            cause = cause.getCause();
        }
        return new Outcome.Failed<>(FailureKind.EXCEPTION, failure);
    }

    /// Whether a figure was refused for being no number: as a result, or as the value of one.
    private static boolean isNoNumber(Throwable thrown) {
        return thrown instanceof InvalidResultException || thrown instanceof NoNumberException;
    }

    private static boolean isOpen(Run<?> run) {
        return run.outcome() instanceof Outcome.Unmeasured;
    }

    /// A failure that says why there is no number: what ended the runs that it should be of.
    private static Failure ofNothing(Failure failure, List<Run<?>> inner) {
        return new Failure(
                failure.type(),
                "there is nothing to take a figure of, since %s has a verdict: %s"
                        .formatted(
                                inner.size() == 1
                                        ? "not even the one run inside"
                                        : "none of the %d runs inside".formatted(inner.size()),
                                inner.getFirst().errorMessage().orElse("no reason was given")),
                failure.trace());
    }

    /// What was thrown on a thread of the task's own, without what that thread's future put around
    /// it.
    private static Throwable unwrapped(Throwable thrown) {
        Throwable inner = thrown;
        while (inner instanceof ExecutionException || inner instanceof CompletionException) {
            Throwable cause = inner.getCause();
            if (cause == null) {
                break;
            }
            inner = cause;
        }
        return inner;
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
            Throwable thrown, Failure failure, Candidate candidate) {
        return switch (thrown) {
            case UnparsableAnswerException e ->
                    candidate.isOther(e, e.model())
                            ? new Outcome.Unmeasured<>(UnmeasuredReason.JUDGE_FAILED, failure)
                            : new Outcome.Failed<>(
                                    e.refused() ? FailureKind.REFUSED : FailureKind.UNPARSABLE,
                                    failure);
            case ModelProviderException e ->
                    candidate.isOther(e, e.model())
                            ? new Outcome.Unmeasured<>(UnmeasuredReason.JUDGE_FAILED, failure)
                            : e.trouble() == ModelProviderException.Trouble.CONTENT_REFUSED
                                    ? new Outcome.Failed<>(FailureKind.REFUSED, failure)
                                    : new Outcome.Unmeasured<>(reason(e.trouble()), failure);
            case ToolRoundsExhaustedException e when candidate.isOther(e, e.model()) ->
                    new Outcome.Unmeasured<>(UnmeasuredReason.JUDGE_FAILED, failure);
            case MediaDownloadException _ ->
                    new Outcome.Unmeasured<>(UnmeasuredReason.PROVIDER_DOWN, failure);
            case RunFailedException e -> inherited(e.run(), failure, candidate.isOther(e, e.run()));
            case EvaluationFailedException e when e.failedRun().isPresent() -> {
                Run<?> run = e.failedRun().orElseThrow();
                yield inherited(run, failure, candidate.isOther(e, run));
            }
            case OverBudgetException _ ->
                    new Outcome.Unmeasured<>(UnmeasuredReason.OVER_BUDGET, failure);
            case ToolUnavailableException _ ->
                    new Outcome.Unmeasured<>(UnmeasuredReason.TOOL_UNAVAILABLE, failure);
            case StoreException _ -> new Outcome.Unmeasured<>(UnmeasuredReason.NOT_STORED, failure);
            case InterruptedException _, CancellationException _ ->
                    new Outcome.Unmeasured<>(UnmeasuredReason.CANCELLED, failure);
            default -> null;
        };
    }

    /// The model under test.
    ///
    /// @param llm the model, null where there is none
    /// @param scope the run
    private record Candidate(@Nullable Llm llm, RunScope scope) {
        /// Whether an exception came of another model: by what is known of it, else by the name
        /// that it carries.
        @SuppressWarnings("ReferenceEquality") // two models may have equal references
        boolean isOther(Throwable thrown, String model) {
            if (llm == null) {
                return false;
            }
            Object origin = Origins.of(thrown, scope);
            return origin == null
                    ? !model.isEmpty() && !model.equals(llm.name())
                    : origin != llm.ref();
        }

        /// Whether an exception came of a run that measured another model: by what is known of it,
        /// else by the reference that the run carries, as keys have it.
        @SuppressWarnings("ReferenceEquality") // two models may have equal references
        boolean isOther(Throwable thrown, Run<?> run) {
            if (llm == null) {
                return false;
            }
            Object origin = Origins.of(thrown, scope);
            return origin == null
                    ? run.model().filter(ref -> !ref.equals(llm.ref())).isPresent()
                    : origin != llm.ref();
        }
    }

    /// @param ofOther whether the run measured another model
    private static <T extends @Nullable Object> Outcome<T> inherited(
            Run<?> run, Failure failure, boolean ofOther) {
        return switch (run.outcome()) {
            case Outcome.Unmeasured<?>(UnmeasuredReason reason, _) ->
                    new Outcome.Unmeasured<>(
                            ofOther && !isOurs(reason) ? UnmeasuredReason.JUDGE_FAILED : reason,
                            failure);
            case Outcome.Failed<?>(FailureKind kind, _) ->
                    ofOther && isAnswer(kind)
                            ? new Outcome.Unmeasured<>(UnmeasuredReason.JUDGE_FAILED, failure)
                            : new Outcome.Failed<>(kind, failure);
            case Outcome.Completed<?> _ -> new Outcome.Failed<>(FailureKind.EXCEPTION, failure);
        };
    }

    /// Whether a run has no verdict because of who runs it, whatever the model did.
    private static boolean isOurs(UnmeasuredReason reason) {
        return switch (reason) {
            case CANCELLED, OVER_BUDGET, TOOL_UNAVAILABLE, NOT_STORED -> true;
            case TIMED_OUT, RATE_LIMITED, PROVIDER_DOWN, JUDGE_FAILED -> false;
        };
    }

    /// Whether a run failed by what its model answered.
    private static boolean isAnswer(FailureKind kind) {
        return switch (kind) {
            case UNPARSABLE, REFUSED -> true;
            case EXCEPTION, ASSERTION -> false;
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
                    CONTENT_REFUSED,
                    ANSWER_UNREADABLE,
                    MISCONFIGURED ->
                    UnmeasuredReason.PROVIDER_DOWN;
        };
    }
}
