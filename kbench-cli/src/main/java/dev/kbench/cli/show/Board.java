package dev.kbench.cli.show;

import dev.kbench.event.RunEvent;
import dev.kbench.event.RunListener;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.function.LongSupplier;

/// What is under way: each event bumps the counters of the effort that its run belongs to, and does
/// nothing else.
///
/// Thread-safe.
final class Board implements RunListener {
    private final LongSupplier nanoTime;
    private final Map<String, Effort> evaluations = new ConcurrentHashMap<>();
    private final Map<String, Effort> runs = new ConcurrentHashMap<>();
    private final SpentOf budget = new SpentOf();
    private final ConcurrentLinkedDeque<Effort> current = new ConcurrentLinkedDeque<>();

    Board(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    @Override
    public void on(RunEvent event) {
        switch (event) {
            case RunEvent.EvaluationStarted e -> evaluationStarted(e);
            case RunEvent.EvaluationFinished e -> evaluationFinished(e);
            case RunEvent.RunStarted e -> runStarted(e);
            case RunEvent.CallFinished e -> {
                Effort effort = runs.get(e.run());
                if (effort != null) {
                    effort.callFinished(e.usage());
                }
            }
            case RunEvent.CallWaiting e -> {
                Effort effort = runs.get(e.run());
                if (effort != null) {
                    effort.callWaiting(e.begins());
                }
            }
            case RunEvent.BudgetSpent e -> budgetSpent(e);
            case RunEvent.RunRetried e -> runRetried(e);
            case RunEvent.RunFinished e -> runFinished(e);
            case RunEvent.MessageAdded _,
                    RunEvent.CallRetried _,
                    RunEvent.EvaluationStopped _,
                    RunEvent.AnswerRepaired _,
                    RunEvent.AssertionRecorded _,
                    RunEvent.StoreFailed _,
                    RunEvent.Notice _ -> {}
        }
    }

    private void budgetSpent(RunEvent.BudgetSpent e) {
        Effort effort = evaluations.get(e.evaluation());
        if (effort != null) {
            effort.budgetSpent(e);
        } else if (e.evaluation().isEmpty()) {
            budget.add(e);
        }
    }

    private void evaluationStarted(RunEvent.EvaluationStarted e) {
        if (!e.nested()) {
            Effort effort = new Effort(e.task(), e.total(), true, nanoTime.getAsLong());
            evaluations.put(e.evaluation(), effort);
            current.add(effort);
        }
    }

    private void runStarted(RunEvent.RunStarted e) {
        Effort effort = runs.get(e.parent());
        if (effort == null) {
            effort = evaluations.get(e.evaluation());
        }
        if (effort == null) {
            effort = new Effort(e.task() + " " + e.number(), 1, false, nanoTime.getAsLong());
            current.add(effort);
        }
        if (e.depth() == 0) {
            effort.runStarted();
        }
        runs.put(e.run(), effort);
    }

    private void evaluationFinished(RunEvent.EvaluationFinished e) {
        Effort effort = evaluations.remove(e.evaluation());
        if (effort != null) {
            runs.values().removeIf(effort::equals);
            end(effort);
        }
    }

    /// The attempt stays known: it is the last one where the evaluation is stopped before the next.
    private void runRetried(RunEvent.RunRetried e) {
        Effort effort = runs.get(e.run());
        if (effort != null && e.depth() == 0) {
            effort.runRetried();
        }
    }

    private void runFinished(RunEvent.RunFinished e) {
        Effort effort = runs.remove(e.run());
        if (effort != null) {
            effort.runFinished(e);
            if (e.depth() == 0 && !effort.isEvaluation()) {
                end(effort);
            }
        }
    }

    private void end(Effort effort) {
        current.remove(effort);
    }

    /// The effort of a run under way, null where there is none.
    @Nullable Effort of(String run) {
        return runs.get(run);
    }

    /// An evaluation under way, null where there is none or it is inside a run.
    @Nullable Effort evaluation(String id) {
        return evaluations.get(id);
    }

    /// What began first of what has not ended, null where nothing has.
    Effort.@Nullable State current() {
        Effort first = current.peekFirst();
        return first == null ? null : first.state(nanoTime.getAsLong()).under(budget.text());
    }
}
