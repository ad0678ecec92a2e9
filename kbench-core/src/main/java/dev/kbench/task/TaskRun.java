package dev.kbench.task;

import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatScope;
import dev.kbench.chat.Contexts;
import dev.kbench.control.Cancellation;
import dev.kbench.control.Deadline;
import dev.kbench.event.Listeners;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Spending;
import dev.kbench.event.Usage;
import dev.kbench.internal.context.RunScope;
import dev.kbench.internal.context.Slot;
import dev.kbench.internal.source.UserCode;
import dev.kbench.key.AttemptId;
import dev.kbench.key.PrivateValues;
import dev.kbench.key.RunKey;
import dev.kbench.key.SampleRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.UsageMeter;
import dev.kbench.llm.budget.Purse;
import dev.kbench.llm.budget.Purses;
import dev.kbench.llm.spi.OverBudgetException;
import dev.kbench.run.Failure;
import dev.kbench.run.FailureKind;
import dev.kbench.run.Outcome;
import dev.kbench.run.OutcomeRecord;
import dev.kbench.run.ResultType;
import dev.kbench.run.Run;
import dev.kbench.run.RunIdentity;
import dev.kbench.run.TaskInfo;
import dev.kbench.run.UnmeasuredReason;
import dev.kbench.store.RunStore;
import dev.kbench.store.StoreException;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// One attempt at a run, from bound arguments to a stored {@link Run}: opens a scope and a chat of
/// the run's own, calls the body in the calling thread, turns whatever happened into an outcome,
/// writes the file, tells the listeners, joins the enclosing run. Its steps are {@link #begin},
/// {@link #call}, {@link #finish} and {@link #report}; the last two may be another thread's.
final class TaskRun<T extends @Nullable Object> {
    private static final Logger LOG = System.getLogger(TaskRun.class.getName());
    private static final Slot<SubRuns> SUBRUNS = new Slot<>(SubRuns::new);

    private final Task<T> task;
    private final TaskInfo info;
    private final BoundCall call;
    private final Origin origin;
    private final Workspace workspace = Workspace.current();
    private final @Nullable RunScope parent = RunScope.current();
    private final PrivateValues hidden;
    private final Listeners listeners;
    private final String uid = RunIds.next();
    private final Chat chat;
    private final RunScope scope;
    private final Instant start = Instant.now();

    /// Where a run comes from.
    ///
    /// @param number its number, such as `Run #3`
    /// @param label the label of its row, empty for a run without data
    /// @param row where that row stands, empty for a run without data
    /// @param attempt which attempt at which run
    /// @param evaluation its evaluation's id, empty outside one
    record Origin(String number, String label, String row, AttemptId attempt, String evaluation) {}

    TaskRun(
            Task<T> task,
            BoundCall call,
            Origin origin,
            Cancellation cancellation,
            Deadline deadline) {
        this.task = task;
        this.info = task.info();
        this.call = call;
        this.origin = origin;
        this.hidden =
                PrivateValues.of(call.shown(), call.privates())
                        .inside(parent == null ? PrivateValues.NONE : parent.listeners().hidden());
        this.listeners = workspace.listeners().hiding(hidden);
        this.chat = Chat.named(info.name());
        this.scope =
                new RunScope(
                        uid,
                        parent,
                        origin.attempt(),
                        origin.evaluation(),
                        cancellation,
                        deadline,
                        listeners,
                        workspace);
    }

    /// Whose run a call is that is part of no evaluation.
    static RunKey key(Task<?> task, BoundCall call, int trial) {
        Llm subject = call.subject();
        return new RunKey(
                task.description().ref(),
                subject == null ? RunIdentity.NO_MODEL : subject.ref(),
                SampleRef.NONE,
                call.forKey(task.parameters()),
                trial);
    }

    /// What a run collects of the runs made inside it, until it ends.
    private static final class SubRuns {
        private final List<Run<?>> runs = new ArrayList<>(2);
        private boolean ended;

        synchronized void check(String task) {
            if (ended) {
                throw new IllegalStateException(
                        "task '%s' was run inside a run that has ended; wait for your own threads before the task returns"
                                .formatted(task));
            }
        }

        synchronized void add(Run<?> run) {
            check(run.task().name());
            runs.add(run);
        }

        synchronized List<Run<?>> soFar() {
            return List.copyOf(runs);
        }

        synchronized List<Run<?>> end() {
            ended = true;
            return List.copyOf(runs);
        }
    }

    /// What came of a body: its outcome, and what it threw.
    record Ending<T extends @Nullable Object>(Outcome<T> outcome, @Nullable Throwable thrown) {
        static <T extends @Nullable Object> Ending<T> unmeasured(
                UnmeasuredReason reason, String type, String message) {
            return new Ending<>(
                    new Outcome.Unmeasured<>(reason, new Failure(type, message, "")), null);
        }

        /// The same, of a run whose body still runs.
        Ending<T> leftBehind() {
            return outcome instanceof Outcome.Unmeasured<T>(var reason, var failure)
                    ? unmeasured(
                            reason,
                            failure.type(),
                            failure.message() + "; its code went on and was left behind")
                    : this;
        }
    }

    /// What comes of a body that left the virtual machine without means to go on.
    Ending<T> broken(VirtualMachineError error) {
        return new Ending<>(new Outcome.Failed<>(FailureKind.EXCEPTION, Failure.of(error)), error);
    }

    RunScope scope() {
        return scope;
    }

    String number() {
        return origin.number();
    }

    /// Has its calls, and those of runs inside it, paid from purses.
    void payFrom(List<Purse> purses) {
        Purses.hold(scope, purses);
    }

    /// Where the run is kept: each call's usage, and the runs made inside it.
    void keepAt(Keeping.Place<?> place) {
        scope.within(() -> UsageMeter.watch(place::called));
        InnerRuns.keep(scope, place.inner());
    }

    /// Says that the run begins; its body is not called yet.
    void begin() {
        if (parent != null) {
            checkOpen(parent, info.name());
        }
        if (info.storeTask()) {
            if (parent != null) {
                tellOfOwnFile(parent);
            }
            workspace.store().writeTask(info);
            if (info.definition().isEmpty() && task.isFirstRun()) {
                listeners.tell(
                        new RunEvent.Notice(
                                "%s: its source was not found, so its task file has no definition"
                                        .formatted(info.name())));
            }
        }
        if (!listeners.isEmpty()) {
            listeners.tell(
                    new RunEvent.RunStarted(
                            uid,
                            parent == null ? "" : parent.runId(),
                            scope.depth(),
                            info.name(),
                            origin.number(),
                            modelId(),
                            origin.evaluation(),
                            start));
        }
    }

    /// Calls the body in this thread, and closes what the run owns.
    Ending<T> call() {
        try (scope) {
            return scope.call(this::body);
        } catch (Exception e) {
            throw new IllegalStateException("a run's outcome could not be told", e);
        }
    }

    /// Makes the run and writes its file. The scope is closed or sealed by now, so that nothing is
    /// reported or run inside it unseen. A run that could not be kept has no verdict: it would be
    /// reported now and made again by the same command.
    ///
    /// @param ending what the body came to, or what ended the run before it
    /// @param place keeps the run before its file is written
    /// @param replaced the file of the attempt before, empty where it has none or is not known
    /// @param before what the attempts before cost
    Finished<T> finish(Ending<T> ending, Keeping.Place<T> place, String replaced, Spending before) {
        Duration duration = scope.age();
        if (parent != null) {
            parent.requireOpen("the end of the task '%s'".formatted(info.name()));
        }
        Run<T> run = runOf(ending.outcome(), duration);
        UsageMeter.Metered metered = metered();
        Usage cost = metered.made().plus(metered.replayed()).plus(metered.readBack());
        StoreException unstored = null;
        String file = "";
        try {
            place.finished(run, cost);
        } catch (StoreException e) {
            unstored = e;
            run =
                    runOf(
                            new Outcome.Unmeasured<>(UnmeasuredReason.NOT_STORED, Failure.of(e)),
                            duration);
            place.unkept(run);
        }
        try {
            if (info.storeRun() && unstored == null) {
                file = write(run, replaced);
            }
        } catch (StoreException e) {
            unstored = e;
        }
        if (unstored != null) {
            tellUnstored(unstored);
        }
        return new Finished<>(
                run,
                ending.thrown(),
                file,
                before.plus(new Spending(metered.made(), cost, metered.replayed())),
                unstored);
    }

    private UsageMeter.Metered metered() {
        try {
            return scope.call(UsageMeter::metered);
        } catch (Exception e) {
            throw new IllegalStateException("a run could not be summed up", e);
        }
    }

    private String write(Run<T> run, String replaced) {
        RunStore store = workspace.store();
        return origin.attempt().attempt() == 1
                ? store.writeRun(run)
                : store.replaceRun(run, replaced.isEmpty() ? store.written(run) : replaced);
    }

    private void tellOfOwnFile(RunScope caller) {
        listeners.tellOnce(
                "%s is called inside %s and is stored as a task of its own beside it; one that only other tasks call is @Benchmark(name = \"%s\", storeTask = false)"
                        .formatted(info.name(), caller.attempt().key().task().name(), info.name()));
    }

    /// Tells that the run has ended for good, and joins the enclosing run.
    void report(Finished<T> finished) {
        Run<T> run = finished.run();
        if (info.resultType() == ResultType.PASS_FAIL
                && run.assertionResults().isEmpty()
                && run.subruns().isEmpty()
                && run.outcome() instanceof Outcome.Completed<T>) {
            listeners.tell(
                    new RunEvent.Notice(
                            "%s/%s passed without a single assertion: assert something, or return a value"
                                    .formatted(info.name(), run.id())));
        }
        RunTelling.ended(
                workspace,
                run,
                scope.depth(),
                origin.row(),
                finished.thrown() == null ? "" : UserCode.line(finished.thrown()).orElse(""),
                finished.file(),
                finished.spent(),
                false);
        if (parent != null) {
            join(parent, run);
        }
    }

    /// Makes a run one of those inside another.
    private static void join(RunScope parent, Run<?> run) {
        parent.state(SUBRUNS).add(run);
    }

    /// Makes a run that was made before one of those inside another.
    ///
    /// @param resumed whether it was made in an earlier attempt at the other
    static void joinKept(RunScope parent, Run<?> run, boolean resumed) {
        parent.within(() -> UsageMeter.addReused(run.usage(), resumed));
        join(parent, run);
    }

    /// Refuses a run inside one that has ended.
    static void checkOpen(RunScope parent, String task) {
        parent.state(SUBRUNS).check(task);
        parent.requireOpen("the task '%s'".formatted(task));
    }

    /// Tells that this attempt has ended and another is to follow.
    void reportRetry(Finished<T> finished, Duration delay) {
        if (listeners.isEmpty()) {
            return;
        }
        Run<T> run = finished.run();
        listeners.tell(
                new RunEvent.RunRetried(
                        uid,
                        scope.depth(),
                        info.name(),
                        run.id(),
                        modelId(),
                        origin.evaluation(),
                        run.attempt().attempt(),
                        OutcomeRecord.kindOf(run.outcome()).reason(),
                        run.errorMessage().orElse(""),
                        run.usage(),
                        delay));
    }

    /// Calls the body in the run's scope and chat. What the body left open is closed with it.
    @SuppressWarnings({
        "unchecked",
        "NullAway"
    }) // the body was made for a task that returns this type
    private Ending<T> body() {
        ChatScope own = Contexts.enter(chat);
        try {
            T value = (T) task.body().call(call.args());
            ResultTypes.check(info.resultType(), value, info.name());
            return unlessRefused(new Ending<>(new Outcome.Completed<>(value), null));
        } catch (Throwable thrown) {
            if (thrown instanceof VirtualMachineError error
                    && !(thrown instanceof StackOverflowError)) {
                throw error;
            }
            return scope.hasEnded() ? tooLate(thrown) : unlessRefused(outcomeOf(thrown));
        } finally {
            own.closeAll().forEach(this::tellLeftOpen);
        }
    }

    /// A run of which a call was not sent has no verdict, whatever its body made of it.
    private Ending<T> unlessRefused(Ending<T> ending) {
        OverBudgetException refusal = Purses.refusal(scope).orElse(null);
        return refusal == null
                ? ending
                : new Ending<>(
                        new Outcome.Unmeasured<>(UnmeasuredReason.OVER_BUDGET, Failure.of(refusal)),
                        refusal);
    }

    private void tellLeftOpen(String name) {
        listeners.tell(
                new RunEvent.Notice(
                        "%s/%s left the chat '%s' open, and it was closed with the run: open a chat as try (var _ = Chats.open(…))"
                                .formatted(info.name(), origin.number(), name)));
    }

    private Ending<T> outcomeOf(Throwable thrown) {
        try {
            return new Ending<>(
                    Outcomes.of(
                            thrown,
                            info.resultType(),
                            scope,
                            call.subject(),
                            scope.state(SUBRUNS).soFar()),
                    thrown);
        } catch (IllegalStateException e) {
            if (scope.hasEnded()) {
                return tooLate(thrown);
            }
            throw e;
        }
    }

    /// What a body throws after its run was ended from outside changes nothing.
    private Ending<T> tooLate(Throwable thrown) {
        return new Ending<>(
                new Outcome.Unmeasured<>(UnmeasuredReason.CANCELLED, Failure.of(thrown)), thrown);
    }

    private Run<T> runOf(Outcome<T> outcome, Duration duration) {
        chat.seal();
        try {
            Run<T> run =
                    new Run<>(
                            new RunIdentity(
                                    uid,
                                    parent == null ? "" : parent.runId(),
                                    origin.number(),
                                    origin.label(),
                                    info,
                                    origin.attempt()),
                            call.shown(),
                            outcome,
                            scope.assertions(),
                            scope.state(SUBRUNS).end(),
                            chat,
                            scope.call(UsageMeter::current),
                            start,
                            duration);
            return run.hiding(hidden);
        } catch (Exception e) {
            throw new IllegalStateException("a run could not be summed up", e);
        }
    }

    private String modelId() {
        return call.subject() == null ? "" : call.subject().name();
    }

    private void tellUnstored(StoreException e) {
        String message = String.valueOf(e.getMessage());
        if (listeners.isEmpty()) {
            LOG.log(Level.WARNING, message);
        }
        listeners.tell(new RunEvent.StoreFailed(uid, info.name(), message));
    }
}
