package dev.kbench.internal.context;

import dev.kbench.control.Cancellation;
import dev.kbench.control.Deadline;
import dev.kbench.event.AssertionResult;
import dev.kbench.event.Listeners;
import dev.kbench.event.RunEvent;
import dev.kbench.key.AttemptId;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// The current run of a thread: whose it is, what may end it, what was reported in it, and what it
/// owns. Reached through one `ScopedValue`; a thread that the user starts has none unless {@link
/// #carry} takes it along.
///
/// Thread-safe: a run's threads share it.
public final class RunScope implements AutoCloseable {
    private static final Logger LOG = System.getLogger(RunScope.class.getName());
    private static final ScopedValue<RunScope> CURRENT = ScopedValue.newInstance();

    private final String runId;
    private final @Nullable RunScope parent;
    private final AttemptId attempt;
    private final String evaluation;
    private final Cancellation cancellation;
    private final Deadline deadline;
    private final Listeners listeners;
    private final Object workspace;
    private final long began = System.nanoTime();
    private final List<AssertionResult> assertions = new ArrayList<>(4);
    private final Deque<AutoCloseable> owned = new ArrayDeque<>(2);
    private final Map<Slot<?>, Object> states = new HashMap<>(8);
    private volatile boolean closed;
    private volatile String ending = "; wait for your own threads before the task returns";

    /// Makes the scope of one attempt at a run.
    ///
    /// @param runId the run's unique id
    /// @param parent the enclosing run's scope, if any
    /// @param attempt which attempt at which run
    /// @param evaluation the evaluation's id, empty outside one
    /// @param cancellation what may stop it
    /// @param deadline by when it must have ended
    /// @param listeners who is told
    /// @param workspace what the run works with; opaque here
    public RunScope(
            String runId,
            @Nullable RunScope parent,
            AttemptId attempt,
            String evaluation,
            Cancellation cancellation,
            Deadline deadline,
            Listeners listeners,
            Object workspace) {
        this.runId = runId;
        this.parent = parent;
        this.attempt = attempt;
        this.evaluation = evaluation;
        this.cancellation = cancellation;
        this.deadline = deadline;
        this.listeners = listeners;
        this.workspace = workspace;
    }

    /// The current run's scope.
    ///
    /// @return the scope, null outside a run
    public static @Nullable RunScope current() {
        return CURRENT.isBound() ? CURRENT.get() : null;
    }

    /// Runs a body with this scope as the current one.
    ///
    /// @param body what to run
    /// @param <T> what it gives
    /// @return what it gave
    /// @throws Exception what it threw
    public <T extends @Nullable Object> T call(Callable<T> body) throws Exception {
        return ScopedValue.where(CURRENT, this).call(body::call);
    }

    /// Does something with this scope as the current one.
    ///
    /// @param body what to do
    public void within(Runnable body) {
        ScopedValue.where(CURRENT, this).run(body);
    }

    /// Takes the current run along to another thread.
    ///
    /// @param body what the other thread will call
    /// @param <T> what it gives
    /// @return the same body, bound to the run that is current now; the body itself outside a run
    public static <T extends @Nullable Object> Callable<T> carry(Callable<T> body) {
        RunScope scope = current();
        return scope == null ? body : () -> scope.call(body);
    }

    /// How long ago the run began.
    ///
    /// @return the time since this scope was made
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /// The run's unique id.
    ///
    /// @return the id
    public String runId() {
        return runId;
    }

    /// The enclosing run.
    ///
    /// @return its scope, null for a run of its own
    public @Nullable RunScope parent() {
        return parent;
    }

    /// How many runs enclose this one.
    ///
    /// @return 0 for a run of its own
    public int depth() {
        return parent == null ? 0 : parent.depth() + 1;
    }

    /// Which attempt at which run this is.
    ///
    /// @return the attempt
    public AttemptId attempt() {
        return attempt;
    }

    /// The evaluation this run belongs to.
    ///
    /// @return its id, empty outside one
    public String evaluation() {
        return evaluation;
    }

    /// What may stop the run.
    ///
    /// @return the cancellation
    public Cancellation cancellation() {
        return cancellation;
    }

    /// By when the run must have ended.
    ///
    /// @return the deadline
    public Deadline deadline() {
        return deadline;
    }

    /// Who is told of what happens in the run.
    ///
    /// @return the listeners
    public Listeners listeners() {
        return listeners;
    }

    /// What the run works with.
    ///
    /// @return what was given; opaque here
    public Object workspace() {
        return workspace;
    }

    /// Records an assertion.
    ///
    /// @param result what was asserted
    public void report(AssertionResult result) {
        synchronized (this) {
            if (hasEnded()) {
                throw late("the assertion \"%s\"".formatted(Brief.of(result.expectation(), 200)));
            }
            assertions.add(result);
        }
        if (!listeners.isEmpty()) {
            listeners.tell(new RunEvent.AssertionRecorded(runId, result));
        }
    }

    /// Whether the run, or one that encloses it, has ended: what is done in it from then on is
    /// lost.
    ///
    /// @return true once it was sealed or closed
    public boolean hasEnded() {
        for (RunScope scope = this; scope != null; scope = scope.parent) {
            if (scope.closed) {
                return true;
            }
        }
        return false;
    }

    /// Refuses what comes too late.
    ///
    /// @param what what was to be done, such as `a message of the chat 'quiz'`
    /// @throws IllegalStateException if the run has ended
    public void requireOpen(String what) {
        if (hasEnded()) {
            throw late(what);
        }
    }

    private IllegalStateException late(String what) {
        RunScope ended = this;
        while (!ended.closed && ended.parent != null) {
            ended = ended.parent;
        }
        return new IllegalStateException(
                "%s came after its run had ended%s".formatted(what, ended.ending));
    }

    /// Ends the run while its body still runs: nothing is recorded from now on. What it owns stays
    /// open until {@link #closeOwned} or {@link #close}.
    ///
    /// @param why what whoever comes too late is told
    public synchronized void seal(String why) {
        if (!closed) {
            ending = " (%s)".formatted(why);
            closed = true;
        }
    }

    /// What was asserted so far, in order.
    ///
    /// @return a copy
    public synchronized List<AssertionResult> assertions() {
        return List.copyOf(assertions);
    }

    /// A package's own state in this run, made on first use.
    ///
    /// @param slot the place
    /// @param <T> what lies there
    /// @return what lies there
    @SuppressWarnings("unchecked") // a slot's value is only ever made by the slot
    public synchronized <T> T state(Slot<T> slot) {
        return (T) states.computeIfAbsent(slot, Slot::first);
    }

    /// Gives a resource to the run, to be closed at its end, in reverse order, at a timeout and at
    /// a cancel too.
    ///
    /// @param resource what to close
    /// @param <R> its type
    /// @return the resource
    public <R extends AutoCloseable> R own(R resource) {
        synchronized (this) {
            if (!closed) {
                owned.push(resource);
                return resource;
            }
        }
        shut(resource);
        throw new IllegalStateException("the run has ended; it can own nothing more");
    }

    /// Takes a resource back that was closed before the run's end.
    ///
    /// @param resource what the run no longer has to close
    @SuppressWarnings("ReferenceEquality") // two resources may be equal, each is closed by itself
    public synchronized void disown(AutoCloseable resource) {
        owned.removeIf(one -> one == resource);
    }

    /// Closes what the run owns, last first, each whatever the others do. A resource that cannot be
    /// closed is logged.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        closeOwned();
    }

    /// Closes what the run owns so far, and lets it go on.
    public void closeOwned() {
        for (AutoCloseable next = nextOwned(); next != null; next = nextOwned()) {
            shut(next);
        }
    }

    private synchronized @Nullable AutoCloseable nextOwned() {
        return owned.poll();
    }

    /// Whether there is something to close.
    ///
    /// @return true if the run owns something
    public synchronized boolean ownsAnything() {
        return !owned.isEmpty();
    }

    private void shut(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Throwable e) {
            if (e instanceof VirtualMachineError fatal && !(e instanceof StackOverflowError)) {
                throw fatal;
            }
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            LOG.log(
                    Level.WARNING,
                    "run %s could not close a %s".formatted(runId, resource.getClass().getName()),
                    e);
        }
    }
}
