package dev.kbench.task;

import dev.kbench.chat.Chat;
import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.event.Usage;
import dev.kbench.key.AttemptId;
import dev.kbench.key.RunKey;
import dev.kbench.run.EvaluationPlan;
import dev.kbench.run.Failure;
import dev.kbench.run.Outcome;
import dev.kbench.run.Run;
import dev.kbench.run.RunIdentity;
import dev.kbench.run.RunLayout;
import dev.kbench.run.Runs;
import dev.kbench.run.UnmeasuredReason;
import dev.kbench.workspace.PlannedRuns;
import dev.kbench.workspace.Rehearsal;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What is run in a workspace that makes no runs: whoever rehearses is told of it, and whoever
/// asked gets what an evaluation gives that was stopped before its first run.
final class Rehearsed {
    private static final String REASON = "this is a rehearsal: no run is made";

    private Rehearsed() {}

    static <T extends @Nullable Object> Runs<T> evaluation(
            Task<T> task, EvaluationOptions options, Rehearsal rehearsal) {
        Workspace workspace = Workspace.current();
        List<String> _ = options.complete(workspace.overrides().defaults());
        EvaluationCells cells = EvaluationCells.of(task, options, workspace, false);
        EvaluationPlan plan = cells.plan();
        rehearsal.planned(
                new PlannedRuns(
                        task.name(),
                        plan.size(),
                        workspace.reuse(),
                        Journaling.continued(plan, workspace),
                        visitor -> each(cells, visitor)));
        return new EvaluationResults<T>(task.name(), RunLayout.of(plan), Rehearsed::none)
                .orThrow(null, null);
    }

    private static <T extends @Nullable Object> Run<T> none(int position) {
        throw new IllegalStateException(REASON);
    }

    private static void each(EvaluationCells cells, PlannedRuns.Visitor visitor) {
        long size = cells.plan().size();
        try (RowFeed feed = cells.feed(_ -> true)) {
            for (long position = 0; position < size; position++) {
                EvaluationCells.Cell cell = cells.at(position, feed.row(position));
                visitor.run(position, cell.attempt().key(), cell.row().briefly());
            }
        }
    }

    static <T extends @Nullable Object> Run<T> run(
            Task<T> task, BoundCall call, Rehearsal rehearsal) {
        RunKey key = TaskRun.key(task, call, 0);
        rehearsal.planned(
                new PlannedRuns(
                        task.name(),
                        1,
                        Workspace.current().reuse(),
                        SingleRuns.of(Workspace.current()).continued(key, Workspace.current()),
                        visitor -> visitor.run(0, key, "")));
        return new Run<>(
                new RunIdentity(
                        RunIds.next(), "", "Run #1", "", task.info(), new AttemptId(key, 1)),
                call.shown(),
                new Outcome.Unmeasured<>(
                        UnmeasuredReason.CANCELLED,
                        new Failure("CancellationException", REASON, "")),
                List.of(),
                List.of(),
                Chat.named(task.name()),
                Usage.NONE,
                Instant.EPOCH,
                Duration.ZERO);
    }
}
