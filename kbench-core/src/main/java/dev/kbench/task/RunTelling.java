package dev.kbench.task;

import dev.kbench.event.AssertionResult;
import dev.kbench.event.Listeners;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Spending;
import dev.kbench.internal.context.RunScope;
import dev.kbench.key.ModelRef;
import dev.kbench.run.OutcomeRecord;
import dev.kbench.run.Run;
import dev.kbench.run.RunSummary;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

/// Tells a workspace's listeners of runs; costs nothing where there are none.
final class RunTelling {
    private RunTelling() {}

    /// Tells of a run that was not made, because another stands in for it.
    ///
    /// @param row where its row stands, empty for a run without data
    /// @param evaluation whose run it is
    /// @param spent what it and attempts before it cost
    static void kept(
            Workspace workspace,
            Run<?> run,
            @Nullable RunScope parent,
            String row,
            String evaluation,
            String file,
            Spending spent) {
        if (workspace.listeners().isEmpty()) {
            return;
        }
        Listeners listeners = workspace.listeners().hiding(run.privateValues());
        int depth = parent == null ? 0 : parent.depth() + 1;
        listeners.tell(
                new RunEvent.RunStarted(
                        run.identity().uid(),
                        run.identity().parentUid(),
                        depth,
                        run.task().name(),
                        run.id(),
                        run.model().map(ModelRef::id).orElse(""),
                        evaluation,
                        run.startTime()));
        for (AssertionResult assertion : run.assertionResults()) {
            listeners.tell(new RunEvent.AssertionRecorded(run.identity().uid(), assertion));
        }
        ended(workspace, run, depth, row, "", file, spent, true);
    }

    /// Tells that a run has ended for good.
    ///
    /// @param row where its row stands, empty for a run without data
    /// @param line the user's line that it failed on, empty where there is none
    /// @param reused whether it was made before
    static void ended(
            Workspace workspace,
            Run<?> run,
            int depth,
            String row,
            String line,
            String file,
            Spending spent,
            boolean reused) {
        if (workspace.listeners().isEmpty()) {
            return;
        }
        Listeners listeners = workspace.listeners().hiding(run.privateValues());
        OutcomeRecord outcome = OutcomeRecord.kindOf(run.outcome());
        listeners.tell(
                new RunEvent.RunFinished(
                        run.identity().uid(),
                        run.identity().parentUid(),
                        depth,
                        run.task().name(),
                        run.id(),
                        row,
                        RunSummary.row(run.attempt().key()),
                        run.model().map(ModelRef::id).orElse(""),
                        outcome.kind(),
                        outcome.reason(),
                        run.passed(),
                        run.formatResult(),
                        run.numericResult(),
                        run.errorMessage().orElse(""),
                        line,
                        run.usage(),
                        spent,
                        run.duration(),
                        file,
                        reused));
    }
}
