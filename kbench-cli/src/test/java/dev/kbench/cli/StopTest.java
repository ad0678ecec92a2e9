package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A run that is told to end while a model thinks, as a process of its own.
class StopTest {
    private static final String ANSWER =
            "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"yes\"}}]}";

    @TempDir Path folder;

    private void benchmark(String body) throws IOException {
        Files.writeString(
                folder.resolve("Quiz.java"),
                """
                import module dev.kbench;
                import static dev.kbench.Kbench.*;

                @Benchmark("quiz")
                boolean quiz(Llm llm, int n) { %s }

                void main() {
                    Task.of(this::quiz).evaluate(with -> with.llms(llm())
                            .data(DataFrame.ofColumns("n", List.of(1, 2, 3, 4))));
                }
                """
                        .formatted(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP"})
    void whatHadEndedIsWrittenAndShown(String signal) throws Exception {
        benchmark("return llm.prompt(\"number \" + n).equals(\"yes\");");
        try (CannedServer server = new CannedServer("200 OK", ANSWER, 2)) {
            Process process = start(server.url());
            try {
                assertThat(server.awaitSilence(60, TimeUnit.SECONDS)).isTrue();
                signal(process, signal);

                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.exitValue()).isEqualTo(130);
        }
        assertThat(Files.readString(folder.resolve("out.txt")))
                .contains("2/2 100.0%", "1 unmeasured", "in out\n");
        assertThat(Files.readString(folder.resolve("err.txt")))
                .isEqualTo("stopped; what had ended by then is written and shown\n");
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains(
                            "quiz-run_param_id_0_openaim.run.json",
                            "quiz-run_param_id_1_openaim.run.json",
                            "quiz-run_param_id_2_openaim.run.json");
        }
    }

    /// The code heeds no interrupt, so that the first signal still waits for it at the second.
    @Test
    void toldAgainTheProcessEndsAtOnce() throws Exception {
        benchmark(
                "llm.prompt(\"number \" + n); System.out.println(\"waits\"); while (true) { try {"
                        + " new java.util.concurrent.CountDownLatch(1).await(); } catch"
                        + " (InterruptedException e) { System.out.println(\"told\"); } }");
        try (CannedServer server = new CannedServer("200 OK", ANSWER)) {
            Process process = start(server.url(), "-Dkbench.terminals=1");
            try {
                awaitOutput("waits");
                awaitOutput("0/4"); // the live line, so that there is one to clear
                signal(process, "INT");
                awaitOutput("told");
                signal(process, "TERM");
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.exitValue()).isEqualTo(130);
        }
        assertThat(Files.readString(folder.resolve("out.txt"))).endsWith("\r\u001B[K");
    }

    @Test
    void codeThatHeedsNoInterruptIsLeftBehind() throws Exception {
        benchmark("llm.prompt(\"number \" + n); System.out.println(\"waits\"); while (true) { }");
        try (CannedServer server = new CannedServer("200 OK", ANSWER)) {
            Process process = start(server.url());
            try {
                awaitOutput("waits");
                signal(process, "INT");
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.exitValue()).isEqualTo(130);
        }
        assertThat(Files.readString(folder.resolve("out.txt")))
                .contains(
                        "1 unmeasured",
                        "quiz: 1 of 4 runs did not heed that they were to end; their code was left"
                                + " behind, and may still run: Run #1");
    }

    @Test
    void aTaskThatEndsTheProcessLeavesWhatThereIs() throws Exception {
        benchmark("if (n == 3) { System.exit(7); } return llm.prompt(\"\" + n).equals(\"yes\");");
        try (CannedServer server = new CannedServer("200 OK", ANSWER)) {
            Process process = start(server.url());
            try {
                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.exitValue()).isEqualTo(7);
        }
        assertThat(Files.readString(folder.resolve("out.txt"))).contains("2/2 100.0%", "Run #3");
        assertThat(Files.readString(folder.resolve("err.txt")))
                .isEqualTo(
                        "the process was told to exit; what had ended by then is written and"
                                + " shown\n");
    }

    private void awaitOutput(String text) throws Exception {
        try (WatchService watch = folder.getFileSystem().newWatchService()) {
            WatchKey _ = folder.register(watch, StandardWatchEventKinds.ENTRY_MODIFY);
            while (!Files.exists(folder.resolve("out.txt"))
                    || !Files.readString(folder.resolve("out.txt")).contains(text)) {
                WatchKey changed = watch.poll(60, TimeUnit.SECONDS);
                assertThat(changed).as("a change, before \"%s\"", text).isNotNull();
                changed.pollEvents();
                assertThat(changed.reset()).isTrue();
            }
        }
    }

    private Process start(String url, String... options) throws IOException {
        List<String> command = new ArrayList<>(heedingInterrupts());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xlog:disable", "-Xlog:all=warning:stderr", "-Xmx256m"));
        command.addAll(List.of(options));
        command.addAll(modules());
        command.addAll(
                List.of("run", "Quiz.java", "--model", "openai:m", "--jobs", "1", "--out", "out"));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(folder.resolve("out.txt").toFile())
                        .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().clear();
        builder.environment().put("OPENAI_BASE_URL", url);
        builder.environment().put("KBENCH_CACHE", folder.resolve("cache").toString());
        builder.environment().put("PATH", "/usr/bin:/bin");
        return builder.start();
    }

    private static List<String> modules() {
        String path = System.getProperty("jdk.module.path", "");
        return path.isEmpty()
                ? List.of("-cp", System.getProperty("java.class.path"), Main.class.getName())
                : List.of("-p", path, "-m", "dev.kbench.cli/" + Main.class.getName());
    }

    /// A build in a shell's background has Ctrl-C ignored, or the end of its terminal, and so would
    /// every program that it starts.
    private static List<String> heedingInterrupts() throws IOException {
        File status = new File("/proc/self/status");
        if (!status.exists()) {
            return List.of();
        }
        boolean ignored =
                Files.readAllLines(status.toPath()).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                        .anyMatch(signals -> (signals & 0b11) != 0);
        return ignored ? List.of("env", "--default-signal=INT,HUP") : List.of();
    }

    private static void signal(Process process, String name) throws Exception {
        Process kill =
                new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .inheritIO()
                        .start();
        assertThat(kill.waitFor()).isZero();
    }
}
