package dev.kbench.bench;

import static java.util.Objects.requireNonNull;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Has JMH measure the reading of answers and the way of pictures, and prints each figure beside
/// what it may be.
final class AnswerTable {
    private static final double KILOBYTE_MICROS = 50;
    private static final double MEGABYTE_MICROS = 50_000;
    private static final double BASE64 = 4.0 / 3;

    /// A brace of many may cost this many times what one of few does.
    private static final double LINEAR = 2;

    private static final String WHOLE = "hostile 1048576 ";
    private static final String PART = "hostile 131072 ";

    private final PrintStream out;

    AnswerTable(PrintStream out) {
        this.out = out;
    }

    /// What was measured.
    ///
    /// @param micros a call's average time
    /// @param error half of its 99.9 % interval; NaN where there are too few
    /// @param bytes allocated by a call
    record Figure(double micros, double error, double bytes) {}

    void print(boolean quick) throws RunnerException {
        Map<String, Figure> figures = measure(quick);
        figures.forEach(
                (name, figure) ->
                        out.printf(
                                Locale.ROOT,
                                "%-28s %,14.3f µs ±%,.3f  %,16.0f B%n",
                                name,
                                figure.micros,
                                figure.error,
                                figure.bytes));
        if (quick) {
            out.println("not judged: these are small sizes");
            return;
        }
        judge(figures).forEach(out::println);
    }

    private static Map<String, Figure> measure(boolean quick) throws RunnerException {
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include(AnswerSpeed.class.getName())
                        .include(PictureSpeed.class.getName())
                        .addProfiler(GCProfiler.class)
                        .verbosity(VerboseMode.SILENT)
                        // JMH's own way to objects' fields; the JVM warns of it.
                        .jvmArgsAppend("--sun-misc-unsafe-memory-access=allow")
                        .forks(quick ? 1 : 2)
                        .warmupIterations(quick ? 1 : 5)
                        .warmupTime(TimeValue.milliseconds(quick ? 10 : 500))
                        .measurementIterations(quick ? 1 : 5)
                        .measurementTime(TimeValue.milliseconds(quick ? 10 : 500));
        Map<String, Figure> figures = new TreeMap<>();
        Collection<RunResult> results = new Runner(options.build()).run();
        for (RunResult result : results) {
            Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
            BenchmarkParams params = result.getParams();
            String benchmark = params.getBenchmark();
            figures.put(
                    benchmark.substring(benchmark.lastIndexOf('.') + 1)
                            + params.getParamsKeys().stream()
                                    .sorted()
                                    .map(key -> " " + params.getParam(key))
                                    .collect(Collectors.joining()),
                    new Figure(
                            result.getPrimaryResult().getScore(),
                            result.getPrimaryResult().getScoreError(),
                            bytes == null ? Double.NaN : bytes.getScore()));
        }
        return figures;
    }

    static List<String> judge(Map<String, Figure> figures) {
        double few = of(figures, "openingBraces 1000").micros / 1_000;
        double many = of(figures, "openingBraces 100000").micros / 100_000;
        double copies = of(figures, "prompt").bytes / PictureSpeed.SIZE / BASE64;
        List<String> lines = new ArrayList<>();
        for (String name : figures.keySet()) {
            if (name.startsWith(WHOLE)) {
                String unit = name.substring(WHOLE.length());
                double whole = of(figures, name).micros;
                double part = of(figures, PART + unit).micros;
                lines.add(line("1 MB of '%s'".formatted(unit), whole, MEGABYTE_MICROS, "µs"));
                lines.add(
                        line(
                                "a byte of 1 MB of '%s' beside one of 128 KB".formatted(unit),
                                whole / 8 / part,
                                LINEAR,
                                "times"));
            }
        }
        lines.addAll(
                List.of(
                        line(
                                "a schema is made once a type",
                                of(figures, "schemaOfAType").micros,
                                1,
                                "µs"),
                        line("1 KB is read", of(figures, "kilobyte").micros, KILOBYTE_MICROS, "µs"),
                        line(
                                "1 KB in prose is read",
                                of(figures, "kilobyteInProse").micros,
                                KILOBYTE_MICROS,
                                "µs"),
                        line("1 MB is read", of(figures, "megabyte").micros, MEGABYTE_MICROS, "µs"),
                        line("a brace of 100,000 beside one of 1,000", many / few, LINEAR, "times"),
                        line("a picture is copied, as base64", copies, 1.1, "times")));
        return lines;
    }

    private static Figure of(Map<String, Figure> figures, String name) {
        return requireNonNull(figures.get(name), () -> name + " was not measured");
    }

    private static String line(String what, double figure, double most, String unit) {
        return String.format(
                Locale.ROOT,
                "%s: %s: %,.3f %s, at most %,.1f",
                figure <= most ? "met" : "missed",
                what,
                figure,
                unit,
                most);
    }
}
