package dev.kbench.bench;

import dev.kbench.view.index.Found;
import dev.kbench.view.index.IndexProgress;
import dev.kbench.view.index.NumberRange;
import dev.kbench.view.index.RunColumn;
import dev.kbench.view.index.RunIndex;
import dev.kbench.view.index.RunQuery;
import dev.kbench.view.index.RunSort;
import dev.kbench.view.run.Redaction;
import dev.kbench.view.run.RunId;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/// One figure of the index of runs, taken in a process of its own, so that nothing is warm.
final class ViewProbe {
    /// What is measured.
    enum What {
        /// Making the runs.
        MAKE,
        /// Building the index.
        BUILD,
        /// From the first call to the first rows.
        OPEN,
        /// Random filters and orders.
        FILTERS,
        /// Words in transcripts.
        WORDS,
        /// Whole runs.
        RUNS
    }

    private static final int ROWS = 50;
    private static final int TIMES = 100;

    private ViewProbe() {}

    /// Measures, and prints the seconds that each of its steps took, how many runs there are, and
    /// the most heap that was in use.
    ///
    /// @param args what, the folder of the runs, the folder of the index, how many runs to make
    /// @throws Exception if it fails
    public static void main(String[] args) throws Exception {
        HeapPeak heap = new HeapPeak();
        Path runs = Path.of(args[1]);
        Path index = Path.of(args[2]);
        List<Double> seconds = new ArrayList<>();
        long count;
        What what = What.valueOf(args[0]);
        if (what == What.MAKE) {
            long start = System.nanoTime();
            count = MadeRuns.write(runs, Integer.parseInt(args[3]));
            seconds.add((System.nanoTime() - start) / 1e9);
        } else {
            count = ofIndex(what, runs, index, seconds);
        }
        System.out.println(count);
        System.out.println(heap.bytes());
        seconds.forEach(each -> System.out.printf(Locale.ROOT, "%.6f%n", each));
    }

    private static long ofIndex(What what, Path runs, Path folder, List<Double> seconds) {
        long start = System.nanoTime();
        try (RunIndex index =
                RunIndex.open(List.of(runs), folder, Redaction.NONE, IndexProgress.NONE)) {
            Found all = index.search(RunQuery.ALL);
            if (what != What.BUILD) {
                all.lines(0, ROWS);
            }
            if (what == What.BUILD || what == What.OPEN) {
                seconds.add((System.nanoTime() - start) / 1e9);
                return all.total();
            }
            Random random = new Random(5);
            for (int i = 0; i < TIMES; i++) {
                seconds.add(
                        switch (what) {
                            case FILTERS -> timed(() -> found(index, filter(random)));
                            case WORDS -> timed(() -> found(index, words(random)));
                            default -> {
                                RunId id =
                                        all.lines(random.nextLong(all.total()), 1).getFirst().id();
                                yield timed(() -> index.read(id));
                            }
                        });
            }
            return all.total();
        }
    }

    private static double timed(Supplier<Object> step) {
        long start = System.nanoTime();
        Object unused = step.get();
        return unused == null ? Double.NaN : (System.nanoTime() - start) / 1e9;
    }

    /// What a page asks: how many there are, and its rows.
    private static Object found(RunIndex index, RunQuery query) {
        Found found = index.search(query);
        return found.lines(0, ROWS);
    }

    private static RunQuery filter(Random random) {
        RunQuery query = RunQuery.ALL;
        if (random.nextInt(4) > 0) {
            query = query.with(RunColumn.MODEL, List.of(MadeRuns.model(random.nextInt(8))));
        }
        if (random.nextInt(4) > 0) {
            query =
                    query.with(
                            RunColumn.OUTCOME,
                            List.of(
                                    List.of("completed", "failed", "unmeasured")
                                            .get(random.nextInt(3))));
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
                Optional.of(
                                List.of("-score", "duration", "param:size", "model", "")
                                        .get(random.nextInt(5)))
                        .filter(sort -> !sort.isEmpty())
                        .map(RunSort::parse));
    }

    /// Frequent and rare words, one, two, or the beginning of some.
    private static RunQuery words(Random random) {
        String one = MadeRuns.word(random.nextInt(20) * random.nextInt(1_000));
        return RunQuery.ALL.withText(
                switch (random.nextInt(3)) {
                    case 0 -> one;
                    case 1 -> one + " " + MadeRuns.word(random.nextInt(100));
                    default -> one.substring(0, 3) + "*";
                });
    }
}
