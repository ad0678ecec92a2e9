package dev.kbench.bench;

import com.sun.management.OperatingSystemMXBean;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/// The process that measures one figure, in several passes.
public final class Measuring {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private static final HeapPeak HEAP = new HeapPeak();

    private Measuring() {}

    /// Measures, and prints a line for each pass.
    ///
    /// @param args figure, url, samples, jobs, passes, folder; each pass has a folder inside that
    ///   one, the only pass has that one
    /// @throws Exception whatever goes wrong
    public static void main(String[] args) throws Exception {
        Figure figure = Figure.valueOf(args[0]);
        int passes = Integer.parseInt(args[4]);
        PrintStream report = System.out;
        for (int pass = 0; pass < passes; pass++) {
            Path folder = passes == 1 ? Path.of(args[5]) : Path.of(args[5], "pass" + pass);
            Files.createDirectories(folder);
            Work work =
                    new Work(args[1], Integer.parseInt(args[2]), Integer.parseInt(args[3]), folder);
            report.println(measure(figure, work, pass == 0).line());
        }
    }

    private static Pass measure(Figure figure, Work work, boolean cold) throws Exception {
        HEAP.reset();
        long before = Folders.bytes(work.folder());
        Flushes flushes = new Flushes();
        long opened = Peers.connections(work.url());
        long cpu = cold ? 0 : SYSTEM.getProcessCpuTime();
        long wall = cold ? begun() : System.nanoTime();
        long verified = figure.run(work, flushes);
        long wallNanos = System.nanoTime() - wall;
        long cpuNanos = SYSTEM.getProcessCpuTime() - cpu;
        return new Pass(
                wallNanos,
                cpuNanos,
                verified,
                flushes.count(),
                Folders.bytes(work.folder()) - before,
                Folders.runFiles(work.folder()),
                HEAP.bytes(),
                Peers.resident(),
                Peers.opened(opened, Peers.connections(work.url())));
    }

    /// When this process began, as `System.nanoTime` has it.
    private static long begun() {
        long millis =
                System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
        return System.nanoTime() - millis * 1_000_000;
    }
}
