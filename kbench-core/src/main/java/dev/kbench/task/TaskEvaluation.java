package dev.kbench.task;

import dev.kbench.control.Cancellation;
import dev.kbench.control.Deadline;
import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.evaluate.LocalEngine;
import dev.kbench.evaluate.spi.JobEnd;
import dev.kbench.evaluate.spi.JobRunner;
import dev.kbench.event.RunEvent;
import dev.kbench.internal.context.RunScope;
import dev.kbench.key.AttemptId;
import dev.kbench.run.EvaluationPlan;
import dev.kbench.run.OnFailure;
import dev.kbench.run.RunLayout;
import dev.kbench.run.RunRecord;
import dev.kbench.run.Runs;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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
    private final EvaluationResults<T> results;
    private final Cancellation stop = new Cancellation();
    private final Set<Job<T>> running = ConcurrentHashMap.newKeySet();
    private final Map<Long, Attempted<T>> waiting = new ConcurrentHashMap<>();
    private final @Nullable Progressing progress;
    private final boolean raisesAtOnce;
    private volatile @Nullable String cancelled;
    private long firstNumber;

    /// An attempt that is to be followed by another.
    private record Attempted<T extends @Nullable Object>(TaskRun<T> run, Finished<T> finished) {}

    TaskEvaluation(Task<T> task, EvaluationOptions options) {
        this.task = task;
        this.options = options;
        this.cells = EvaluationCells.of(task, options, workspace, parent != null);
        this.plan = cells.plan();
        this.results =
                new EvaluationResults<>(task.name(), size(), RunLayout.of(plan, cells.hasData()));
        this.progress =
                options.stopCondition()
                        .map(condition -> new Progressing(condition, plan.size()))
                        .orElse(null);
        this.raisesAtOnce = plan.onFailure() == OnFailure.RAISE && !(parent == null && isBatch());
    }

    private int size() {
        try {
            return Math.toIntExact(plan.size());
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
                        .or(() -> workspace.settings().get("KBENCH_EXECUTION_MODE"))
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
        firstNumber = workspace.store().nextNumbers(task.name(), results.size());
        tell(
                new RunEvent.EvaluationStarted(
                        plan.id(), task.name(), results.size(), jobs, parent != null));
        Throwable broken = null;
        try (Cancellation.Registration _ = cancelWithParent()) {
            new LocalEngine(jobs).execute(plan, this, TaskEvaluation::taken, stop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            broken = e;
        } catch (RuntimeException | Error e) {
            broken = e;
        } finally {
            end();
        }
        if (broken == null && parent != null && results.missing()) {
            parent.cancellation().check();
        }
        return results.orThrow(broken, progress == null ? null : progress.broken());
    }

    private int jobs() {
        if (parent == null && workspace.overrides().jobs().isPresent()) {
            return workspace.overrides().jobs().getAsInt();
        }
        if (!options.choosesJobs()) {
            return options.jobCount().orElse(1);
        }
        AutoJobs chosen = AutoJobs.of(cells.models(), results.size(), parent != null);
        notice("%d runs at a time: %s".formatted(chosen.jobs(), chosen.reason()));
        return chosen.jobs();
    }

    private void end() {
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
        EvaluationCells.Cell cell = cells.at(position);
        AttemptId id = new AttemptId(cell.attempt().key(), attempt);
        TaskRun<T> run =
                new TaskRun<>(
                        task,
                        cell.bind(),
                        new TaskRun.Origin(
                                "Run #" + (firstNumber + position),
                                cell.row().label(),
                                cell.row().briefly(),
                                id,
                                plan.id()),
                        new Cancellation(),
                        deadline);
        Job<T> job =
                new Job<>(
                        run,
                        own.limited() && deadline.equals(own) ? timeout : null,
                        place,
                        (_, ending, leftBehind) ->
                                place.ended(ended(position, run, ending, leftBehind)));
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
            long position, TaskRun<T> run, TaskRun.Ending<T> ending, boolean leftBehind) {
        Attempted<T> before = waiting.remove(position);
        Finished<T> finished = run.finish(ending, before == null ? "" : before.finished().file());
        if (leftBehind) {
            results.leaveBehind(run.number());
        }
        results.put(position, finished.run());
        if (options.removesRunFiles()) {
            results.keepFile(finished.file());
        }
        RunRecord record = finished.run().toRecord();
        if (finished.fatal() == null
                && plan.retry().again(record.outcome(), record.attempt().attempt())) {
            waiting.put(position, new Attempted<>(run, finished));
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
        run.report(finished);
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
