package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// A benchmark file may use every module of the JDK, whatever kbench itself needs: as a process of
/// its own, with the options of `kbench.args`.
class JdkModulesTest {
    @TempDir Path folder;

    @Test
    void whatCompilesIsThereAtRunTime() throws Exception {
        Files.writeString(
                folder.resolve("Quiz.java"),
                """
                void main() throws Exception {
                    IO.println(java.sql.Date.valueOf("2026-01-02"));
                    IO.println(new java.awt.Color(1, 2, 3).getBlue());
                    IO.println(com.sun.net.httpserver.HttpServer.class.getSimpleName());
                }
                """);
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx256m");
        command.addAll(options());
        command.add("Quiz.java");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(folder.resolve("out.txt").toFile())
                        .redirectError(folder.resolve("err.txt").toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS"); // told on standard error
        builder.environment().put("KBENCH_CACHE", folder.resolve("cache").toString());
        builder.environment().put("KBENCH_UI_MODE", "none");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }

        assertThat(Files.readString(folder.resolve("err.txt"))).isEmpty();
        assertThat(Files.readString(folder.resolve("out.txt")))
                .isEqualTo("2026-01-02\n3\nHttpServer\n");
        assertThat(process.exitValue()).isZero();
    }

    private static List<String> options() throws IOException {
        String modules = System.getProperty("jdk.module.path", "");
        assertThat(modules).as("tests run on the module path").isNotEmpty();
        String given =
                Files.readAllLines(Path.of("..", "kbench.args")).stream()
                        .filter(line -> !line.startsWith("#"))
                        .collect(Collectors.joining(" "));
        return Arrays.stream(given.strip().split("\\s+"))
                .map(word -> word.equals("kbench-cli/target/lib") ? modules : word)
                .toList();
    }
}
