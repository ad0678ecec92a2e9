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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class RunOptionsTest {
    private static final String QUIZ =
            """
            import module dev.kbench;
            import static dev.kbench.Kbench.*;

            @Benchmark("quiz")
            boolean quiz(Llm llm, String word) throws InterruptedException {
                switch (word) {
                    case "hang" -> new java.util.concurrent.CountDownLatch(1).await();
                    case "throw" -> throw new IllegalStateException("no");
                    default -> {}
                }
                return llm.prompt(word).length() > 0;
            }

            void main() {
                Task.of(this::quiz).evaluate(with -> with.llms(llm()).data(Path.of("rows.csv")));
            }
            """;

    @TempDir Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("Quiz.java"), QUIZ);
        rows("a", "b");
    }

    private void rows(String... words) throws IOException {
        Files.writeString(folder.resolve("rows.csv"), "word\n" + String.join("\n", words) + "\n");
    }

    private Ran run(String... more) {
        List<String> words =
                new ArrayList<>(
                        List.of("run", "Quiz.java", "--out", "out", "--model", "demo/echo"));
        words.addAll(List.of(more));
        return Ran.in(folder, words.toArray(String[]::new));
    }

    private long runFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("out"))) {
            return files.filter(file -> file.toString().endsWith(".run.json")).count();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --jobs          | 0    | --jobs must be auto or a whole number of 1 or more, got '0'
                    --jobs          | all  | --jobs must be auto or a whole number of 1 or more, got 'all'
                    --jobs          | 99999999999 | --jobs must be a whole number of 1 or more and at most 2147483647, got '99999999999'
                    --trials        | 0    | --trials must be a whole number of 1 or more, got '0'
                    --max-attempts  | -1   | --max-attempts must be a whole number of 1 or more, got '-1'
                    --timeout       | 0s   | --timeout must be a time of more than 0, such as 500ms, 30s, 1.5m or 2h, got '0s'
                    --timeout       | 30   | --timeout must be a time of more than 0, such as 500ms, 30s, 1.5m or 2h, got '30'
                    --timeout       | -1s  | --timeout must be a time of more than 0, such as 500ms, 30s, 1.5m or 2h, got '-1s'
                    --timeout       | 999999999h | --timeout must be a time of more than 0, such as 500ms, 30s, 1.5m or 2h, got '999999999h'
                    --retry-delay   | soon | --retry-delay must be a time, such as 500ms, 30s, 1.5m or 2h, got 'soon'
                    --retry-delay   | -1s  | --retry-delay must be a time, such as 500ms, 30s, 1.5m or 2h, got '-1s'
                    --on-failure    | stop | --on-failure must be raise or continue, got 'stop'
                    """)
    void whatFitsNotIsRefusedBeforeAnythingIsRun(String option, String value, String text) {
        assertThat(run(option + "=" + value))
                .isEqualTo(new Ran(2, "", "kbench: " + text + System.lineSeparator()));
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void eachHoldsWhereTheFileSaysNothing() throws IOException {
        rows("a", "hang", "throw");
        int seconds = 1;
        Ran ran = timedOutAfter(seconds);
        while (!ran.out().contains("Did not pass: 4 of 6 runs") && seconds < 60) {
            seconds *= 2; // a slow machine needs longer for those that do pass
            ran = timedOutAfter(seconds);
        }
        assertThat(ran.out())
                .contains("quiz: 6 runs, 6 at a time")
                .contains("timed out after %d s".formatted(seconds))
                .contains("quiz: 6 runs at a time: there are no more runs")
                .contains("Did not pass: 4 of 6 runs, told above")
                .doesNotContain("run files in");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(runFiles()).isZero();
    }

    private Ran timedOutAfter(int seconds) {
        return run(
                "--trials=2",
                "--timeout=%ds".formatted(seconds),
                "--max-attempts=2",
                "--retry-delay=0s",
                "--on-failure=continue",
                "--jobs=auto",
                "--remove-run-files");
    }

    @Test
    void theFileWinsAndThatIsSaid() throws IOException {
        Files.writeString(
                folder.resolve("Quiz.java"),
                QUIZ.replace(
                        ".data(", ".trials(1).timeout(java.time.Duration.ofSeconds(90)).data("));
        Ran ran = run("--trials=3", "--timeout=90s", "--retry-delay=2s");
        assertThat(ran.out())
                .contains("quiz: 2 runs, 1 at a time")
                .contains("quiz: the command asks for trials 3, but the code sets 1")
                .doesNotContain("timeout");
    }

    @Test
    void aTableGivenToTheCommandIsGoneOnWithUnlessRaisingIsAskedFor() throws IOException {
        rows("throw", "a", "b");
        assertThat(run("--data", "rows.csv").out()).contains("quiz: 3 runs in ");
        assertThat(run("--data", "rows.csv", "--on-failure", "raise", "--fresh").out())
                .contains("quiz: 1 of 3 runs in ");
    }
}
