package dev.kbench.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Measures what boxes cost, and prints it beside what it may cost.
final class BoxTable {
    private static final double START_RATIO = 1.5;
    private static final double PER_SECOND = 30;
    private static final double CALL_MILLIS = 2;

    private final PrintStream out;

    BoxTable(PrintStream out) {
        this.out = out;
    }

    void print(BoxCosts costs) throws IOException, InterruptedException {
        String python = BoxCosts.interpreter();
        boolean judged = costs.equals(BoxCosts.WHOLE);
        out.printf(
                Locale.ROOT,
                "%s, %d processors; milliseconds are min/median/max%n",
                python,
                Runtime.getRuntime().availableProcessors());
        Path folder = Files.createTempDirectory("kbench-bench-");
        try {
            BoxCosts.Pairs starts = costs.starts(python, folder);
            double ratio = starts.ratios().median();
            out.printf(
                    Locale.ROOT,
                    "%nstart: a script that says hello, %d pairs%n  bare %s  boxed %s  boxed to"
                            + " bare, pair by pair %s%n  target: at most %.1f%n  %s%n",
                    costs.pairs(),
                    text(starts.bareSpread()),
                    text(starts.boxedSpread()),
                    text(starts.ratios()),
                    START_RATIO,
                    verdict(judged, ratio <= START_RATIO, ratio));
            double rate = costs.throughput();
            out.printf(
                    Locale.ROOT,
                    "%nscripts: %d short ones, as many at once as there are processors%n  %.1f"
                        + " scripts/s%n  target: at least %.0f scripts/s on 2 processors%n  %s%n",
                    costs.scripts(),
                    rate,
                    PER_SECOND,
                    verdict(judged, rate >= PER_SECOND, rate));
            BoxCosts.Pairs calls = costs.calls(python);
            double more = calls.boxedSpread().median() - calls.bareSpread().median();
            out.printf(
                    Locale.ROOT,
                    "%ncall: a sum in a session, %d pairs%n  a line to a bare interpreter and back"
                            + " %s  call %s%n  target: at most %.0f ms more%n  %s%n",
                    costs.calls(),
                    text(calls.bareSpread()),
                    text(calls.boxedSpread()),
                    CALL_MILLIS,
                    verdict(judged, more <= CALL_MILLIS, more));
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException("a script did not run", e);
        } finally {
            Folders.remove(folder);
        }
    }

    private static String text(Spread spread) {
        return String.format(
                Locale.ROOT, "%.2f/%.2f/%.2f", spread.min(), spread.median(), spread.max());
    }

    private static String verdict(boolean judged, boolean met, double figure) {
        return judged
                ? String.format(Locale.ROOT, "%s: %.2f", met ? "met" : "missed", figure)
                : "not judged: these are small sizes";
    }
}
