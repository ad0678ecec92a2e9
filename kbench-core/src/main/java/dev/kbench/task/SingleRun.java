package dev.kbench.task;

import dev.kbench.control.Deadline;
import dev.kbench.event.Spending;
import dev.kbench.internal.context.RunScope;
import dev.kbench.key.AttemptId;
import dev.kbench.key.PrivateValues;
import dev.kbench.key.RunKey;
import dev.kbench.run.Run;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

import java.util.Optional;

/// A run that is part of no evaluation, made in the calling thread: by itself, or inside another
/// run. Where a run that was made before stands in for it, it is not made.
final class SingleRun {
    private SingleRun() {}

    static <T extends @Nullable Object> Finished<T> of(Task<T> task, BoundCall call) {
        RunScope parent = RunScope.current();
        return parent == null ? alone(task, call) : inside(task, call, parent);
    }

    private static <T extends @Nullable Object> Finished<T> alone(Task<T> task, BoundCall call) {
        Workspace workspace = Workspace.current();
        TaskLimits.check(task.info(), workspace.settings());
        if (!workspace.overrides().privateColumns().isEmpty()) {
            SingleRuns.tellNothingPrivate(workspace);
        }
        RunKey key = TaskRun.key(task, call, 0);
        try (SingleRuns.Place<T> place = SingleRuns.of(workspace).at(task, key, workspace)) {
            Spending before = Spending.before(place.spent());
            InnerRuns.Stand<T> stand = place.reused();
            if (stand != null) {
                Spending spent = stand.resumed() ? before : Spending.before(stand.run().usage());
                return kept(workspace, stand.run(), null, spent);
            }
            AttemptId attempt = new AttemptId(key, place.attempts() + 1);
            Optional<String> number = place.formerNumber();
            TaskRun<T> run =
                    new TaskRun<>(
                            task,
                            call,
                            origin(number.orElseGet(() -> next(task, workspace)), attempt),
                            place.cancellation(),
                            Deadline.NONE);
            run.payFrom(CommandBudget.of(workspace).purses());
            return make(run, place, attempt, before);
        }
    }

    private static <T extends @Nullable Object> Finished<T> inside(
            Task<T> task, BoundCall call, RunScope parent) {
        Workspace workspace = Workspace.current();
        TaskLimits.check(task.info(), workspace.settings());
        RunKey key = TaskRun.key(task, call, parent.attempt().key().trial());
        AttemptId attempt = new AttemptId(key, 1);
        InnerRuns around = InnerRuns.of(parent);
        Keeping.Place<T> place = around == null ? Keeping.Place.none() : around.at(task, key);
        TaskRun.checkOpen(parent, task.name());
        InnerRuns.Stand<T> stand = place.reused();
        if (stand != null) {
            Run<T> run =
                    stand.run()
                            .inside(parent.runId())
                            .hiding(PrivateValues.NONE.inside(parent.listeners().hidden()));
            Finished<T> kept = kept(workspace, run, parent, Spending.before(run.usage()));
            TaskRun.joinKept(parent, run, stand.resumed());
            return kept;
        }
        TaskRun<T> run =
                new TaskRun<>(
                        task,
                        call,
                        origin(next(task, workspace), attempt),
                        parent.cancellation(),
                        parent.deadline());
        return make(run, place, attempt, Spending.NONE);
    }

    private static TaskRun.Origin origin(String number, AttemptId attempt) {
        return new TaskRun.Origin(number, "", "", attempt, "");
    }

    private static String next(Task<?> task, Workspace workspace) {
        return "Run #" + workspace.store().nextNumbers(task.name(), 1);
    }

    private static <T extends @Nullable Object> Finished<T> make(
            TaskRun<T> run, Keeping.Place<T> place, AttemptId attempt, Spending before) {
        run.keepAt(place);
        place.started(attempt.attempt());
        run.begin();
        TaskRun.Ending<T> ending;
        VirtualMachineError fatal = null;
        try {
            ending = run.call();
        } catch (VirtualMachineError e) {
            ending = run.broken(e);
            fatal = e;
        }
        boolean interrupted =
                Thread.interrupted() || ending.thrown() instanceof InterruptedException;
        try {
            Finished<T> finished = run.finish(ending, place, "", before);
            run.report(finished);
            if (fatal != null) {
                throw fatal;
            }
            return finished;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Tells of a run that is not made; its file is written where it is missing.
    private static <T extends @Nullable Object> Finished<T> kept(
            Workspace workspace, Run<T> run, @Nullable RunScope parent, Spending spent) {
        String file = KeptFiles.write(workspace.store(), run.task(), run, true);
        RunTelling.kept(workspace, run, parent, "", "", file, spent);
        return new Finished<>(run, null, file, spent, null);
    }
}
