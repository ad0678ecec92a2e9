package dev.kbench.llm.spi;

import dev.kbench.control.Cancellation;
import dev.kbench.control.Deadline;
import dev.kbench.key.AttemptId;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// Whose call it is, so that budgets, recordings and limits can be layers between a model and its
/// client.
///
/// Immutable.
public final class CallContext {
    private final String evaluation;
    private final @Nullable AttemptId attempt;
    private final int call;
    private final Deadline deadline;
    private final Cancellation cancellation;
    private final CallObserver observer;
    private final int tries;

    /// Makes one that nobody observes.
    ///
    /// @param evaluation the evaluation's id, empty outside one
    /// @param attempt the attempt that calls, null outside a run
    /// @param call which call of that attempt, from 1; 0 outside a run
    /// @param deadline by when the call must have ended
    /// @param cancellation what may stop it
    public CallContext(
            String evaluation,
            @Nullable AttemptId attempt,
            int call,
            Deadline deadline,
            Cancellation cancellation) {
        this(evaluation, attempt, call, deadline, cancellation, CallObserver.NONE, 1);
    }

    private CallContext(
            String evaluation,
            @Nullable AttemptId attempt,
            int call,
            Deadline deadline,
            Cancellation cancellation,
            CallObserver observer,
            int tries) {
        this.evaluation = evaluation;
        this.attempt = attempt;
        this.call = call;
        this.deadline = deadline;
        this.cancellation = cancellation;
        this.observer = observer;
        this.tries = tries;
    }

    /// The same call, told of to somebody.
    ///
    /// @param told who is told of what befalls the call
    /// @return a new context
    public CallContext observed(CallObserver told) {
        return new CallContext(evaluation, attempt, call, deadline, cancellation, told, tries);
    }

    /// The same call, sent once more.
    ///
    /// @return a new context
    public CallContext again() {
        return new CallContext(
                evaluation, attempt, call, deadline, cancellation, observer, tries + 1);
    }

    /// A call outside of runs.
    ///
    /// @return a context without attempt and deadline, which nothing cancels
    public static CallContext outside() {
        return new CallContext("", null, 0, Deadline.NONE, new Cancellation());
    }

    /// The evaluation.
    ///
    /// @return its id, empty outside one
    public String evaluation() {
        return evaluation;
    }

    /// The attempt that calls.
    ///
    /// @return the attempt, empty outside a run
    public Optional<AttemptId> attempt() {
        return Optional.ofNullable(attempt);
    }

    /// Which call of the attempt.
    ///
    /// @return from 1; 0 outside a run
    public int call() {
        return call;
    }

    /// By when the call must have ended.
    ///
    /// @return the deadline
    public Deadline deadline() {
        return deadline;
    }

    /// What may stop the call.
    ///
    /// @return the cancellation
    public Cancellation cancellation() {
        return cancellation;
    }

    /// Who is told of what befalls the call.
    ///
    /// @return the observer; {@link CallObserver#NONE} where nobody is
    public CallObserver observer() {
        return observer;
    }

    /// Which request of the call this is.
    ///
    /// @return 1, or more where it is sent again
    public int tries() {
        return tries;
    }

    /// Refuses to begin a call that should have ended: for clients that answer at once.
    ///
    /// @param model the model's id, for messages
    /// @throws InterruptedException if the thread was interrupted
    /// @throws java.util.concurrent.CancellationException if the call was cancelled, with the
    ///   reason
    /// @throws RetryableProviderException if the deadline has passed
    public void check(String model) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        cancellation.check();
        if (deadline.passed(System.nanoTime())) {
            throw new RetryableProviderException(
                    ModelProviderException.Trouble.TIMED_OUT,
                    model,
                    0,
                    model + ": the run's deadline has passed",
                    null,
                    null);
        }
    }
}
