package dev.kbench.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A program of the JDK that runs these tests, started in a folder and waited for.
///
/// @param code its exit code
/// @param output what it wrote to both of its streams
public record Child(int code, String output) {
    private static final long LONGEST_SECONDS = 120;

    /// What a developer may have configured, which must not change what these programs do.
    private static final Pattern CONFIGURATION =
            Pattern.compile("(KBENCH|OPENAI|MODEL_PROXY|LLM|BENCHMARK)_.*|LLMS_AVAILABLE");

    /// Runs a program without any configuration of models.
    ///
    /// @param folder where to start it
    /// @param program the program's name, such as `javac`
    /// @param arguments its arguments
    /// @return what came of it
    /// @throws IOException if it cannot be started
    /// @throws InterruptedException if interrupted
    public static Child run(Path folder, String program, String... arguments)
            throws IOException, InterruptedException {
        return run(folder, Map.of(), program, arguments);
    }

    /// Runs the packaged `kbench` command.
    ///
    /// @param modules the folder of the packaged modules
    /// @param folder where to start it
    /// @param environment the configuration
    /// @param arguments the command's arguments
    /// @return what came of it
    /// @throws IOException if it cannot be started
    /// @throws InterruptedException if interrupted
    public static Child kbench(
            Path modules, Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "-ea",
                                "--enable-native-access=ALL-UNNAMED",
                                "-p",
                                modules.toAbsolutePath().toString(),
                                "-m",
                                "dev.kbench.cli/dev.kbench.cli.Main"));
        all.addAll(List.of(arguments));
        return run(folder, environment, "java", all.toArray(String[]::new));
    }

    private static Child run(
            Path folder, Map<String, String> environment, String program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", program).toString());
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("child", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(CONFIGURATION.asMatchPredicate());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "%s did not end in %d s: %s"
                                .formatted(program, LONGEST_SECONDS, Files.readString(output)));
            }
            return new Child(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
