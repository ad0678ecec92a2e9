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
    private static final long LONGEST_SECONDS = 600;

    /// What a developer may have configured, which must not change what these programs do.
    private static final Pattern CONFIGURATION =
            Pattern.compile(
                    "(KBENCH|OPENAI|ANTHROPIC|GEMINI|GOOGLE|MODEL_PROXY|LLM|BENCHMARK)_.*|LLMS_AVAILABLE");

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
        return run(program(folder, Map.of(), program, List.of(arguments)));
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
        return run(command(modules, folder, environment, arguments));
    }

    /// The packaged `kbench` command, to be started.
    ///
    /// @param modules the folder of the packaged modules
    /// @param folder where to start it
    /// @param environment the configuration
    /// @param arguments the command's arguments
    /// @return what starts it
    public static ProcessBuilder command(
            Path modules, Path folder, Map<String, String> environment, String... arguments) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "-ea",
                                "--enable-native-access=ALL-UNNAMED,com.github.luben.zstd_jni,org.apache.lucene.core",
                                "-p",
                                modules.toAbsolutePath().toString(),
                                "-m",
                                "dev.kbench.cli/dev.kbench.cli.Main"));
        all.addAll(List.of(arguments));
        return program(folder, environment, "java", all);
    }

    private static ProcessBuilder program(
            Path folder, Map<String, String> environment, String program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", program).toString());
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(CONFIGURATION.asMatchPredicate());
        builder.environment().putAll(environment);
        return builder;
    }

    private static Child run(ProcessBuilder builder) throws IOException, InterruptedException {
        Path output = Files.createTempFile("child", ".txt");
        Process process = builder.redirectOutput(output.toFile()).start();
        try {
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException(
                        "%s did not end in %d s: %s"
                                .formatted(
                                        builder.command(),
                                        LONGEST_SECONDS,
                                        Files.readString(output)));
            }
            return new Child(process.exitValue(), Files.readString(output));
        } finally {
            process.destroyForcibly();
            Files.delete(output);
        }
    }
}
