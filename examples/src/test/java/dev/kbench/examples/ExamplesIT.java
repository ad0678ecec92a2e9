package dev.kbench.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kbench.browser.Browser;
import dev.kbench.it.Child;
import dev.kbench.tool.ToolUnavailableException;
import dev.kbench.tools.sandbox.Sandbox;
import dev.kbench.tools.sandbox.SandboxSpec;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs each benchmark file as a user does: with the packaged command, in a folder of the user's
/// own.
class ExamplesIT {
    static final Path EXAMPLES = Path.of("").toAbsolutePath();
    static final Path MODULES = EXAMPLES.resolve("target/modules");

    /// What needs data that the build does not bring has a test of its own.
    private static final String HUMAN_EVAL = "humaneval/HumanEval.java";

    /// A benchmark file, and what comes of it.
    private enum Example {
        QUICKSTART("quickstart/Quickstart.java", "demo/echo", 20, "0/20"),
        GEOGRAPHY("minimal/GeographyQuiz.java", "demo/echo", 1, "0/1"),
        MATH("minimal/MathBenchmark.java", "demo/calculator", 3, "0.500"),
        TWENTY_QUESTIONS("rooms/TwentyQuestions.java", "demo/echo", 1, "0/1"),
        JUDGED_POEM("judging/JudgedPoem.java", "demo/player", 1, "judge_poem"),
        TYPED_ANSWERS("answers/TypedAnswers.java", "demo/echo", 3, "mend_review"),
        DEBATE("rooms/Debate.java", "demo/player", 1, "7.000"),
        WEREWOLF("rooms/Werewolf.java", "demo/player", 1, "werewolf"),
        REFUND("rooms/Refund.java", "demo/player", 1, "1/1"),
        SOLVE_WITH_PYTHON("code/SolveWithPython.java", "demo/coder", 1, "1/1"),
        CODE_ANALYSIS("code/CodeAnalysis.java", "demo/coder", 1, "0/1"),
        PROGRAMS("code/Programs.java", "demo/coder", 5, "0.750"),
        FUNCTION_TOOLS("tools/FunctionTools.java", "demo/caller", 3, "choice of tools"),
        EXTRACT_PERSON("answers/ExtractPerson.java", "demo/echo", 1, "0/1"),
        HALLUCINATION_CHECK("answers/HallucinationCheck.java", "demo/echo", 1, "0/1"),
        STORY_QUALITY("judging/StoryQuality.java", "demo/echo", 1, "0/1"),
        RIDDLE_SOLVER("data/RiddleSolver.java", "demo/echo", 2, "0/2"),
        RESILIENT_QA("data/ResilientQa.java", "demo/echo", 4, "resilient_qa_benchmark"),
        SERVER_TOOLS("tools/ServerTools.java", "demo/caller", 1, "1/1"),
        WEB_PAGE("browser/WebPage.java", "demo/coder", 2, "web_page");

        private final String file;
        private final String scripted;
        private final int runs;
        private final String shown;

        Example(String file, String scripted, int runs, String shown) {
            this.file = file;
            this.scripted = scripted;
            this.runs = runs;
            this.shown = shown;
        }
    }

    @TempDir static Path all;

    @TempDir Path folder;

    @Test
    void noBenchmarkFileIsForgotten() throws IOException {
        try (Stream<Path> files = Files.walk(EXAMPLES)) {
            List<String> found =
                    files.map(file -> EXAMPLES.relativize(file).toString().replace('\\', '/'))
                            .filter(file -> file.endsWith(".java"))
                            .filter(file -> !file.startsWith("src/") && !file.startsWith("target/"))
                            .filter(file -> !file.equals(HUMAN_EVAL))
                            .toList();
            assertThat(found)
                    .containsExactlyInAnyOrderElementsOf(
                            Arrays.stream(Example.values()).map(example -> example.file).toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void runsWithAScriptedModel(Example example) throws IOException, InterruptedException {
        Child child = kbench(example, "--model", example.scripted);

        assertThat(child.output())
                .contains(example.scripted + " (scripted, not a language model)")
                .contains(example.shown);
        assertThat(child.code()).as(child.output()).isZero();
        assertThat(runFiles()).hasSize(example.runs);
        keepForTheOriginal(example);
    }

    private void keepForTheOriginal(Example example) throws IOException {
        Path to = Files.createDirectories(all.resolve(example.name()));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".json")).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /// The Python package, where it is, reads every task and run file that the examples wrote.
    @AfterAll
    static void theOriginalReadsThem() throws IOException, InterruptedException {
        Optional<OriginalPackage> original = OriginalPackage.find();
        if (original.isPresent()) {
            assertThat(original.get().reads(all))
                    .hasSizeGreaterThan(60)
                    .allMatch(line -> line.contains("\"problems\": []"));
        }
    }

    /// Long conversations take a model of this size many minutes, and show nothing more of it;
    /// pictures and tools it takes none.
    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "TWENTY_QUESTIONS",
                "DEBATE",
                "REFUND",
                "TYPED_ANSWERS",
                "FUNCTION_TOOLS",
                "HALLUCINATION_CHECK",
                "STORY_QUALITY",
                "SERVER_TOOLS",
                "WEB_PAGE"
            })
    void runsWithTheModelInTheJvm(Example example) throws IOException, InterruptedException {
        assumeTrue(
                System.getProperty("kbench.tier", "").equals("ci"),
                "the model in the JVM needs its weights (92 MB), which the ci tier fetches: mvn"
                        + " verify -Pci");

        Child child = kbench(example);

        assertThat(child.output()).contains("local/smollm2").doesNotContain("demo/");
        assertThat(child.code()).as(child.output()).isZero();
        List<Path> runFiles = runFiles();
        assertThat(runFiles).hasSize(example.runs);
        for (Path file : runFiles) {
            assertThat(Files.readString(file))
                    .contains("\"slug\": \"local/smollm2\"")
                    .doesNotContain("demo/");
        }
    }

    private Child kbench(Example example, String... options)
            throws IOException, InterruptedException {
        requireBox(example.file);
        if (example.file.startsWith("browser/")) {
            assumeTrue(hasBrowser(), "Chromium and chromedriver, as Debian's packages have them");
        }
        String file = EXAMPLES.resolve(example.file).toString();
        String[] arguments =
                Stream.concat(Stream.of("run", file), Arrays.stream(options))
                        .toArray(String[]::new);
        return Child.kbench(MODULES, folder, Map.of(), arguments);
    }

    /// Files that run what a model wrote need a box.
    static void requireBox(String file) {
        if (file.startsWith("code/")) {
            String lacking =
                    Sandbox.provider("bubblewrap").isolation().lacking(SandboxSpec.ORDINARY);
            assumeTrue(lacking.isEmpty(), "a box of bubblewrap: " + lacking);
        }
    }

    private static boolean hasBrowser() {
        try (Browser browser = Browser.open()) {
            return browser != null;
        } catch (ToolUnavailableException e) {
            return false;
        }
    }

    private List<Path> runFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".run.json")).sorted().toList();
        }
    }
}
