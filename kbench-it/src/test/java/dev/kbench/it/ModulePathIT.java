package dev.kbench.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What a user writes, compiled and run by a JVM that has the packaged modules and nothing else.
class ModulePathIT {
    private static final String MODULES = Path.of("target", "modules").toAbsolutePath().toString();

    private static final String BENCHMARK =
            """
            /// Asks for a capital.
            @Benchmark("capital")
            boolean capital(Llm llm, String country, String answer) {
                String reply = llm.prompt("What is the capital of " + country + "?");
                return assertContainsRegex(answer, reply, "Should name " + answer + ".").passed();
            }

            void main() {
                var run = Task.of(this::capital).run(MockLlm.replying("Paris."), "France", "Paris");
                IO.println("result " + run.result() + ", " + run.assertionResults().size() + " assertion");
            }
            """;

    private static final String IMPORTS =
            """
            import module dev.kbench;
            import static dev.kbench.Kbench.*;

            """;

    @TempDir Path folder;

    @Test
    void benchmarkFileRunsAsItIs() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("Capital.java"), IMPORTS + BENCHMARK);

        Child child =
                Child.run(
                        folder,
                        "java",
                        "-p",
                        MODULES,
                        "--add-modules",
                        "dev.kbench",
                        "Capital.java");

        assertThat(child.output()).contains("result true, 1 assertion");
        assertThat(child.code()).isZero();
        assertThat(written())
                .containsExactly("capital-run_id_Run_1_mock.run.json", "capital.task.json");
    }

    @Test
    void moduleOfAUserCompilesAndRuns() throws IOException, InterruptedException {
        compileModule("module quiz { requires dev.kbench; opens quiz to dev.kbench.core; }");

        Child child = Child.run(folder, "java", "-p", MODULES + ":out", "-m", "quiz/quiz.Capital");

        assertThat(child.output()).contains("result true, 1 assertion");
        assertThat(child.code()).isZero();
        assertThat(written())
                .containsExactly("capital-run_id_Run_1_mock.run.json", "capital.task.json");
    }

    @Test
    void closedModuleIsToldWhichLineIsMissing() throws IOException, InterruptedException {
        compileModule("module quiz { requires dev.kbench; }");

        Child child = Child.run(folder, "java", "-p", MODULES + ":out", "-m", "quiz/quiz.Capital");

        assertThat(child.output())
                .contains(
                        "is not open to kbench: add `opens quiz to dev.kbench.core;` to the module"
                                + " quiz");
        assertThat(child.code()).isOne();
    }

    @Test
    void modulePathHoldsWhatIsShippedAndNothingOfTheTests() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(MODULES))) {
            List<String> names = files.map(file -> file.getFileName().toString()).toList();
            assertThat(names)
                    .anyMatch(name -> name.matches("kbench-\\d.*"))
                    .anyMatch(name -> name.startsWith("kbench-core-"))
                    .noneMatch(name -> name.matches("(junit|assertj|archunit|opentest4j).*"));
        }
    }

    private void compileModule(String descriptor) throws IOException, InterruptedException {
        Path source = Files.createDirectories(folder.resolve("src/quiz"));
        Files.writeString(folder.resolve("src/module-info.java"), descriptor);
        Files.writeString(
                source.resolve("Capital.java"),
                "package quiz;\n" + IMPORTS + "final class Capital {\n" + BENCHMARK + "}\n");
        Child compiler =
                Child.run(
                        folder,
                        "javac",
                        "-p",
                        MODULES,
                        "-parameters",
                        "-d",
                        "out",
                        "src/module-info.java",
                        "src/quiz/Capital.java");
        assertThat(compiler.output()).isEmpty();
        assertThat(compiler.code()).isZero();
    }

    private List<String> written() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
