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
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
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
        int size = Math.toIntExact(plan.size());
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
        AtomicReferenceArray<@Nullable Finished<T>> ended = new AtomicReferenceArray<>(size);
        AtomicReference<@Nullable Finished<T>> firstRaised = new AtomicReference<>();
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
                                ended.set(Math.toIntExact(position), finished);
                                if (stops(finished)) {
                                    firstRaised.compareAndSet(null, finished);
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
        return results(ended, size, firstRaised.get());
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
            return parent == null
                    ? workspace.call(
                            () ->
                                    TaskRun.of(
                                            task,
                                            cells.bind(position),
                                            origin(cells, position, number)))
                    : parent.call(
                            () ->
                                    TaskRun.of(
                                            task,
                                            cells.bind(position),
                                            origin(cells, position, number)));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static TaskRun.Origin origin(EvaluationCells cells, long position, long number) {
        return new TaskRun.Origin(
                "Run #" + number,
                cells.label(position),
                cells.attempt(position),
                cells.plan().id());
    }

    private Runs<T> results(
            AtomicReferenceArray<@Nullable Finished<T>> ended,
            int size,
            @Nullable Finished<T> raised) {
        List<Run<T>> runs = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            Finished<T> finished = ended.get(i);
            if (finished != null) {
                runs.add(finished.run());
            }
        }
        Runs<T> results = Runs.of(runs);
        if (raised != null) {
            throw raised.unstored() == null
                    ? EvaluationFailedException.noResult(results, size, raised.thrown())
                    : EvaluationFailedException.unstored(results, size, raised.unstored());
        }
        if (parent != null && runs.size() < size) {
            parent.cancellation().check();
        }
        return results;
    }
}
