package dev.kbench.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// Takes every figure in turn, each in a process of its own, against one server, and prints their
/// medians beside the bare loop's.
public final class Main {
    private Main() {}

    /// Measures.
    ///
    /// @param args `--samples=10000 --jobs=500 --delay=20 --passes=4 --rounds=3 --url=`
    /// @throws IOException if a process cannot be started
    /// @throws InterruptedException if interrupted
    public static void main(String[] args) throws IOException, InterruptedException {
        Plan plan = Plan.parse(args);
        Process server = null;
        String url = plan.url();
        try {
            if (url.isEmpty()) {
                server = java(CheapServer.class, List.of(Integer.toString(plan.delayMillis())));
                url = "http://127.0.0.1:%s/v1".formatted(firstLine(server));
            }
            print(plan, measure(plan, url), System.out);
        } finally {
            if (server != null) {
                server.destroy();
            }
        }
    }

    private static Map<Figure, List<List<Pass>>> measure(Plan plan, String url)
            throws IOException, InterruptedException {
        Map<Figure, List<List<Pass>>> all = new EnumMap<>(Figure.class);
        for (int round = 0; round < plan.rounds(); round++) {
            for (Figure figure : Figure.values()) {
                Process child =
                        java(
                                Figure.class,
                                List.of(
                                        figure.name(),
                                        url,
                                        Integer.toString(plan.samples()),
                                        Integer.toString(plan.jobs()),
                                        Integer.toString(plan.passes())));
                List<Pass> passes = new ArrayList<>();
                try (BufferedReader out = reader(child)) {
                    out.lines().map(Pass::parse).forEach(passes::add);
                }
                if (child.waitFor() != 0 || passes.size() != plan.passes()) {
                    throw new IllegalStateException(figure + " did not end well");
                }
                all.computeIfAbsent(figure, _ -> new ArrayList<>()).add(passes);
            }
        }
        return all;
    }

    private static void print(Plan plan, Map<Figure, List<List<Pass>>> all, PrintStream out) {
        out.printf(
                Locale.ROOT,
                "%d samples, %d jobs, %d ms answers, medians of %d processes; warm: best of %d"
                        + " later passes%n%n",
                plan.samples(),
                plan.jobs(),
                plan.delayMillis(),
                plan.rounds(),
                plan.passes() - 1);
        out.printf(
                Locale.ROOT,
                "%-22s %12s %12s %12s %12s %10s %10s %9s%n",
                "figure",
                "cold /s",
                "warm /s",
                "cold µs CPU",
                "warm µs CPU",
                "CPU ratio",
                "verified",
                "files");
        double bare =
                median(
                        all.getOrDefault(Figure.BARE, List.of()),
                        Main::warm,
                        p -> p.cpuMicros(plan.samples()));
        for (Map.Entry<Figure, List<List<Pass>>> entry : all.entrySet()) {
            List<List<Pass>> runs = entry.getValue();
            double warmCpu = median(runs, Main::warm, p -> p.cpuMicros(plan.samples()));
            out.printf(
                    Locale.ROOT,
                    "%-22s %12.0f %12.0f %12.0f %12.0f %10.2f %10d %9d%n",
                    entry.getKey().label(),
                    median(runs, List::getFirst, p -> p.perSecond(plan.samples())),
                    median(runs, Main::warm, p -> p.perSecond(plan.samples())),
                    median(runs, List::getFirst, p -> p.cpuMicros(plan.samples())),
                    warmCpu,
                    warmCpu / bare,
                    runs.stream().flatMap(List::stream).mapToLong(Pass::verified).min().orElse(0),
                    runs.stream().flatMap(List::stream).mapToLong(Pass::files).min().orElse(0));
        }
    }

    /// The pass that was disturbed least.
    private static Pass warm(List<Pass> passes) {
        return passes.stream()
                .skip(1)
                .min(Comparator.comparingLong(Pass::wallNanos))
                .orElse(passes.getFirst());
    }

    private interface Pick {
        Pass of(List<Pass> passes);
    }

    private static double median(List<List<Pass>> runs, Pick pick, ToDoubleFunction<Pass> figure) {
        double[] values = runs.stream().map(pick::of).mapToDouble(figure).sorted().toArray();
        int middle = values.length / 2;
        return values.length % 2 == 1
                ? values[middle]
                : Arrays.stream(values, middle - 1, middle + 1).average().orElseThrow();
    }

    private static Process java(Class<?> main, List<String> args) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx1g",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(args);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static String firstLine(Process process) throws IOException {
        String line = reader(process).readLine();
        if (line == null) {
            throw new IllegalStateException("the server did not start");
        }
        return line;
    }

    private static BufferedReader reader(Process process) {
        return new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
