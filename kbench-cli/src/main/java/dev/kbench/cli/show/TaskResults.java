package dev.kbench.cli.show;

import dev.kbench.event.RunEvent.BudgetSpent;
import dev.kbench.event.RunEvent.RunFinished;
import dev.kbench.event.Spending;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What the runs of one task came to. One thread at a time.
final class TaskResults {
    private static final int TROUBLES = 10;

    private final String task;
    private final long startNanos;
    private final Map<String, ModelResults> models = new LinkedHashMap<>();
    private final TreeSet<Trouble> troubles = new TreeSet<>();
    private final Map<String, SpentOf> budgets = new LinkedHashMap<>();
    private long endNanos;
    private long planned;
    private long started;
    private long told;

    TaskResults(String task, long startNanos) {
        this.task = task;
        this.startNanos = startNanos;
        this.endNanos = startNanos;
    }

    String task() {
        return task;
    }

    /// An evaluation of the task is to make some runs.
    void plan(long runs) {
        planned += runs;
    }

    /// Something of an evaluation's budget was spent.
    void budgetSpent(BudgetSpent spent) {
        budgets.computeIfAbsent(spent.evaluation(), _ -> new SpentOf()).add(spent);
    }

    /// What of each evaluation's budget is spent; none where no evaluation has one.
    List<String> budgets() {
        return budgets.values().stream().map(SpentOf::text).toList();
    }

    /// A run began; one of its own was not planned before.
    void started(boolean ofItsOwn) {
        started++;
        planned += ofItsOwn ? 1 : 0;
    }

    /// A run ended that is to be made again.
    void retried() {
        started--;
    }

    /// A run ended.
    ///
    /// @param why what went wrong; empty where nothing did, or it was told already
    void add(RunFinished run, String model, List<String> why, long nanos) {
        endNanos = nanos;
        long number = number(run.number());
        models.computeIfAbsent(run.model(), ModelResults::new).add(run, number);
        if (!run.passed() && why.isEmpty()) {
            told++;
        } else if (!run.passed()) {
            troubles.add(new Trouble(kind(run), number, SaidLines.numbered(run), model, why));
            if (troubles.size() > TROUBLES) {
                troubles.pollLast();
            }
        }
    }

    private static int kind(RunFinished run) {
        return switch (run.outcome()) {
            case "completed" -> 2;
            case "failed" -> 0;
            default -> 1;
        };
    }

    private static long number(String shown) {
        int hash = shown.indexOf('#');
        try {
            return Long.parseLong(shown.substring(hash + 1));
        } catch (NumberFormatException e) {
            return Long.MAX_VALUE;
        }
    }

    List<ModelResults> models() {
        return models.values().stream()
                .sorted(Comparator.comparingLong(ModelResults::firstNumber))
                .toList();
    }

    /// The first of those that did not pass: failed, then unmeasured, then the others; each by
    /// number.
    List<Trouble> troubles() {
        return List.copyOf(troubles);
    }

    /// How many of those that did not pass were told already.
    long told() {
        return told;
    }

    Counts counts() {
        return models.values().stream().map(ModelResults::counts).reduce(Counts.NONE, Counts::plus);
    }

    /// What the runs cost, all models together.
    Spending spent() {
        return models.values().stream()
                .map(ModelResults::spent)
                .reduce(Spending.NONE, Spending::plus);
    }

    /// How many runs there were to be, those that ended included.
    long planned() {
        return Math.max(planned, counts().runs());
    }

    /// How many of those began and did not end.
    long notEnded() {
        return Math.max(0, started - counts().runs());
    }

    /// Whether it is known how long the runs took all together.
    boolean isTimed() {
        return startNanos != Results.UNTIMED;
    }

    long nanos() {
        return endNanos - startNanos;
    }
}
