package dev.kbench.cli.show;

import dev.kbench.event.RunEvent.RunFinished;
import dev.kbench.event.Spending;
import dev.kbench.event.Usage;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// What one model's runs of one task came to. One thread at a time.
final class ModelResults {
    private final String model;
    private long firstNumber = Long.MAX_VALUE;
    private long passed;
    private long notPassed;
    private long failed;
    private long raised;
    private long unmeasured;
    private long numbers;
    private double mean;
    private final Map<String, Long> reasons = new TreeMap<>();
    private final RowTallies rows = new RowTallies();
    private Spending spent = Spending.NONE;
    private Duration duration = Duration.ZERO;

    ModelResults(String model) {
        this.model = model;
    }

    String model() {
        return model;
    }

    /// The smallest number of its runs: the order of models does not depend on which job was first.
    long firstNumber() {
        return firstNumber;
    }

    void add(RunFinished run, long number) {
        firstNumber = Math.min(firstNumber, number);
        switch (run.outcome()) {
            case "completed" -> {
                if (run.passed()) {
                    passed++;
                } else {
                    notPassed++;
                }
            }
            case "failed" -> {
                failed++;
                raised += run.reason().equals("EXCEPTION") ? 1 : 0;
            }
            default -> {
                unmeasured++;
                reasons.merge(run.reason(), 1L, Long::sum);
            }
        }
        if (run.numericResult().isPresent()) {
            numbers++;
            mean += (run.numericResult().getAsDouble() - mean) / numbers;
        }
        if (!run.outcome().equals("unmeasured")) {
            rows.add(run.rowId(), run.passed());
        }
        spent = spent.plus(run.spent());
        duration = duration.plus(run.duration());
    }

    Counts counts() {
        return new Counts(passed, notPassed, failed, raised, unmeasured, 0);
    }

    long completed() {
        return passed + notPassed;
    }

    /// Passed of those that completed or failed.
    String passRate() {
        return Figures.share(passed, completed() + failed);
    }

    /// Passed of those that completed or failed, such as `66.7%`.
    String passPercent() {
        return Figures.percent(passed, completed() + failed);
    }

    /// The figures for programs; what is not known is null.
    Map<String, @Nullable Object> record(String task) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        Usage usage = spent.inAll();
        long measured = completed() + failed;
        record.put("task", task);
        record.put("model", model);
        record.put("runs", counts().runs());
        record.put("completed", completed());
        record.put("failed", failed);
        record.put("unmeasured", unmeasured);
        record.put("unmeasuredReasons", Map.copyOf(reasons));
        record.put("passed", passed);
        record.put("passRate", measured == 0 ? null : (Object) ((double) passed / measured));
        record.put(
                "interval95",
                rows.interval().map(ends -> List.of(ends.low(), ends.high())).orElse(null));
        record.put("score", numbers == 0 || numbers < completed() ? null : (Object) mean);
        record.put("inputTokens", known(usage.inputTokens()));
        record.put("outputTokens", known(usage.outputTokens()));
        record.put("costNanodollars", known(usage.costNanodollars()));
        record.put("callsOfUnknownCost", known(usage.unpricedCalls()));
        record.put("cost", Figures.cost(usage));
        return record;
    }

    private static @Nullable Long known(OptionalLong figure) {
        return figure.isEmpty() ? null : (Long) figure.getAsLong();
    }

    /// What the pass rate would be had all that is unmeasured not passed, and passed; empty where
    /// nothing is.
    Optional<String> bounds() {
        long all = completed() + failed + unmeasured;
        return unmeasured == 0
                ? Optional.empty()
                : Optional.of(
                        "passed %s to %s whatever the unmeasured come to"
                                .formatted(
                                        Figures.share(passed, all),
                                        Figures.share(passed + unmeasured, all)));
    }

    /// The 95 % confidence interval of the pass rate, clustered by row; empty where it rests on
    /// fewer than 2 rows.
    Optional<String> interval() {
        return rows.interval().map(Figures::percents);
    }

    /// The mean over the completed, `n/a` where one of them has no number.
    String score() {
        return numbers == 0 || numbers < completed() ? "n/a" : Figures.score(mean);
    }

    String tokens() {
        return Figures.tokens(spent.inAll());
    }

    /// What its runs cost.
    Spending spent() {
        return spent;
    }

    /// Whether anything of what it cost is known.
    boolean hasCost() {
        return spent.inAll().costNanodollars().isPresent();
    }

    /// What it cost, whenever that was paid, such as `$0.0123`, `≥$0.0123`, `unknown`; `n/a` where
    /// nothing is known of any call.
    String cost() {
        Usage usage = spent.inAll();
        return Figures.isKnown(usage) || usage.unpricedCalls().isPresent()
                ? Figures.cost(usage)
                : "n/a";
    }

    /// Of how many calls the cost is not known, where it is of others; empty where of none.
    Optional<String> unpriced() {
        OptionalLong calls = spent.inAll().unpricedCalls();
        return hasCost() && calls.isPresent()
                ? Optional.of(
                        "the cost of %s is not known"
                                .formatted(Figures.counted(calls.getAsLong(), "call")))
                : Optional.empty();
    }

    String timePerRun() {
        return Figures.duration(duration.dividedBy(Math.max(1, counts().runs())));
    }
}
