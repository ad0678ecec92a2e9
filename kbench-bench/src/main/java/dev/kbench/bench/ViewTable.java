package dev.kbench.bench;

import dev.kbench.bench.ViewProbe.What;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/// Measures the index of runs that `kbench view` searches, and prints it beside what it may take.
final class ViewTable {
    static final int WHOLE = 1_000_000;
    static final int QUICK = 400;

    private static final String HEAP = "512m";
    private static final double OPEN_MILLIS = 1_000;
    private static final double FILTER_MILLIS = 200;
    private static final double WORDS_MILLIS = 1_000;
    private static final double RUN_MILLIS = 150;
    private static final int PLACES = 2_000;
    private static final String SMALL = "not judged: these are small sizes";

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
            Optional<Path> chromium = ViewPages.executable();
            if (chromium.isPresent()) {
                pages(chromium.get(), made, index, judged);
            } else {
                out.println("in Chromium: not measured, there is none in /usr/bin");
            }
        } finally {
            Folders.remove(folder);
        }
    }

    /// The pages over the same runs, each figure with a server of its own, from a cold JVM.
    private void pages(Path chromium, Path made, Path index, boolean judged)
            throws IOException, InterruptedException {
        try (ViewPages pages = new ViewPages(chromium)) {
            served(
                    made,
                    index,
                    url -> page("page of runs, opened", pages.opened(url), judged, OPEN_MILLIS));
            served(
                    made,
                    index,
                    url ->
                            page(
                                    "100 filters and orders",
                                    pages.searched(url, AskedRuns::filter),
                                    judged,
                                    FILTER_MILLIS));
            served(
                    made,
                    index,
                    url ->
                            page(
                                    "100 searches for words",
                                    pages.searched(url, AskedRuns::words),
                                    judged,
                                    WORDS_MILLIS));
            served(
                    made,
                    index,
                    url -> page("100 pages of a run", pages.runs(url), judged, RUN_MILLIS));
            served(
                    made,
                    index,
                    url -> scrolled(pages.scrolled(url, judged ? PLACES : PLACES / 100), judged));
        }
    }

    private void served(Path made, Path index, Consumer<String> step)
            throws IOException, InterruptedException {
        try (Program server =
                new Program(
                        ViewServing.class,
                        List.of("-Xmx" + HEAP, "--enable-native-access=ALL-UNNAMED"),
                        List.of(made.toString(), index.toString()))) {
            step.accept(server.line());
            server.closeInput();
            out.printf(
                    Locale.ROOT,
                    "  the server's heap: %,.0f MB of -Xmx%s%n",
                    Long.parseLong(server.lines().getLast()) / 1e6,
                    HEAP);
        }
    }

    private void page(String what, Spread millis, boolean judged, double most) {
        out.printf(
                Locale.ROOT,
                "in Chromium, %s: %s ms (min/median/max)%n  %s%n",
                what,
                millis,
                verdict(millis.max(), judged ? most : 0));
    }

    private void scrolled(ViewPages.Scrolled scrolled, boolean judged) {
        out.printf(
                Locale.ROOT,
                "in Chromium, places all over the table: %s ms (min/median/max); the page's heap"
                        + " %.1f MB after a tenth of them, %.1f MB at the end, %d elements more%n"
                        + "  %s%n",
                scrolled.millis(),
                scrolled.early(),
                scrolled.late(),
                scrolled.elements(),
                judged ? "target: flat: " + (scrolled.isFlat() ? "met" : "missed") : SMALL);
    }

    private static String verdict(double worst, double most) {
        return most == 0
                ? SMALL
                : String.format(
                        Locale.ROOT,
                        "target: the worst at most %,.0f ms: %s",
                        most,
                        worst <= most ? "met" : "missed");
    }

    /// @param most what the worst may take, in milliseconds; 0 where it is not judged
    private void row(String what, What which, Path made, Path index, double most)
            throws IOException, InterruptedException {
        Told told = told(which, HEAP, made, index, 0);
        out.printf(
                Locale.ROOT,
                "%s, from a cold JVM: %s ms (min/median/max), heap %,.0f MB of -Xmx%s%n  %s%n",
                what,
                told.millis(),
                told.heapMegabytes(),
                HEAP,
                verdict(told.millis().max(), most));
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
