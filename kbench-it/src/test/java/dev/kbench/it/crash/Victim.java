package dev.kbench.it.crash;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A program in a process of its own, which is killed without any chance to tidy up (signal 9).
///
/// Thread-safe.
final class Victim {
    private static final long LONGEST_SECONDS = 600;

    private final Process process;
    private volatile boolean hung;

    private Victim(Process process) {
        this.process = process;
    }

    /// What came of one.
    ///
    /// @param killed whether it was killed, and did not end by itself
    /// @param lines what it wrote, up to its end
    record End(boolean killed, List<String> lines) {
        /// What stands behind a word at the beginning of a line.
        List<String> after(String word) {
            return lines.stream()
                    .filter(line -> line.startsWith(word))
                    .map(line -> line.substring(word.length()))
                    .toList();
        }

        String text() {
            return String.join("\n", lines);
        }
    }

    /// Starts a program with the class path of these tests.
    static Victim start(Class<?> program, String... args) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-ea",
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:-UsePerfData",
                                "-cp",
                                System.getProperty("java.class.path"),
                                program.getName()));
        command.addAll(List.of(args));
        return start(new ProcessBuilder(command));
    }

    static Victim start(ProcessBuilder builder) throws IOException {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        return new Victim(process);
    }

    /// By its handle: what it wrote before can still be read.
    void kill() {
        process.toHandle().destroyForcibly();
    }

    /// Reads what it writes, and kills it once a line says so.
    ///
    /// @param last whether it is to be killed at a line
    End await(Predicate<String> last) throws IOException, InterruptedException {
        Executor late = CompletableFuture.delayedExecutor(LONGEST_SECONDS, TimeUnit.SECONDS);
        CompletableFuture<Void> limit = CompletableFuture.runAsync(this::giveUp, late);
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (last.test(line)) {
                    kill();
                }
            }
        } finally {
            limit.cancel(false);
            kill();
        }
        int status = process.waitFor();
        if (hung) {
            throw new IllegalStateException(
                    "the process did not end in %d s: %s".formatted(LONGEST_SECONDS, lines));
        }
        return new End(status == 128 + 9, lines);
    }

    private void giveUp() {
        hung = true;
        kill();
    }
}
