package dev.kbench.bench;

import dev.kbench.store.Redaction;
import dev.kbench.view.index.Found;
import dev.kbench.view.index.IndexProgress;
import dev.kbench.view.index.RunIndex;
import dev.kbench.view.index.RunQuery;
import dev.kbench.view.run.RunId;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
                            case FILTERS -> timed(() -> found(index, AskedRuns.filter(random)));
                            case WORDS -> timed(() -> found(index, AskedRuns.words(random)));
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
}
