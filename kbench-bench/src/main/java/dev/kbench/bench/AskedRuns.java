package dev.kbench.bench;

import dev.kbench.view.index.NumberRange;
import dev.kbench.view.index.RunColumn;
import dev.kbench.view.index.RunQuery;
import dev.kbench.view.index.RunSort;

import java.util.List;
import java.util.Optional;
import java.util.Random;

/// What is asked of the runs that {@link MadeRuns} makes.
final class AskedRuns {
    private static final List<String> OUTCOMES = List.of("completed", "failed", "unmeasured");
    private static final List<String> ORDERS =
            List.of("-score", "duration", "param:size", "model", "");

    private AskedRuns() {}

    /// Some of model, outcome, task, score and parameters, in any order of the rows.
    static RunQuery filter(Random random) {
        RunQuery query = RunQuery.ALL;
        if (random.nextInt(4) > 0) {
            query = query.with(RunColumn.MODEL, List.of(MadeRuns.model(random.nextInt(8))));
        }
        if (random.nextInt(4) > 0) {
            query = query.with(RunColumn.OUTCOME, List.of(OUTCOMES.get(random.nextInt(3))));
        }
        query =
                switch (random.nextInt(5)) {
                    case 0 -> query.with(RunColumn.TASK, List.of(MadeRuns.task(random.nextInt(5))));
                    case 1 ->
                            query.with(
                                    RunColumn.SCORE,
                                    new NumberRange(0.2, 0.2 + random.nextDouble()));
                    case 2 -> query.withParam("level", List.of("hard"));
                    case 3 ->
                            query.withParam(
                                    "size", new NumberRange(10, random.nextInt(10, 20_000)));
                    default -> query;
                };
        return query.withSort(
                Optional.of(ORDERS.get(random.nextInt(5)))
                        .filter(sort -> !sort.isEmpty())
                        .map(RunSort::parse));
    }

    /// Frequent and rare words, one, two, or the beginning of some.
    static RunQuery words(Random random) {
        String one = MadeRuns.word(random.nextInt(20) * random.nextInt(1_000));
        return RunQuery.ALL.withText(
                switch (random.nextInt(3)) {
                    case 0 -> one;
                    case 1 -> one + " " + MadeRuns.word(random.nextInt(100));
                    default -> one.substring(0, 3) + "*";
                });
    }
}
