package dev.kbench.task;

import dev.kbench.control.Cancellation;
import dev.kbench.control.Deadline;
import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.evaluate.LocalEngine;
import dev.kbench.evaluate.spi.JobEnd;
import dev.kbench.evaluate.spi.JobRunner;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Spending;
import dev.kbench.internal.context.RunScope;
import dev.kbench.key.AttemptId;
import dev.kbench.key.PrivateValues;
import dev.kbench.key.RunKey;
import dev.kbench.llm.budget.Purse;
import dev.kbench.llm.budget.Purses;
import dev.kbench.run.EvaluationPlan;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Run;
import dev.kbench.run.RunLayout;
import dev.kbench.run.RunRecord;
import dev.kbench.run.Runs;
import dev.kbench.store.StoreException;
import dev.kbench.store.document.UnreadableValueException;
import dev.kbench.table.Row;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// One evaluation of a task: checks everything against the task first, then has an engine run the
/// cells, and keeps what came of each at its position. Of a cell's attempts only the last one
/// counts: it is the run at its position, its file replaces the one before, and listeners are told
/// that it has ended.
final class TaskEvaluation<T extends @Nullable Object> implements JobRunner {
    private final Task<T> task;
    private final EvaluationOptions options;
    private final Workspace workspace = Workspace.current();
    private final @Nullable RunScope parent = RunScope.current();
    private final EvaluationCells cells;
    private final EvaluationPlan plan;
    private final Keeping<T> keeping;
    private final RowFeed feed;
    private final EvaluationResults<T> results;
    private final Cancellation stop = new Cancellation();
    private final Set<Job<T>> running = ConcurrentHashMap.newKeySet();
    private final Map<Long, Attempted<T>> waiting = new ConcurrentHashMap<>();
    private final @Nullable Progressing progress;
    private final List<Purse> purses;
    private final boolean raisesAtOnce;
    private volatile @Nullable String cancelled;
    private volatile @Nullable String asked;
    private volatile boolean overBudget;

    /// An attempt that is to be followed by another.
    private record Attempted<T extends @Nullable Object>(
            EvaluationCells.Cell cell, TaskRun<T> run, Finished<T> finished) {}

    TaskEvaluation(Task<T> task, EvaluationOptions options) {
        this.task = task;
        TaskLimits.check(task.info(), workspace.settings());
        this.options = options;
        List<String> unused =
                parent == null ? options.complete(workspace.overrides().defaults()) : List.of();
        this.cells = EvaluationCells.of(task, options, workspace, parent != null);
        unused.forEach(this::notice);
        EvaluationBudget budget = EvaluationBudget.of(options, workspace, parent != null);
        budget.refuseUnpriced(task.name(), cells);
        this.keeping =
                Journaling.open(
                        task, cells.plan(), size(cells.plan()), cells.privates(), workspace);
        this.plan = cells.plan().withId(keeping.id());
        this.purses = budget.purses(plan.id(), keeping.outlay());
        this.feed = cells.feed(this::wants);
        this.results = new EvaluationResults<>(task.name(), RunLayout.of(plan), this::kept);
        this.progress =
                options.stopCondition()
                        .map(condition -> new Progressing(condition, plan.size()))
                        .orElse(null);
        this.raisesAtOnce = plan.onFailure() == OnFailure.RAISE && !(parent == null && isBatch());
    }

    private int size(EvaluationPlan asked) {
        try {
            return Math.toIntExact(asked.size());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "%s: an evaluation has at most %d runs; fewer models, rows, trials or values of the grid are needed"
                            .formatted(task.name(), Integer.MAX_VALUE),
                    e);
        }
    }

    /// Whether all workers are waited for before anything is raised, as a batch run on the platform
    /// has it.
    private boolean isBatch() {
        return workspace
                        .settings()
                        .get("KAGGLE_KERNEL_RUN_TYPE")
                        .filter("batch"::equalsIgnoreCase)
                        .isPresent()
                || workspace.settings().flag("CONTINUE_WITH_EXCEPTIONS");
    }

    Runs<T> run() {
        if (parent != null) {
            parent.requireOpen("an evaluation of the task '%s'".formatted(task.name()));
        }
        if (results.size() == 0) {
            notice("the data has no rows, so nothing is run");
            return Runs.of(List.of());
        }
        int jobs = jobs();
        Estimate.of(plan).ifPresent(this::notice);
        tell(
                new RunEvent.EvaluationStarted(
                        plan.id(), task.name(), results.size(), jobs, parent != null));
        purses.forEach(
                purse ->
                        tell(
                                new RunEvent.BudgetSpent(
                                        purse.evaluation(), purse.budget(), purse.spent())));
        Throwable broken;
        try (Cancellation.Registration _ = cancelWithParent()) {
            broken = execute(jobs);
        }
        if (broken == null && parent != null && results.missing()) {
            parent.cancellation().check();
        }
        return results.orThrow(broken, progress == null ? null : progress.broken());
    }

    /// Runs what is not kept. Gives what ended the evaluation, null where nothing did.
    private @Nullable Throwable execute(int jobs) {
        Throwable broken = null;
        try {
            giveBack();
            keeping.onStop(this::stopAsAsked);
            new LocalEngine(jobs).execute(plan, this, TaskEvaluation::taken, stop);
            if (asked != null) {
                broken = new CancellationException(asked);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            broken = e;
        } catch (RuntimeException | Error e) {
            broken = e;
        } finally {
            end();
        }
        try (keeping) {
            boolean complete = broken == null && (results.complete() || isStoppedForGood());
            keeping.end(complete, complete ? "" : reason(broken));
        } catch (StoreException e) {
            broken = broken == null ? e : broken;
        }
        return broken;
    }

    /// Whether the condition to stop was met, and its command will tell that it came to its end:
    /// what was not started is left out on purpose.
    private boolean isStoppedForGood() {
        return progress != null && progress.met() && workspace.endIsTold() && results.measured();
    }

    private String reason(@Nullable Throwable broken) {
        if (broken instanceof InterruptedException) {
            return "it was interrupted";
        }
        if (broken != null) {
            return Objects.requireNonNullElse(broken.getMessage(), broken.toString());
        }
        if (overBudget) {
            return "the budget was spent"
                    + purses.stream()
                            .map(purse -> purse.budget().spent(purse.spent()))
                            .collect(Collectors.joining("; ", purses.isEmpty() ? "" : ": ", ""));
        }
        if (results.raises()) {
            return "a run has no result";
        }
        return results.missing() ? "it was stopped" : "some runs could not be measured";
    }

    private void stopAsAsked() {
        asked = "it was asked to stop";
        stop.cancel(asked);
        cancel(asked);
    }

    /// Takes in what earlier processes completed: told as runs that have ended, and written as
    /// files where a crash came before that.
    private void giveBack() {
        BitSet kept = keeping.kept();
        if (kept.isEmpty() && keeping.cutShort().length == 0) {
            return;
        }
        int unreadable = 0;
        try (RowFeed rows = cells.feed(position -> kept.get((int) position))) {
            for (int i = kept.nextSetBit(0); i >= 0; i = kept.nextSetBit(i + 1)) {
                try {
                    keep(
                            rows.row(i),
                            i,
                            new InnerRuns.Stand<>(keeping.run(i), true),
                            Spending.before(keeping.spent(i)));
                } catch (UnreadableValueException | StoreException e) {
                    kept.clear(i);
                    unreadable++;
                }
            }
        }
        notice(GoingOn.text(keeping, results.size(), unreadable));
    }

    /// Takes in a run that is not made, because a completed one stands in for it. Its file is
    /// written where a crash came before that.
    ///
    /// @param spent what it and attempts before it cost
    private void keep(Row row, int position, InnerRuns.Stand<T> stand, Spending spent) {
        Run<T> run = hiding(stand.run());
        run = parent == null ? run : run.inside(parent.runId());
        String file =
                KeptFiles.write(workspace.store(), task.info(), run, !options.removesRunFiles());
        results.put(position, run, spent);
        if (progress != null) {
            progress.began();
            if (progress.ended(run)) {
                stop.cancel("the condition to stop was met");
            }
        }
        RunTelling.kept(workspace, run, parent, row.briefly(), plan.id(), file, spent);
        if (parent != null) {
            InnerRuns around = InnerRuns.of(parent);
            boolean resumed = stand.resumed() && around != null && around.goesOn();
            TaskRun.joinKept(parent, run, resumed);
        }
    }

    private Run<T> kept(int position) {
        return hiding(keeping.run(position));
    }

    /// A run that was read back or stands in is as private as one that is made.
    private Run<T> hiding(Run<T> run) {
        PrivateValues around = parent == null ? PrivateValues.NONE : parent.listeners().hidden();
        return run.hiding(PrivateValues.of(run.params(), cells.privates()).inside(around));
    }

    private int jobs() {
        OptionalInt wished = parent == null ? workspace.overrides().jobs() : OptionalInt.empty();
        boolean chooses =
                wished.isEmpty() ? options.choosesJobs() : wished.getAsInt() == Overrides.AUTO_JOBS;
        if (!chooses) {
            int jobs = wished.orElse(options.jobCount().orElse(1));
            AutoJobs.tooMany(Math.min(jobs, results.size())).ifPresent(this::notice);
            return jobs;
        }
        AutoJobs chosen = AutoJobs.of(cells.models(), results.size(), parent != null);
        notice("%d runs at a time: %s".formatted(chosen.jobs(), chosen.reason()));
        return chosen.jobs();
    }

    private void end() {
        feed.close();
        waiting.forEach(
                (position, attempted) -> settle(position, attempted.run(), attempted.finished()));
        results.leftBehind().ifPresent(this::notice);
        if (options.removesRunFiles()) {
            results.removeFiles(workspace.store()).ifPresent(this::notice);
        }
        if (progress != null && progress.met() && results.missing()) {
            tell(new RunEvent.EvaluationStopped(plan.id()));
        }
        tell(new RunEvent.EvaluationFinished(plan.id()));
    }

    private void tell(RunEvent event) {
        workspace.listeners().tell(event);
    }

    private void notice(String text) {
        tell(new RunEvent.Notice("%s: %s".formatted(task.name(), text)));
    }

    /// In this process each run is kept where it was made, with its value.
    private static void taken(long position, RunRecord run) {}

    private Cancellation.Registration cancelWithParent() {
        return parent == null
                ? () -> {}
                : parent.cancellation()
                        .onCancel(
                                () -> {
                                    stop.cancel("the enclosing run ended");
                                    cancel("the enclosing run ended");
                                });
    }

    @Override
    public boolean wants(long position) {
        return !keeping.kept().get((int) position);
    }

    @Override
    public void cancel(String why) {
        cancelled = why;
        running.forEach(job -> job.cancel(why, parent == null));
    }

    @Override
    public void run(long position, int attempt, JobEnd place) {
        try {
            if (parent == null) {
                workspace.call(() -> runIn(position, attempt, place));
            } else {
                parent.call(() -> runIn(position, attempt, place));
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean runIn(long position, int attempt, JobEnd place) {
        Deadline enclosing = parent == null ? Deadline.NONE : parent.deadline();
        Duration timeout = plan.timeout();
        Deadline own = timeout == null ? Deadline.NONE : Deadline.after(System.nanoTime(), timeout);
        Deadline deadline = own.earlier(enclosing);
        Attempted<T> before = waiting.get(position);
        EvaluationCells.Cell cell =
                before == null ? cells.at(position, feed.row(position)) : before.cell();
        RunKey key = cell.attempt().key();
        Keeping.Place<T> kept = keeping.at(position, key);
        InnerRuns.Stand<T> stand = attempt == 1 ? kept.reused() : null;
        if (stand != null) {
            keep(
                    cell.row(),
                    Math.toIntExact(position),
                    stand,
                    Spending.before(stand.run().usage()));
            place.ended(stand.run().toRecord());
            return true;
        }
        Spending spent =
                before == null
                        ? Spending.before(keeping.spent(position))
                        : before.finished().spent();
        AttemptId id = new AttemptId(key, kept.attempts() + 1);
        TaskRun<T> run =
                new TaskRun<>(
                        task,
                        cell.bind(),
                        new TaskRun.Origin(
                                "Run #" + (keeping.firstNumber() + position),
                                cell.row().shownLabel(),
                                cell.row().briefly(),
                                id,
                                plan.id()),
                        new Cancellation(),
                        deadline);
        run.payFrom(purses);
        run.keepAt(kept);
        kept.started(id.attempt());
        Job<T> job =
                new Job<>(
                        run,
                        own.limited() && deadline.equals(own) ? timeout : null,
                        place,
                        (_, ending, leftBehind) ->
                                place.ended(
                                        ended(
                                                position,
                                                attempt,
                                                cell,
                                                kept,
                                                run,
                                                ending,
                                                spent,
                                                leftBehind)));
        running.add(job);
        try {
            String why = cancelled;
            if (why != null) {
                job.cancel(why, parent == null);
            }
            if (progress != null) {
                progress.began();
            }
            job.run();
            return true;
        } finally {
            running.remove(job);
        }
    }

    /// Finishes and reports an attempt, and decides whether the evaluation goes on.
    private RunRecord ended(
            long position,
            int attempt,
            EvaluationCells.Cell cell,
            Keeping.Place<T> kept,
            TaskRun<T> run,
            TaskRun.Ending<T> ending,
            Spending spent,
            boolean leftBehind) {
        Attempted<T> before = waiting.remove(position);
        Finished<T> finished =
                run.finish(ending, kept, before == null ? "" : before.finished().file(), spent);
        if (leftBehind) {
            results.leaveBehind(run.number());
        }
        results.put(Math.toIntExact(position), finished.run(), finished.spent());
        if (Purses.refusal(run.scope()).isPresent()) {
            overBudget = true;
            stop.cancel("the budget is spent");
        }
        if (options.removesRunFiles()) {
            results.keepFile(finished.file());
        }
        RunRecord record = finished.run().toRecord();
        if (finished.fatal() == null && plan.retry().again(record.outcome(), attempt)) {
            waiting.put(position, new Attempted<>(cell, run, finished));
            run.reportRetry(finished, plan.retry().delay());
            if (progress != null) {
                progress.retried(finished.run());
            }
        } else {
            settle(position, run, finished);
            if (progress != null && progress.ended(finished.run())) {
                stop.cancel("the condition to stop was met");
            }
        }
        return record;
    }

    /// Reports a run that is not made again.
    private void settle(long position, TaskRun<T> run, Finished<T> finished) {
        run.report(options.removesRunFiles() ? finished.withoutFile() : finished);
        if (finished.fatal() != null) {
            results.raise(position, finished);
            stop.cancel("it makes no sense to go on");
        } else if (plan.onFailure() == OnFailure.RAISE && Task.raises(finished.run())) {
            results.raise(position, finished);
            if (raisesAtOnce) {
                stop.cancel("a run has no result");
            }
        }
    }
}
