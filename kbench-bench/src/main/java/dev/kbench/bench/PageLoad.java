package dev.kbench.bench;

import dev.kbench.browser.Browser;
import dev.kbench.browser.Snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Pages that parallel jobs have shown, each with a browser of its own, and what is left of them.
///
/// @param pages how many
record PageLoad(int pages) {
    static final PageLoad WHOLE = new PageLoad(100);
    static final PageLoad QUICK = new PageLoad(4);

    private static final int PLACES = Runtime.getRuntime().availableProcessors();

    /// Each Chromium keeps some processes ready; a profile that is left keeps one more each.
    static final int SPARE = 3 * PLACES;

    private static final Path HANDLES = Path.of("/proc/self/fd");

    /// What can be left over.
    ///
    /// @param processes of Chromium and its driver; a renderer for each profile that is left is
    ///   among them
    /// @param handles open files of this process; 0 where they cannot be counted
    /// @param files of browsers, in the folder of temporary files
    record Counts(long processes, long handles, long files) {}

    /// What came of it.
    ///
    /// @param lost pages that did not come, or came as another's
    /// @param perSecond pages a second
    /// @param first with as many pages shown as are shown at once, their browsers still open
    /// @param all with all pages shown, the browsers still open
    /// @param before before the first browser was started
    /// @param after after their end
    record Result(
            int lost, double perSecond, Counts first, Counts all, Counts before, Counts after) {
        /// Whether nothing is left but what the first pages need, and after the end nothing at all.
        boolean leaksNothing() {
            return all.processes <= first.processes + SPARE
                    && all.handles <= first.handles + SPARE
                    && after.processes == before.processes
                    && after.files <= before.files;
        }
    }

    Result take() throws IOException, InterruptedException, ExecutionException {
        Counts before = count();
        List<ProcessHandle> started;
        Counts first;
        Counts all;
        int lost;
        long nanos;
        try (Browser held = Browser.open()) {
            atOnce(held);
            first = count();
            long start = System.nanoTime();
            lost = lost();
            nanos = System.nanoTime() - start;
            atOnce(held); // what the last pages left goes before these are shown
            all = count();
            started = ProcessHandle.current().descendants().toList();
        }
        for (ProcessHandle process : started) {
            process.onExit().get();
        }
        return new Result(lost, pages / (nanos / 1e9), first, all, before, count());
    }

    /// Shows a page in each place; none is done before all have begun.
    private static void atOnce(Browser browser) throws InterruptedException, ExecutionException {
        List<Future<Snapshot>> shown = new ArrayList<>();
        try (ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < PLACES; i++) {
                shown.add(
                        jobs.submit(
                                () ->
                                        browser.takeSnapshot(
                                                page(-1),
                                                with -> with.waitBefore(Duration.ofSeconds(2)))));
            }
        }
        for (Future<Snapshot> page : shown) {
            page.get();
        }
    }

    private int lost() throws InterruptedException {
        List<Future<Boolean>> shown = new ArrayList<>();
        try (ExecutorService jobs = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < pages; i++) {
                int number = i;
                shown.add(jobs.submit(() -> isShown(number)));
            }
        }
        int lost = 0;
        for (Future<Boolean> page : shown) {
            try {
                lost += page.get() ? 0 : 1;
            } catch (ExecutionException e) {
                lost++;
            }
        }
        return lost;
    }

    private static boolean isShown(int number) {
        try (Browser browser = Browser.open()) {
            Snapshot page = browser.takeSnapshot(page(number));
            return page.html().contains("<p>page %d</p>".formatted(number))
                    && page.logTexts().equals(List.of("log " + number));
        }
    }

    private static String page(int number) {
        return "<html><body><p>page %d</p><script>console.log('log %d')</script></body></html>"
                .formatted(number, number);
    }

    private static Counts count() throws IOException {
        return new Counts(
                ProcessHandle.current().descendants().count(),
                Files.isDirectory(HANDLES) ? entries(HANDLES, "") : 0,
                entries(
                        Path.of(System.getProperty("java.io.tmpdir")),
                        "(kbench-browser-|\\.?org\\.chromium\\.)"));
    }

    private static long entries(Path folder, String beginning) throws IOException {
        Pattern names = Pattern.compile(beginning + ".*");
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(one -> names.matcher(one.getFileName().toString()).matches())
                    .count();
        }
    }
}
