package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A run that is told to end while a model thinks, as a process of its own.
class StopTest {
    private static final String ANSWER =
            "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"yes\"}}]}";

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void whatHadEndedIsWrittenAndShown(String signal, int code) throws Exception {
        Files.writeString(
                folder.resolve("Quiz.java"),
                """
                import module dev.kbench;
                import static dev.kbench.Kbench.*;

                @Benchmark("quiz")
                boolean quiz(Llm llm, int n) { return llm.prompt("number " + n).equals("yes"); }

                void main() {
                    Task.of(this::quiz).evaluate(with -> with.llms(llm())
                            .data(DataFrame.ofColumns("n", List.of(1, 2, 3, 4))));
                }
                """);
        try (CannedServer server = new CannedServer("200 OK", ANSWER, 2)) {
            Process process = start(server.url());
            try {
                assertThat(server.awaitSilence(60, TimeUnit.SECONDS)).isTrue();
                signal(process, signal);

                assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                process.destroyForcibly();
            }
            assertThat(process.exitValue()).isEqualTo(code);
        }
        assertThat(Files.readString(folder.resolve("out.txt"))).contains("2/2 100.0%", "in out\n");
        assertThat(Files.readString(folder.resolve("err.txt")))
                .isEqualTo("stopped; what had ended by then is written and shown\n");
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .contains(
                            "quiz-run_param_id_0_openaim.run.json",
                            "quiz-run_param_id_1_openaim.run.json");
        }
    }

    private Process start(String url) throws IOException {
        List<String> command = new ArrayList<>(heedingInterrupts());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xlog:disable", "-Xlog:all=warning:stderr", "-Xmx256m"));
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

    /// A build in a shell's background has Ctrl-C ignored, and so would every program that it
    /// starts.
    private static List<String> heedingInterrupts() throws IOException {
        File status = new File("/proc/self/status");
        if (!status.exists()) {
            return List.of();
        }
        boolean ignored =
                Files.readAllLines(status.toPath()).stream()
                        .filter(line -> line.startsWith("SigIgn:"))
                        .map(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                        .anyMatch(signals -> (signals & 0b10) != 0);
        return ignored ? List.of("env", "--default-signal=INT") : List.of();
    }

    private static void signal(Process process, String name) throws Exception {
        Process kill =
                new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                        .inheritIO()
                        .start();
        assertThat(kill.waitFor()).isZero();
    }
}
