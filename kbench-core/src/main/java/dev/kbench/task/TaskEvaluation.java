package dev.kbench.task;

import dev.kbench.control.Cancellation;
import dev.kbench.evaluate.EvaluationFailedException;
import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.evaluate.LocalEngine;
import dev.kbench.evaluate.OnFailure;
import dev.kbench.event.RunEvent;
import dev.kbench.internal.context.RunScope;
import dev.kbench.run.EvaluationPlan;
import dev.kbench.run.Run;
import dev.kbench.run.RunRecord;
import dev.kbench.run.Runs;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// One evaluation of a task: checks everything against the task first, then has an engine run the
/// cells, and keeps what came of each at its position.
final class TaskEvaluation<T extends @Nullable Object> {
    private final Task<T> task;
    private final EvaluationOptions options;
    private final Workspace workspace = Workspace.current();
    private final @Nullable RunScope parent = RunScope.current();

    TaskEvaluation(Task<T> task, EvaluationOptions options) {
        this.task = task;
        this.options = options;
    }

    Runs<T> run() {
        EvaluationCells cells = EvaluationCells.of(task, options, workspace, parent != null);
        EvaluationPlan plan = cells.plan();
        int size = size(plan);
        if (size == 0) {
            workspace
                    .listeners()
                    .tell(
                            new RunEvent.Notice(
                                    "%s: the data has no rows, so nothing is run"
                                            .formatted(task.name())));
            return Runs.of(List.of());
        }
        int jobs = options.jobCount().orElse(1);
        if (parent == null) {
            jobs = workspace.overrides().jobs().orElse(jobs);
        }
        long first = workspace.store().nextNumbers(task.name(), size);
        AtomicReferenceArray<@Nullable Run<T>> ended = new AtomicReferenceArray<>(size);
        ConcurrentSkipListMap<Long, Finished<T>> stopping = new ConcurrentSkipListMap<>();
        Cancellation stop = new Cancellation();
        workspace
                .listeners()
                .tell(
                        new RunEvent.EvaluationStarted(
                                plan.id(), task.name(), size, jobs, parent != null));
        try (Cancellation.Registration _ = stopWithParent(stop)) {
            new LocalEngine(jobs)
                    .execute(
                            plan,
                            (position, _) -> {
                                Finished<T> finished = cell(cells, position, first + position);
                                ended.set(Math.toIntExact(position), finished.run());
                                if (stops(finished)) {
                                    stopping.put(position, finished);
                                    stop.cancel("a run has no result");
                                }
                                return finished.run().toRecord();
                            },
                            TaskEvaluation::taken,
                            stop);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled =
                    new CancellationException("interrupted while evaluating " + task.name());
            cancelled.initCause(e);
            throw cancelled;
        } finally {
            workspace.listeners().tell(new RunEvent.EvaluationFinished(plan.id()));
        }
        Map.Entry<Long, Finished<T>> raised = stopping.firstEntry();
        return results(ended, size, raised == null ? null : raised.getValue());
    }

    private int size(EvaluationPlan plan) {
        try {
            return Math.toIntExact(plan.size());
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "%s: an evaluation has at most %d runs; fewer models, rows, trials or values of the grid are needed"
                            .formatted(task.name(), Integer.MAX_VALUE),
                    e);
        }
    }

    /// In this process each run is kept where it was made, with its value.
    private static void taken(long position, RunRecord run) {}

    private Cancellation.Registration stopWithParent(Cancellation stop) {
        return parent == null
                ? () -> {}
                : parent.cancellation().onCancel(() -> stop.cancel("the enclosing run ended"));
    }

    private boolean stops(Finished<T> finished) {
        return finished.unstored() != null
                || (options.reaction() == OnFailure.RAISE && Task.raises(finished.run()));
    }

    private Finished<T> cell(EvaluationCells cells, long position, long number) {
        try {
            EvaluationCells.Cell at = cells.at(position);
            return parent == null
                    ? workspace.call(() -> TaskRun.of(task, at.bind(), origin(cells, at, number)))
                    : parent.call(() -> TaskRun.of(task, at.bind(), origin(cells, at, number)));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static TaskRun.Origin origin(
            EvaluationCells cells, EvaluationCells.Cell cell, long number) {
        return new TaskRun.Origin(
                "Run #" + number, cell.label(), cell.attempt(), cells.plan().id());
    }

    /// Of the many that were run at a time several may raise: the first in input order is told.
    private Runs<T> results(
            AtomicReferenceArray<@Nullable Run<T>> ended, int size, @Nullable Finished<T> raised) {
        List<Run<T>> runs = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Run<T> run = ended.get(i);
            if (run != null) {
                runs.add(run);
            }
        }
        Runs<T> results = Runs.of(runs);
        if (raised != null) {
            throw raised.unstored() == null
                    ? EvaluationFailedException.noResult(
                            results, size, raised.run(), raised.thrown())
                    : EvaluationFailedException.unstored(results, size, raised.unstored());
        }
        if (parent != null && runs.size() < size) {
            parent.cancellation().check();
        }
        return results;
    }
}
