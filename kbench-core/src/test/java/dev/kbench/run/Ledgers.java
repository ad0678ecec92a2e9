package dev.kbench.run;

import dev.kbench.event.Spending;
import dev.kbench.event.Usage;
import dev.kbench.key.ModelRef;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.OptionalDouble;

/// Summaries of runs, and ledgers whose runs nobody may load.
final class Ledgers {
    static final ModelRef A = ModelRef.of("a", "mock");
    static final ModelRef B = ModelRef.of("b", "mock");

    private Ledgers() {}

    static RunSummary value(double value, long identity) {
        return summary(null, null, OptionalDouble.of(value), identity);
    }

    static RunSummary verdict(boolean passed, long identity) {
        return new RunSummary(
                null,
                null,
                passed,
                OptionalDouble.of(passed ? 1 : 0),
                true,
                false,
                Spending.now(Usage.ofTokens(10, 1)),
                identity);
    }

    static RunSummary failed(long identity) {
        return summary(FailureKind.UNPARSABLE, null, OptionalDouble.empty(), identity);
    }

    static RunSummary unmeasured(long identity) {
        return summary(null, UnmeasuredReason.TIMED_OUT, OptionalDouble.empty(), identity);
    }

    private static RunSummary summary(
            @Nullable FailureKind failed,
            @Nullable UnmeasuredReason unmeasured,
            OptionalDouble number,
            long identity) {
        return new RunSummary(
                failed,
                unmeasured,
                number.isPresent(),
                number,
                false,
                false,
                Spending.now(Usage.ofTokens(10, 1)),
                identity);
    }

    static RunLayout layout(int models, int rows, int trials) {
        return new RunLayout(List.of(A, B).subList(0, models), 1, rows, trials, true);
    }

    static RunLedger<Double> ledger(RunLayout layout) {
        return new RunLedger<>(
                layout,
                position -> {
                    throw new AssertionError("the run at " + position + " was loaded");
                });
    }

    /// The same positions filled from marks: `+` passed, `-` did not, `x` failed, `?` unmeasured, a
    /// space not run.
    static Runs<Double> runs(RunLayout layout, String marks) {
        RunLedger<Double> ledger = ledger(layout);
        for (int i = 0; i < marks.length(); i++) {
            switch (marks.charAt(i)) {
                case '+' -> ledger.put(i, verdict(true, i));
                case '-' -> ledger.put(i, verdict(false, i));
                case 'x' -> ledger.put(i, failed(i));
                case '?' -> ledger.put(i, unmeasured(i));
                default -> {}
            }
        }
        return ledger.close();
    }

    /// The marks that {@link #runs} would have been given.
    static String marks(Runs<?> runs) {
        RunSource<?> source = runs.source();
        StringBuilder marks = new StringBuilder(" ".repeat(Math.toIntExact(source.positions())));
        for (int i = 0; i < source.size(); i++) {
            int state = source.state(i);
            char mark =
                    RunState.completed(state)
                            ? (RunState.passed(state) ? '+' : '-')
                            : RunState.failed(state) ? 'x' : '?';
            marks.setCharAt(source.position(i), mark);
        }
        return marks.toString();
    }
}
