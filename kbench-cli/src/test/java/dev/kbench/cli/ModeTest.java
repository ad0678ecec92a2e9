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
        return Ran.with(
                Map.of("KBENCH_UI_MODE", mode),
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
    void panelSaysWhatItNeeds() {
        Ran ran = run("panel");

        assertThat(ran.code()).isZero();
        assertThat(ran.err())
                .isEqualTo(
                        "KBENCH_UI_MODE=panel needs a notebook to show its panel in; this is a"
                                + " command, which shows its progress instead\n");
    }

    @Test
    void anotherModeIsRefused() {
        assertThat(run("loud"))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                "kbench: KBENCH_UI_MODE must be console, panel or none, got"
                                        + " 'loud'\n"));
    }
}
