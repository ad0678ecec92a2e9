package dev.kbench.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/// Has pages shown by parallel jobs, and prints what came and what is left.
final class PageTable {
    private final PrintStream out;

    PageTable(PrintStream out) {
        this.out = out;
    }

    void print(PageLoad load) throws IOException, InterruptedException {
        PageLoad.Result result;
        try {
            result = load.take();
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "the browsers' pages or their end could not be seen", e);
        }
        boolean met = result.lost() == 0 && result.leaksNothing();
        out.printf(
                Locale.ROOT,
                "pages: %d by parallel jobs, a browser each, %d processors%n  %.1f pages/s, %d"
                        + " lost%n  before them      %s%n  after the first  %s%n  after all        "
                        + "%s%n  after their end  %s%n  target: none lost, nothing left%n  %s%n",
                load.pages(),
                Runtime.getRuntime().availableProcessors(),
                result.perSecond(),
                result.lost(),
                text(result.before()),
                text(result.first()),
                text(result.all()),
                text(result.after()),
                met ? "met" : "missed");
    }

    private static String text(PageLoad.Counts counts) {
        return "%d processes, %d file handles, %d temporary files"
                .formatted(counts.processes(), counts.handles(), counts.files());
    }
}
