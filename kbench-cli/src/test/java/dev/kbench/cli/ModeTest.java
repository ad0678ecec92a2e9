package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class ModeTest {
    @TempDir Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("Quiz.java"),
                """
                import module dev.kbench;

                @Benchmark("quiz")
                boolean quiz(Llm llm) { return llm.prompt("a question").isEmpty(); }
                """);
    }

    private Ran run(String mode) {
        return run(Map.of("KBENCH_UI_MODE", mode));
    }

    private Ran run(Map<String, String> environment) {
        return Ran.with(
                environment,
                folder,
                "",
                "run",
                "Quiz.java",
                "--model",
                "demo/echo",
                "--out",
                "out");
    }

    @Test
    void noneShowsNothing() {
        assertThat(run("none")).isEqualTo(new Ran(0, "", ""));
    }

    @Test
    void consoleShowsTheConversation() {
        assertThat(run("console").out()).contains("a question");
    }

    @Test
    void consoleShowsCallsOfToolsAndWhatTheyReturned() throws IOException {
        Files.writeString(
                folder.resolve("Tools.java"),
                """
                import module dev.kbench;

                int twice(int number) { return 2 * number; }

                @Benchmark("tools")
                boolean tools(Llm llm) {
                    return llm.prompt("Twice 21?", with -> with.tool(this::twice)).contains("42");
                }
                """);
        Ran ran =
                Ran.with(
                        Map.of("KBENCH_UI_MODE", "console"),
                        folder,
                        "",
                        "run",
                        "Tools.java",
                        "--model",
                        "demo/caller",
                        "--out",
                        "out");
        assertThat(ran.out())
                .contains(
                        """
                          [PROMPT]
                          Twice 21?

                          [RESPONSE: demo/caller]
                          twice({"number": 21})

                          [TOOL: twice]
                          42

                          [RESPONSE: demo/caller]
                          The tool said: 42
                        """);
    }

    @Test
    void anotherModeIsRefused() {
        assertThat(run("Loud"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                "kbench: KBENCH_UI_MODE: expected console, panel or none, got"
                                        + " 'Loud'\n"));
    }

    @Test
    void theOriginalsSwitchesAreKnown() {
        assertThat(run(Map.of("BENCHMARK_CONSOLE_UI", "Yes")).out()).contains("a question");
        Ran both = run(Map.of("BENCHMARK_CONSOLE_UI", "1", "INTERACTIVE_UI", "1"));
        assertThat(both.out()).doesNotContain("a question");
        assertThat(both.err()).startsWith("panel: http://127.0.0.1:");
    }

    @Test
    void anotherExecutionModeIsRefused() {
        assertThat(run(Map.of("KBENCH_EXECUTION_MODE", "production")))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                "kbench: KBENCH_EXECUTION_MODE: expected notebook (or interactive),"
                                    + " run (or trial), testing, dev, doc, got 'production'\n"));
    }
}
