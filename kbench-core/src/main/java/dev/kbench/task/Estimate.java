package dev.kbench.task;

import dev.kbench.run.EvaluationPlan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a large evaluation will cost, told before a model is called: a grid multiplies faster than
/// one thinks.
final class Estimate {
    /// How many runs are worth a word.
    private static final long LARGE = 10_000;

    private Estimate() {}

    /// Such as `1,000,000 runs: 2 models × 500,000 rows`; empty for an evaluation that is not
    /// large.
    static Optional<String> of(EvaluationPlan plan) {
        if (plan.size() < LARGE) {
            return Optional.empty();
        }
        List<String> factors = new ArrayList<>();
        add(factors, plan.models().size(), "models");
        plan.grid().forEach((axis, values) -> add(factors, values.size(), "of " + axis));
        add(factors, plan.rows(), "rows");
        add(factors, plan.trials(), "trials");
        int attempts = plan.retry().maxAttempts();
        return Optional.of(
                "%s runs: %s%s"
                        .formatted(
                                count(plan.size()),
                                String.join(" × ", factors),
                                attempts > 1
                                        ? ", up to %d attempts each".formatted(attempts)
                                        : ""));
    }

    private static void add(List<String> factors, long count, String what) {
        if (count > 1) {
            factors.add(count(count) + " " + what);
        }
    }

    private static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
