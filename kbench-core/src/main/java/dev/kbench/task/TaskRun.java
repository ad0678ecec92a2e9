package dev.kbench.task;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Contexts;
import dev.kbench.control.Cancellation;
import dev.kbench.control.Deadline;
import dev.kbench.event.RunEvent;
import dev.kbench.internal.context.RunScope;
import dev.kbench.internal.context.Slot;
import dev.kbench.key.AttemptId;
import dev.kbench.key.ModelRef;
import dev.kbench.key.Params;
import dev.kbench.key.RunKey;
import dev.kbench.key.SampleRef;
import dev.kbench.llm.Llm;
import dev.kbench.llm.UsageMeter;
import dev.kbench.run.Outcome;
import dev.kbench.run.OutcomeRecord;
import dev.kbench.run.ResultType;
import dev.kbench.run.Run;
import dev.kbench.run.RunIdentity;
import dev.kbench.run.TaskInfo;
import dev.kbench.store.StoreException;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// One run, from bound arguments to a stored {@link Run}: opens a scope and a chat of the run's
/// own, calls the body in the calling thread, turns whatever happened into an outcome, writes the
/// file, tells the listeners, joins the enclosing run.
final class TaskRun<T extends @Nullable Object> {
    private static final Logger LOG = System.getLogger(TaskRun.class.getName());
    private static final Slot<SubRuns> SUBRUNS = new Slot<>(SubRuns::new);

    private final Task<T> task;
    private final TaskInfo info;
    private final BoundCall call;
    private final Origin origin;
    private final Workspace workspace = Workspace.current();
    private final @Nullable RunScope parent = RunScope.current();
    private final String uid = UUID.randomUUID().toString().replace("-", "");
    private final Chat chat;

    /// Where a run comes from.
    ///
    /// @param number its number, such as `Run #3`
    /// @param label the label of its row, empty for a run without data
    /// @param attempt which attempt at which run
    /// @param evaluation its evaluation's id, empty outside one
    record Origin(String number, String label, AttemptId attempt, String evaluation) {}

    private TaskRun(Task<T> task, BoundCall call, Origin origin) {
        this.task = task;
        this.info = task.info();
        this.call = call;
        this.origin = origin;
        this.chat = Chat.named(info.name());
    }

    /// Runs a task that is part of no evaluation.
    static <T extends @Nullable Object> Finished<T> single(Task<T> task, BoundCall call) {
        long number = Workspace.current().store().nextNumbers(task.name(), 1);
        AttemptId attempt = attempt(task, call.subject(), SampleRef.NONE, call.shown(), 0);
        return of(task, call, new Origin("Run #" + number, "", attempt, ""));
    }

    /// Runs a task.
    static <T extends @Nullable Object> Finished<T> of(
            Task<T> task, BoundCall call, Origin origin) {
        return new TaskRun<>(task, call, origin).run();
    }

    static AttemptId attempt(
            Task<?> task, @Nullable Llm subject, SampleRef sample, Params params, int trial) {
        ModelRef model = subject == null ? RunIdentity.NO_MODEL : subject.ref();
        return new AttemptId(new RunKey(task.description().ref(), model, sample, params, trial), 1);
    }

    /// What a run collects of the runs made inside it.
    private static final class SubRuns {
        private final List<Run<?>> runs = new ArrayList<>(2);

        synchronized void add(Run<?> run) {
            runs.add(run);
        }

        synchronized List<Run<?>> asList() {
            return List.copyOf(runs);
        }
    }

    /// What came of a body: its outcome, and what it threw.
    private record Ending<T extends @Nullable Object>(
            Outcome<T> outcome, @Nullable Throwable thrown) {}

    private Finished<T> run() {
        if (info.storeTask()) {
            workspace.store().writeTask(info);
        }
        Instant start = Instant.now();
        long began = System.nanoTime();
        Run<T> run;
        Ending<T> ending;
        try (RunScope scope = scope()) {
            tellStart(scope, start);
            try {
                ending = scope.call(() -> body(scope));
                run = finish(scope, ending, start, Duration.ofNanos(System.nanoTime() - began));
            } catch (Exception e) {
                throw new IllegalStateException("a run's outcome could not be told", e);
            }
        }
        StoreException unstored = null;
        String file = "";
        if (info.storeRun()) {
            try {
                file = workspace.store().writeRun(run);
            } catch (StoreException e) {
                unstored = e;
                tellUnstored(e);
            }
        }
        if (parent != null) {
            parent.state(SUBRUNS).add(run);
        }
        tellEnd(run, file);
        return new Finished<>(run, ending.thrown(), unstored);
    }

    private RunScope scope() {
        return new RunScope(
                uid,
                parent,
                origin.attempt(),
                origin.evaluation(),
                parent == null ? new Cancellation() : parent.cancellation(),
                parent == null ? Deadline.NONE : parent.deadline(),
                workspace.listeners(),
                workspace);
    }

    /// Calls the body in the run's scope and chat. The chat is never left: the open chats go with
    /// the scope.
    @SuppressWarnings({
        "unchecked",
        "NullAway"
    }) // the body was made for a task that returns this type
    private Ending<T> body(RunScope scope) {
        Contexts.enter(chat);
        try {
            T value = (T) task.body().call(call.args());
            ResultTypes.check(info.resultType(), value, info.name());
            return new Ending<>(new Outcome.Completed<>(value), null);
        } catch (Throwable thrown) {
            if (thrown instanceof VirtualMachineError error
                    && !(thrown instanceof StackOverflowError)) {
                throw error;
            }
            Outcome<T> outcome = Outcomes.of(thrown, info.resultType(), scope, call.subject());
            return new Ending<>(outcome, thrown);
        }
    }

    private Run<T> finish(RunScope scope, Ending<T> ending, Instant start, Duration duration)
            throws Exception {
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
                        ending.outcome(),
                        scope.assertions(),
                        scope.state(SUBRUNS).asList(),
                        chat,
                        scope.call(UsageMeter::current),
                        start,
                        duration);
        if (info.resultType() == ResultType.PASS_FAIL
                && run.assertionResults().isEmpty()
                && run.subruns().isEmpty()
                && run.outcome() instanceof Outcome.Completed<T>) {
            workspace
                    .listeners()
                    .tell(
                            new RunEvent.Notice(
                                    "%s/%s passed without a single assertion: assert something, or return a value"
                                            .formatted(info.name(), run.id())));
        }
        return run;
    }

    private String modelId() {
        return call.subject() == null ? "" : call.subject().name();
    }

    private void tellStart(RunScope scope, Instant start) {
        if (!workspace.listeners().isEmpty()) {
            workspace
                    .listeners()
                    .tell(
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

    private void tellUnstored(StoreException e) {
        String message = String.valueOf(e.getMessage());
        if (workspace.listeners().isEmpty()) {
            LOG.log(Level.WARNING, message);
        }
        workspace.listeners().tell(new RunEvent.StoreFailed(uid, info.name(), message));
    }

    private void tellEnd(Run<T> run, String file) {
        if (workspace.listeners().isEmpty()) {
            return;
        }
        OutcomeRecord outcome = OutcomeRecord.kindOf(run.outcome());
        workspace
                .listeners()
                .tell(
                        new RunEvent.RunFinished(
                                uid,
                                run.identity().parentUid(),
                                parent == null ? 0 : parent.depth() + 1,
                                info.name(),
                                run.id(),
                                modelId(),
                                outcome.kind(),
                                outcome.reason(),
                                run.passed(),
                                run.formatResult(),
                                run.numericResult(),
                                run.errorMessage().orElse(""),
                                run.usage(),
                                run.duration(),
                                file));
    }
}
