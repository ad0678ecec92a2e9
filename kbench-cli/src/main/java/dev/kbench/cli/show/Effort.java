package dev.kbench.cli.show;

import dev.kbench.event.RunEvent.BudgetSpent;
import dev.kbench.event.RunEvent.RunFinished;
import dev.kbench.event.Usage;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/// One evaluation, or one run outside of any, under way: counters that any number of jobs bump.
///
/// Thread-safe.
final class Effort {
    private static final int TROUBLES = 10;

    private final String name;
    private final long total;
    private final boolean evaluation;
    private final long startNanos;
    private final LongAdder started = new LongAdder();
    private final LongAdder passed = new LongAdder();
    private final LongAdder notPassed = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder unmeasured = new LongAdder();
    private final LongAdder nested = new LongAdder();
    private final LongAdder reused = new LongAdder();
    private final LongAdder tokens = new LongAdder();
    private final LongAdder waiting = new LongAdder();
    private final SpentOf budget = new SpentOf();
    private final AtomicLong told = new AtomicLong();

    Effort(String name, long total, boolean evaluation, long startNanos) {
        this.name = name;
        this.total = total;
        this.evaluation = evaluation;
        this.startNanos = startNanos;
    }

    boolean isEvaluation() {
        return evaluation;
    }

    long total() {
        return total;
    }

    /// Whether one more failed or unmeasured run is to be shown at once; the others are counted.
    boolean maySayTrouble() {
        return told.incrementAndGet() <= TROUBLES;
    }

    void runStarted() {
        started.increment();
    }

    /// An attempt ended that is to be followed by another.
    void runRetried() {
        started.decrement();
    }

    void runFinished(RunFinished run) {
        if (run.depth() > 0) {
            nested.increment();
            return;
        }
        if (run.reused()) {
            reused.increment();
        }
        switch (run.outcome()) {
            case "completed" -> (run.passed() ? passed : notPassed).increment();
            case "failed" -> failed.increment();
            default -> unmeasured.increment();
        }
    }

    void callFinished(Usage usage) {
        tokens.add(usage.inputTokens().orElse(0) + usage.outputTokens().orElse(0));
    }

    /// A call begins or ends to wait for its model's turn.
    void callWaiting(boolean begins) {
        waiting.add(begins ? 1 : -1);
    }

    /// Something of its budget was spent.
    void budgetSpent(BudgetSpent event) {
        budget.add(event);
    }

    /// How it stands now.
    State state(long nowNanos) {
        long ended = passed.sum() + notPassed.sum() + failed.sum() + unmeasured.sum();
        return new State(
                name,
                total,
                passed.sum(),
                notPassed.sum(),
                failed.sum(),
                unmeasured.sum(),
                Math.max(0, started.sum() - ended),
                nested.sum(),
                reused.sum(),
                tokens.sum(),
                Math.max(0, waiting.sum()),
                Math.max(0, nowNanos - startNanos),
                budget.text());
    }

    /// A moment of an effort.
    ///
    /// @param name the task's name, as it was given
    /// @param total how many runs there will be
    /// @param passed completed, and passed
    /// @param notPassed completed, and not passed
    /// @param failed failed
    /// @param unmeasured without a verdict
    /// @param running begun and not ended
    /// @param nested runs inside these that ended
    /// @param reused of those that ended, how many were made before
    /// @param tokens sent and answered
    /// @param waiting calls that wait for their turn, since their model takes only so many
    /// @param nanos since it began
    /// @param budget what of its budget is spent, such as `$4.98 of $5.00 spent`; empty where it
    ///   has none
    record State(
            String name,
            long total,
            long passed,
            long notPassed,
            long failed,
            long unmeasured,
            long running,
            long nested,
            long reused,
            long tokens,
            long waiting,
            long nanos,
            String budget) {
        /// The same with what of a budget of all efforts is spent.
        State under(String wider) {
            String both =
                    budget.isEmpty() || wider.isEmpty() ? budget + wider : budget + "; " + wider;
            return new State(
                    name,
                    total,
                    passed,
                    notPassed,
                    failed,
                    unmeasured,
                    running,
                    nested,
                    reused,
                    tokens,
                    waiting,
                    nanos,
                    both);
        }

        long ended() {
            return passed + notPassed + failed + unmeasured;
        }

        /// Runs that were made a second; 0 before the first.
        double perSecond() {
            return nanos == 0 ? 0 : (ended() - reused) * 1e9 / nanos;
        }
    }
}
