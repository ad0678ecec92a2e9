package dev.kbench.bench;

import org.openjdk.jmh.runner.RunnerException;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Measures every row, each figure in processes of its own, and prints one table.
public final class Main {
    private Main() {}

    /// Measures.
    ///
    /// @param args as {@link Options#USAGE} has it
    /// @throws IOException if a process cannot be started, or files not be written
    /// @throws InterruptedException if interrupted
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length > 0 && args[0].equals("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        if (args.length > 0 && args[0].equals("box")) {
            boolean quick = List.of(args).contains("--quick");
            new BoxTable(System.out).print(quick ? BoxCosts.QUICK : BoxCosts.WHOLE);
            return;
        }
        if (args.length > 0 && args[0].equals("browser")) {
            boolean quick = List.of(args).contains("--quick");
            new PageTable(System.out).print(quick ? PageLoad.QUICK : PageLoad.WHOLE);
            return;
        }
        if (args.length > 0 && args[0].equals("view")) {
            boolean quick = List.of(args).contains("--quick");
            new ViewTable(System.out)
                    .print(quick ? ViewTable.QUICK : ViewTable.WHOLE, Options.FOLDER);
            return;
        }
        if (args.length > 0 && args[0].equals("answers")) {
            answers(List.of(args).contains("--quick"));
            return;
        }
        Options options;
        try {
            options = Options.parse(args);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        run(options, new Table(System.out));
    }

    private static void answers(boolean quick) {
        try {
            new AnswerTable(System.out).print(quick);
        } catch (RunnerException e) {
            throw new IllegalStateException("the answers could not be measured", e);
        }
    }

    static void run(Options options, Table table) throws IOException, InterruptedException {
        Files.createDirectories(options.folder());
        if (options.recordings().isPresent()) {
            Files.createDirectories(options.recordings().get());
        }
        Path folder = Files.createTempDirectory(options.folder().toAbsolutePath(), "kbench-bench-");
        try {
            table.head(options);
            Measurement measurement = new Measurement(options, folder);
            for (Row row : options.rows()) {
                try {
                    List<Taken> taken = measurement.take(row);
                    table.row(row, row.size(options.quick()), load(), taken);
                } catch (IllegalStateException e) {
                    table.broken(row, String.valueOf(e.getMessage()));
                }
            }
        } finally {
            Folders.remove(folder);
        }
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
