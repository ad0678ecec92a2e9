package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class ModelTroubleTest {
    private static final String KEY = "sk-very-secret-0123456789";

    @TempDir Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("Quiz.java"),
                """
                import module dev.kbench;

                @Benchmark("quiz")
                boolean quiz(Llm llm) { return llm.prompt("x").isEmpty(); }
                """);
    }

    private Ran run(String url) {
        return Ran.with(
                Map.of("OPENAI_BASE_URL", url, "OPENAI_API_KEY", KEY),
                folder,
                "",
                "run",
                "Quiz.java",
                "--model",
                "openai:m",
                "--out",
                "out");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 Unauthorized | {\"error\":{\"message\":\"no\"}}",
                "404 Not Found | {\"error\":{\"message\":\"no such model\"}}",
                "200 OK | <html><body>hello</body></html>",
                "200 OK | ''",
                "200 OK | {\"choices\":[{\"mess",
                "200 OK | {\"error\":{\"message\":\"broken\"}}",
                "200 OK | {\"choices\":[]}",
            })
    void anAnswerThatIsNoneIsUnmeasured(String status, String body) throws IOException {
        try (CannedServer server = new CannedServer(status, body)) {
            Ran ran = run(server.url());

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.out()).contains("quiz", "openai:m", "Run #1").doesNotContain(KEY);
            assertThat(ran.err()).doesNotContain(KEY);
            assertThat(folder.resolve("out").resolve("quiz-run_id_Run_1_openaim.run.json"))
                    .exists()
                    .content()
                    .doesNotContain(KEY);
        }
    }

    @Test
    void aDeadServerIsUnmeasured() throws IOException {
        String url;
        try (CannedServer server = new CannedServer("200 OK", "")) {
            url = server.url();
        }
        Ran ran = run(url);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).contains("openai:m");
    }

    @Test
    void whatAModelWroteIsShownHarmlessly() throws IOException {
        Files.writeString(
                folder.resolve("Quiz.java"),
                """
                import module dev.kbench;

                @Benchmark("quiz")
                int quiz(Llm llm) { return llm.prompt("x", int.class); }
                """);
        String body =
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"\\u001b[2J\\u202e\"}}]}";
        try (CannedServer server = new CannedServer("200 OK", body)) {
            Ran ran =
                    Ran.with(
                            Map.of("OPENAI_BASE_URL", server.url(), "KBENCH_UI_MODE", "console"),
                            folder,
                            "",
                            "run",
                            "Quiz.java",
                            "--model",
                            "openai:m");

            assertThat(ran.code()).isZero();
            assertThat(ran.out()).contains("␛[2J<U+202E>").doesNotContain("\u001b", "\u202e");
        }
    }

    @Test
    void modelsShowsWhichAnswer() throws IOException {
        try (CannedServer server = new CannedServer("401 Unauthorized", "{}")) {
            Ran ran =
                    Ran.with(
                            Map.of(
                                    "OPENAI_BASE_URL",
                                    server.url().replace("//", "//me:open-sesame@"),
                                    "OPENAI_API_KEY",
                                    KEY,
                                    "LLM_DEFAULT",
                                    "demo/echo",
                                    "LLMS_AVAILABLE",
                                    "demo/echo,openai:m"),
                            folder,
                            "",
                            "models");

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.out())
                    .contains("LLM_DEFAULT      demo/echo  (environment)")
                    .contains("OPENAI_API_KEY   set  (environment)")
                    .contains("✓ demo/echo: answers")
                    .contains("✗ openai:m: ")
                    .doesNotContain(KEY, "open-sesame");
        }
    }
}
