package dev.kbench.cli.show;

import dev.kbench.event.AssertionResult;
import dev.kbench.event.RunEvent;
import dev.kbench.event.RunListener;
import dev.kbench.internal.text.SafeText;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Collects what runs come to, and prints a table of it. Of each run only figures are kept, so that
/// any number of runs can be taken.
///
/// Thread-safe.
public final class Results implements RunListener {
    /// The time of runs that were not watched.
    static final long UNTIMED = Long.MIN_VALUE;

    private final ModelNames names;
    private final LongSupplier nanoTime;
    private final Predicate<String> told;
    private final Map<String, TaskResults> tasks = new LinkedHashMap<>();
    private final Map<String, Reasons> reasons = new HashMap<>();
    private final Map<String, String> evaluations = new HashMap<>();
    private final SpentOf budget = new SpentOf();
    private final SentAgain sentAgain = new SentAgain();
    private long files;
    private long unstored;

    /// Nothing has been collected yet.
    ///
    /// @param names how models are shown
    /// @param nanoTime the time, as `System::nanoTime`
    public Results(ModelNames names, LongSupplier nanoTime) {
        this(names, nanoTime, _ -> false);
    }

    /// Nothing has been collected yet.
    ///
    /// @param names how models are shown
    /// @param nanoTime the time, as `System::nanoTime`
    /// @param told whether it was shown already why a run, by its unique id, has no result: then it
    ///   is not listed again
    public Results(ModelNames names, LongSupplier nanoTime, Predicate<String> told) {
        this.names = names;
        this.nanoTime = nanoTime;
        this.told = told;
    }

    @Override
    public synchronized void on(RunEvent event) {
        switch (event) {
            case RunEvent.RunStarted e when e.depth() == 0 ->
                    task(e.task()).started(e.evaluation().isEmpty());
            case RunEvent.EvaluationStarted e when !e.nested() -> {
                task(e.task()).plan(e.total());
                evaluations.put(e.evaluation(), e.task());
            }
            case RunEvent.BudgetSpent e -> budgetSpent(e);
            case RunEvent.AssertionRecorded(String run, AssertionResult assertion)
                    when !assertion.passed() ->
                    reasons(run).add(assertion);
            case RunEvent.RunFinished e -> finished(e);
            case RunEvent.RunRetried e -> {
                reasons.remove(e.run());
                if (e.depth() == 0) {
                    task(e.task()).retried();
                }
            }
            case RunEvent.CallRetried e -> sentAgain.add(e.retry());
            case RunEvent.StoreFailed _ -> unstored++;
            case RunEvent.RunStarted _,
                    RunEvent.AssertionRecorded _,
                    RunEvent.MessageAdded _,
                    RunEvent.CallFinished _,
                    RunEvent.AnswerRepaired _,
                    RunEvent.CallWaiting _,
                    RunEvent.EvaluationStarted _,
                    RunEvent.EvaluationStopped _,
                    RunEvent.EvaluationFinished _,
                    RunEvent.Notice _ -> {}
        }
    }

    private void budgetSpent(RunEvent.BudgetSpent spent) {
        String task = evaluations.get(spent.evaluation());
        if (task != null) {
            task(task).budgetSpent(spent);
        } else if (spent.evaluation().isEmpty()) {
            budget.add(spent);
        }
    }

    private TaskResults task(String name) {
        return tasks.computeIfAbsent(name, _ -> new TaskResults(name, nanoTime.getAsLong()));
    }

    private Reasons reasons(String run) {
        return reasons.computeIfAbsent(run, _ -> new Reasons());
    }

    private void finished(RunEvent.RunFinished run) {
        files += run.file().isEmpty() ? 0 : 1;
        Reasons failed = reasons.remove(run.run());
        List<String> why = why(run, failed == null ? List.of() : failed.shown());
        if (run.depth() == 0) {
            boolean known = why.size() == 1 && told.test(run.run());
            task(run.task())
                    .add(run, names.of(run.model()), known ? List.of() : why, nanoTime.getAsLong());
        } else if (!run.passed()) {
            String inside = SafeText.line(run.task(), 60) + " " + SaidLines.numbered(run) + ": ";
            reasons(run.parent()).add(inside + String.join("; ", why));
        }
    }

    private static List<String> why(RunEvent.RunFinished run, List<String> failed) {
        if (run.outcome().equals("completed")) {
            return failed.isEmpty() ? List.of("returned " + returned(run)) : failed;
        }
        List<String> all = new ArrayList<>(failed);
        all.addFirst(run.outcome() + " " + run.reason() + ": " + SaidLines.error(run));
        return all;
    }

    private static String returned(RunEvent.RunFinished run) {
        return run.result().equals("❌") ? "false" : SafeText.line(run.result(), 100);
    }

    /// How the runs ended.
    ///
    /// @return all tasks together
    public synchronized Counts counts() {
        return tasks.values().stream()
                .map(TaskResults::counts)
                .reduce(new Counts(0, 0, 0, 0, 0, unstored), Counts::plus);
    }

    /// Models by tasks.
    ///
    /// @param columns how wide the lines may be
    /// @return the lines; none for fewer than two tasks
    synchronized List<String> matrix(int columns) {
        return new TaskMatrix(List.copyOf(tasks.values()), names).lines(columns);
    }

    /// The figures for programs.
    ///
    /// @return a record for each task and model
    synchronized List<Map<String, @Nullable Object>> records() {
        return tasks.values().stream()
                .flatMap(task -> task.models().stream().map(model -> model.record(task.task())))
                .toList();
    }

    /// Prints a table for each task, the first runs that did not pass, and where the files are.
    ///
    /// @param terminal where to; the table fits its width
    /// @param folder where the files are
    public synchronized void print(Terminal terminal, String folder) {
        ResultsText text = new ResultsText(terminal, names);
        tasks.values().stream().filter(task -> task.planned() > 0).forEach(text::add);
        if (!budget.text().isEmpty()) {
            text.addNote("Budget: " + budget.text());
        }
        sentAgain.text().ifPresent(text::addNote);
        if (files > 0) {
            text.addFiles(files, folder);
        }
        terminal.lines(List.copyOf(text.lines()));
    }
}
