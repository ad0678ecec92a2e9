package dev.kbench.task;

import dev.kbench.evaluate.EvaluationFailedException;
import dev.kbench.event.Spending;
import dev.kbench.run.Run;
import dev.kbench.run.RunLayout;
import dev.kbench.run.RunLedger;
import dev.kbench.run.RunSummary;
import dev.kbench.run.Runs;
import dev.kbench.store.RunStore;
import dev.kbench.store.StoreException;

import org.jspecify.annotations.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntFunction;

/// What came of an evaluation's cells, each at its position: the last attempt made.
///
/// Thread-safe.
final class EvaluationResults<T extends @Nullable Object> {
    private static final int NAMES = 10;

    private final String task;
    private final int size;
    private final RunLedger<T> ledger;
    private final ConcurrentSkipListMap<Long, Finished<T>> raising = new ConcurrentSkipListMap<>();
    private final Queue<String> leftBehind = new ConcurrentLinkedQueue<>();
    private final Queue<String> files = new ConcurrentLinkedQueue<>();

    /// @param layout what stands at which position
    /// @param runs gives the run at a position that was put
    EvaluationResults(String task, RunLayout layout, IntFunction<Run<T>> runs) {
        this.task = task;
        this.size = layout.size();
        this.ledger = new RunLedger<>(layout, runs);
    }

    int size() {
        return size;
    }

    /// @param spent what the run cost, attempts that it replaces included
    void put(int position, Run<T> run, Spending spent) {
        ledger.put(position, RunSummary.of(run, spent));
    }

    /// Has the evaluation throw for a run.
    void raise(long position, Finished<T> finished) {
        raising.put(position, finished);
    }

    /// Notes a run whose body still runs.
    void leaveBehind(String number) {
        leftBehind.add(number);
    }

    /// Notes a file to be removed at the end.
    void keepFile(String file) {
        files.add(file);
    }

    /// Which bodies still ran when their runs had ended; empty where none did.
    Optional<String> leftBehind() {
        List<String> names =
                leftBehind.stream()
                        .sorted(
                                Comparator.comparingInt(String::length)
                                        .thenComparing(Comparator.naturalOrder()))
                        .limit(NAMES)
                        .toList();
        int more = leftBehind.size() - names.size();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "%d of %d runs did not heed that they were to end; their code was left behind, and may still run: %s%s"
                                .formatted(
                                        leftBehind.size(),
                                        size(),
                                        String.join(", ", names),
                                        more > 0 ? " and %d more".formatted(more) : ""));
    }

    /// Removes the files noted. Gives what to say about those that stay; empty where none does.
    Optional<String> removeFiles(RunStore store) {
        int failed = 0;
        String first = "";
        for (String file = files.poll(); file != null; file = files.poll()) {
            try {
                store.removeRun(file);
            } catch (StoreException e) {
                first = failed++ == 0 ? String.valueOf(e.getMessage()) : first;
            }
        }
        return failed == 0
                ? Optional.empty()
                : Optional.of("%d run files stay, the first: %s".formatted(failed, first));
    }

    /// Whether a cell was not run.
    boolean missing() {
        return ledger.size() < size;
    }

    /// Whether the evaluation throws for a run.
    boolean raises() {
        return !raising.isEmpty();
    }

    /// Whether every cell has a verdict, and none raises; asked once nothing more is put.
    boolean complete() {
        return !missing() && measured();
    }

    /// Whether all that was run has a verdict, and nothing is raised.
    boolean measured() {
        return !raises() && ledger.close().tally().unmeasured() == 0;
    }

    /// The runs, unless there is something to throw. Of the many that were run at a time several
    /// may raise: the first in input order is told.
    ///
    /// @param broken what ended the evaluation, null where nothing did
    /// @param condition what its condition to stop threw, null where it threw nothing
    Runs<T> orThrow(@Nullable Throwable broken, @Nullable Throwable condition) {
        Runs<T> runs = ledger.close();
        if (broken != null) {
            throw broken(runs, broken);
        }
        Map.Entry<Long, Finished<T>> raised = raising.firstEntry();
        if (raised != null) {
            Finished<T> first = raised.getValue();
            Throwable fatal = first.fatal();
            throw fatal == null
                    ? EvaluationFailedException.noResult(runs, size(), first.run(), first.thrown())
                    : stopped(runs, shown(fatal), fatal);
        }
        if (condition != null) {
            throw stopped(runs, "stopWhen threw " + shown(condition), condition);
        }
        return runs;
    }

    private RuntimeException broken(Runs<T> runs, Throwable broken) {
        if (broken instanceof InterruptedException) {
            return stopped(runs, "it was interrupted", broken);
        }
        if (broken instanceof CancellationException) {
            return stopped(runs, String.valueOf(broken.getMessage()), broken);
        }
        if (!runs.isEmpty()) {
            return stopped(runs, shown(broken), broken);
        }
        switch (broken) {
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            default -> throw new IllegalStateException(broken);
        }
    }

    private EvaluationFailedException stopped(Runs<T> runs, String why, Throwable cause) {
        return EvaluationFailedException.stopped(task, runs, size(), why, cause);
    }

    private static String shown(Throwable thrown) {
        String message = thrown.getMessage();
        if (thrown instanceof StoreException && message != null) {
            return message;
        }
        String type = thrown.getClass().getSimpleName();
        return message == null ? type : type + ": " + message;
    }
}
