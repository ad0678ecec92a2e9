package dev.kbench.cli.run;

import dev.kbench.event.RunEvent;
import dev.kbench.event.RunListener;

import java.util.HashMap;
import java.util.Map;

/// Counts what decides the exit code.
///
/// Thread-safe.
final class Tally implements RunListener {
    /// Everything was measured.
    static final int MEASURED = 0;

    /// A task raised.
    static final int RAISED = 1;

    /// Misuse, or something could not be measured.
    static final int UNMEASURED = 2;

    private final Map<String, Long> notStarted = new HashMap<>();
    private long asked;
    private long raised;
    private long unmeasured;
    private long unstored;

    @Override
    public synchronized void on(RunEvent event) {
        switch (event) {
            case RunEvent.EvaluationStarted e when !e.nested() -> {
                asked += e.total();
                notStarted.put(e.evaluation(), e.total());
            }
            case RunEvent.RunStarted e -> {
                asked++;
                notStarted.computeIfPresent(e.evaluation(), Tally::less);
            }
            case RunEvent.RunRetried e -> notStarted.computeIfPresent(e.evaluation(), Tally::more);
            case RunEvent.EvaluationStopped e -> notStarted.remove(e.evaluation());
            case RunEvent.RunFinished e -> finished(e);
            case RunEvent.StoreFailed _ -> unstored++;
            case RunEvent.EvaluationStarted _,
                    RunEvent.EvaluationFinished _,
                    RunEvent.MessageAdded _,
                    RunEvent.CallFinished _,
                    RunEvent.AnswerRepaired _,
                    RunEvent.CallRetried _,
                    RunEvent.CallWaiting _,
                    RunEvent.BudgetSpent _,
                    RunEvent.AssertionRecorded _,
                    RunEvent.Notice _ -> {}
        }
    }

    private static Long less(String evaluation, Long count) {
        return count - 1;
    }

    private static Long more(String evaluation, Long count) {
        return count + 1;
    }

    private void finished(RunEvent.RunFinished run) {
        if (run.outcome().equals("unmeasured")) {
            unmeasured++;
        } else if (run.depth() == 0 && run.reason().equals("EXCEPTION")) {
            if (run.error().startsWith("InvalidResultException")) {
                unmeasured++;
            } else {
                raised++;
            }
        }
    }

    /// How many runs there were to be, or more.
    synchronized long asked() {
        return asked;
    }

    /// The exit code so far. What could not be measured outweighs a task that raised, since the
    /// figures are not whole then.
    synchronized int exitCode() {
        if (unmeasured + unstored > 0) {
            return UNMEASURED;
        }
        if (raised > 0) {
            return RAISED;
        }
        return notStarted.values().stream().anyMatch(count -> count > 0) ? UNMEASURED : MEASURED;
    }
}
