package dev.kbench.bench;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Prints what was measured, row by row, each figure as min/median/max.
final class Table {
    private static final String LINE = "  %-30s %-5s %22s %20s %8s %8s %19s %9s %9s %7s %7s%n";

    private final PrintStream out;

    Table(PrintStream out) {
        this.out = out;
    }

    void head(Options options) {
        out.printf(
                Locale.ROOT,
                "%d rounds%s, %d processors, Java %s; figures are min/median/max; cold: a process's"
                        + " first pass, warm: its later half%n",
                options.rounds(),
                options.quick() ? " of small sizes: no figure means anything" : "",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version());
        out.printf(
                Locale.ROOT,
                LINE,
                "",
                "",
                "samples/s",
                "µs CPU/sample",
                "rate to",
                "CPU to",
                "answers verified",
                "flushes",
                "MB",
                "run",
                "heap");
        out.printf(
                Locale.ROOT,
                LINE,
                "",
                "",
                "",
                "",
                "bare",
                "bare",
                "",
                "",
                "written",
                "files",
                "MB");
    }

    /// Prints a row.
    ///
    /// @param load how many threads of all processes wanted a processor in the last minute
    void row(Row row, Size size, double load, List<Taken> all) {
        out.printf(Locale.ROOT, "%n%s: %s%n", row.id(), row.what());
        out.printf(
                Locale.ROOT,
                "  %,d samples, %,d jobs, -Xmx%s, load %.1f%n",
                size.samples(),
                size.jobs(),
                row.heap(),
                load);
        for (Taken taken : all) {
            Optional<Taken> bare = Targets.bare(taken, all);
            out.printf(
                    Locale.ROOT,
                    LINE,
                    taken.figure().label(),
                    taken.cold() ? "cold" : "warm",
                    taken.perSecond(),
                    taken.cpuMicros(),
                    ratio(bare.map(b -> Targets.rate(taken) / Targets.rate(b))),
                    ratio(bare.map(b -> Targets.cpu(taken) / Targets.cpu(b))),
                    String.format(Locale.ROOT, "%,d of %,d", taken.verified(), size.samples()),
                    whole(taken.spread(Pass::flushes).median()),
                    whole(taken.spread(Pass::bytes).median() / 1e6),
                    whole(taken.spread(Pass::files).median()),
                    whole(taken.spread(Pass::heapPeak).max() / 1e6));
        }
        out.printf(
                Locale.ROOT, "  target: %s%n  %s%n", row.target(), Targets.verdict(row, size, all));
    }

    /// A row that came to no end.
    void broken(Row row, String why) {
        out.printf(
                Locale.ROOT,
                "%n%s: %s%n  target: %s%n  missed: %s%n",
                row.id(),
                row.what(),
                row.target(),
                why);
    }

    private static String ratio(Optional<Double> ratio) {
        return ratio.map(value -> String.format(Locale.ROOT, "%.2f", value)).orElse("-");
    }

    private static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }
}
