package dev.kbench.bench;

import dev.kbench.bench.ViewProbe.What;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Measures the index of runs that `kbench view` searches, and prints it beside what it may take.
final class ViewTable {
    static final int WHOLE = 1_000_000;
    static final int QUICK = 400;

    private static final String HEAP = "512m";
    private static final double OPEN_MILLIS = 1_000;
    private static final double FILTER_MILLIS = 200;
    private static final double WORDS_MILLIS = 1_000;
    private static final double RUN_MILLIS = 150;

    private final PrintStream out;

    ViewTable(PrintStream out) {
        this.out = out;
    }

    /// What one process told.
    private record Told(long runs, double heapMegabytes, Spread millis) {
        static Told of(List<String> lines) {
            return new Told(
                    Long.parseLong(lines.get(0)),
                    Long.parseLong(lines.get(1)) / 1e6,
                    Spread.of(
                            lines.stream()
                                    .skip(2)
                                    .mapToDouble(line -> 1_000 * Double.parseDouble(line))));
        }
    }

    /// Measures.
    ///
    /// @param in where runs and index go, on the disk that is to be measured
    void print(int runs, Path in) throws IOException, InterruptedException {
        Files.createDirectories(in);
        Path folder = Files.createTempDirectory(in.toAbsolutePath(), "kbench-view-");
        Path index = folder.resolve("index");
        Path made = folder.resolve("runs");
        boolean judged = runs == WHOLE;
        try {
            Told making = told(What.MAKE, "2g", made, index, runs);
            out.printf(
                    Locale.ROOT,
                    "runs: %,d made in %.0f s, %,.0f MB of journals, %d processors%n",
                    making.runs(),
                    making.millis().max() / 1_000,
                    Folders.bytes(made) / 1e6,
                    Runtime.getRuntime().availableProcessors());
            Told build = told(What.BUILD, HEAP, made, index, runs);
            out.printf(
                    Locale.ROOT,
                    "build: %,d runs in %.1f s, %,.0f runs/s; index %,.0f MB; heap %,.0f MB of"
                            + " -Xmx%s%n",
                    build.runs(),
                    build.millis().max() / 1_000,
                    build.runs() / (build.millis().max() / 1_000),
                    Folders.bytes(index) / 1e6,
                    build.heapMegabytes(),
                    HEAP);
            row("open to the first 50 rows", What.OPEN, made, index, judged ? OPEN_MILLIS : 0);
            row("100 filters and orders", What.FILTERS, made, index, judged ? FILTER_MILLIS : 0);
            row("100 searches for words", What.WORDS, made, index, judged ? WORDS_MILLIS : 0);
            row("100 runs read whole", What.RUNS, made, index, judged ? RUN_MILLIS : 0);
        } finally {
            Folders.remove(folder);
        }
    }

    /// @param most what the worst may take, in milliseconds; 0 where it is not judged
    private void row(String what, What which, Path made, Path index, double most)
            throws IOException, InterruptedException {
        Told told = told(which, HEAP, made, index, 0);
        double worst = told.millis().max();
        out.printf(
                Locale.ROOT,
                "%s, from a cold JVM: %s ms (min/median/max), heap %,.0f MB of -Xmx%s%n  %s%n",
                what,
                told.millis(),
                told.heapMegabytes(),
                HEAP,
                most == 0
                        ? "not judged: these are small sizes"
                        : String.format(
                                Locale.ROOT,
                                "target: the worst at most %,.0f ms: %s",
                                most,
                                worst <= most ? "met" : "missed"));
    }

    private static Told told(What what, String heap, Path made, Path index, int runs)
            throws IOException, InterruptedException {
        try (Program program =
                new Program(
                        ViewProbe.class,
                        List.of("-Xmx" + heap, "--enable-native-access=ALL-UNNAMED"),
                        List.of(
                                what.name(),
                                made.toString(),
                                index.toString(),
                                Integer.toString(runs)))) {
            return Told.of(program.lines());
        }
    }
}
