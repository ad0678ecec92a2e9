package dev.kbench.bench;

import com.sun.management.OperatingSystemMXBean;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// What is measured. Each is a process of its own that makes several passes and prints a line for
/// each.
enum Figure {
    /// The same HTTP library in a loop of virtual threads: what cannot be undercut.
    BARE("bare HTTP loop") {
        @Override
        long run(String url, int samples, int jobs, Path out) throws Exception {
            return BareLoop.run(url, samples, jobs);
        }
    },
    /// The client alone, called from the same loop.
    CLIENT("model client") {
        @Override
        long run(String url, int samples, int jobs, Path out) throws Exception {
            return ClientLoop.run(url, samples, jobs);
        }
    },
    /// An evaluation that keeps its runs in memory.
    EVALUATE("evaluate, no files") {
        @Override
        long run(String url, int samples, int jobs, Path out) throws Exception {
            return Evaluation.run(url, samples, jobs, out, false);
        }
    },
    /// An evaluation that writes a file for each run.
    FILES("evaluate, run files") {
        @Override
        long run(String url, int samples, int jobs, Path out) throws Exception {
            return Evaluation.run(url, samples, jobs, out, true);
        }
    };

    private final String label;

    Figure(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /// Makes one pass.
    ///
    /// @return how many answers were what they had to be
    abstract long run(String url, int samples, int jobs, Path out) throws Exception;

    /// Measures one figure in this process.
    ///
    /// @param args name, url, samples, jobs, passes
    /// @throws Exception whatever goes wrong
    public static void main(String[] args) throws Exception {
        Figure figure = valueOf(args[0]);
        int samples = Integer.parseInt(args[2]);
        OperatingSystemMXBean system =
                (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        PrintStream report = System.out;
        for (int pass = 0; pass < Integer.parseInt(args[4]); pass++) {
            Path out = Files.createTempDirectory("kbench-bench-");
            try {
                long cpu = system.getProcessCpuTime();
                long wall = System.nanoTime();
                long verified = figure.run(args[1], samples, Integer.parseInt(args[3]), out);
                report.println(
                        new Pass(
                                System.nanoTime() - wall,
                                system.getProcessCpuTime() - cpu,
                                verified,
                                runFiles(out)));
            } finally {
                delete(out);
            }
        }
    }

    private static long runFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".run.json")).count();
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(folder)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
