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
import java.util.Map;

/// `kbench run` under a budget.
class BudgetCommandTest {
    private static final String QUIZ =
            """
            import module dev.kbench;
            import static dev.kbench.Kbench.*;

            @Benchmark("sum")
            boolean sum(Llm llm, int a, int b) {
                return llm.prompt(a + " + " + b + "?", with -> with.maxTokens(20)).contains("3");
            }
            """;

    /// 10 tokens sent and 5 answered are 20 millionths of a dollar; 20 answered would be 50.
    private static final String ANSWER =
            """
            {"choices":[{"message":{"content":"It is 3"}}],\
            "usage":{"prompt_tokens":10,"completion_tokens":5}}\
            """;

    private static final String TOML =
            """
            [providers.corp]
            api = "openai"
            base_url = "%s"

            [providers.corp.models."m"]
            input = 1
            output = 2
            """;

    @TempDir Path folder;

    @BeforeEach
    void write() throws IOException {
        file("Quiz.java", QUIZ);
        file("rows.csv", "a,b\n1,2\n2,1\n0,3\n3,0\n4,-1\n5,-2\n");
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private Ran run(String... more) {
        List<String> words = new ArrayList<>(List.of("run", "Quiz.java", "--out", "out"));
        words.addAll(List.of(more));
        return Ran.in(folder, words.toArray(String[]::new));
    }

    @Test
    void whatWouldGoOverIsNotSentAndMadeLater() throws IOException {
        try (CannedServer server = new CannedServer("200 OK", ANSWER)) {
            file("kbench.toml", TOML.formatted(server.url()));
            String[] quiz = {"--model", "corp:m", "--data", "rows.csv", "--jobs", "2"};

            Ran first = run(with(quiz, "--budget", "0.0001"));

            assertThat(first.code()).as(first.err()).isEqualTo(2);
            assertThat(server.requests()).isBetween(3, 4);
            assertThat(first.out())
                    .contains("\nBudget: $0.0000")
                    .contains(" of $0.0001 spent\n")
                    .contains("unmeasured OVER_BUDGET ")
                    .contains(": OverBudgetException: corp:m: the call may cost $0.00005")
                    .contains(" of 6 runs in ", " not run");

            int spent = server.requests();
            Ran again = run(with(quiz, "--budget", "0.0001"));
            assertThat(again.code()).isEqualTo(2);
            assertThat(server.requests()).isEqualTo(spent);

            Ran larger = run(with(quiz, "--budget", "1.00"));
            assertThat(larger.code()).as(larger.out()).isZero();
            assertThat(server.requests()).isEqualTo(6);
            assertThat(larger.out())
                    .contains("6/6 100.0%")
                    .contains("\nBudget: $0.00012 of $1.00 spent\n");
        }
    }

    private static String[] with(String[] words, String... more) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void programsAreToldToo() throws IOException {
        try (CannedServer server = new CannedServer("200 OK", ANSWER)) {
            file("kbench.toml", TOML.formatted(server.url()));
            run("--model", "corp:m", "--data", "rows.csv", "--budget-calls", "4");
        }

        assertThat(Ran.in(folder, "table", "out", "--json").out())
                .contains("\"completed\":4", "\"unmeasured\":1")
                .contains("\"unmeasuredReasons\":{\"OVER_BUDGET\":1}");
        assertThat(Ran.in(folder, "journal", "--out", "out", "--json").out())
                .contains("\"note\":\"the budget was spent: 4 of 4 calls\"");
    }

    @Test
    void anEvaluationsOwnBudgetStandsInItsTable() throws IOException {
        file(
                "Quiz.java",
                QUIZ
                        + """
                        void main() {
                            Task.of(this::sum).evaluate(with -> with.llms(llm()).data(Path.of("rows.csv"))
                                    .budget(Budget.usd("0.00007").and(Budget.calls(3))));
                        }
                        """);
        try (CannedServer server = new CannedServer("200 OK", ANSWER)) {
            file("kbench.toml", TOML.formatted(server.url()));

            Ran ran = run("--model", "corp:m");

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.out())
                    .contains("\n  budget: $0.00004 of $0.00007, 2 of 3 calls spent\n")
                    .doesNotContain("Budget: ");
            assertThat(ran.err())
                    .contains("kbench: sum: 1 of 6 runs had no result, 3 were not started")
                    .doesNotContain("onFailure");
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @Test
    void callsOutsideOfRunsAreCountedAtTheEndToo() throws IOException {
        file(
                "Quiz.java",
                QUIZ
                        + """
                        void main() {
                            Task.of(this::sum).run(llm(), 1, 2);
                            llm().prompt("2 + 3?");
                            llm().prompt("3 + 4?");
                        }
                        """);

        Ran ran = run("--model", "demo/calculator", "--budget-calls", "5");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("\nBudget: 3 of 5 calls spent\n");
    }

    @Test
    void recordingsCostNothing() throws IOException {
        String[] quiz = {"--model", "corp:m", "--data", "rows.csv"};
        try (CannedServer server = new CannedServer("200 OK", ANSWER)) {
            file("kbench.toml", TOML.formatted(server.url()));
            run(with(quiz, "--record", "calls"));
        }

        Ran ran = run(with(quiz, "--replay", "calls", "--budget", "0.00001", "--fresh"));

        assertThat(ran.code()).as(ran.out()).isZero();
    }

    @Test
    void aModelWithoutAPriceIsRefused() {
        Ran ran = run("--model", "demo/echo", "--data", "rows.csv", "--budget", "5.00");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualTo(
                        "kbench: demo/echo has no price, so that --budget cannot be kept: give its"
                                + " price in kbench.toml or in the file that KBENCH_PRICES names (0"
                                + " where it costs nothing), or bound tokens or calls instead"
                                + " (--budget-tokens, --budget-calls)\n");
        assertThat(run("--model", "demo/echo", "--data", "rows.csv", "--budget-tokens", "1").out())
                .contains("demo/echo: the call may take ");
    }

    @Test
    void aModelThatCostsNothingHasThePrice0() throws IOException {
        file("prices.toml", "date = 2026-11-01\n[models.\"demo/echo\"]\ninput = 0\noutput = 0\n");
        Ran ran =
                Ran.with(
                        Map.of("KBENCH_PRICES", "prices.toml"),
                        folder,
                        "",
                        "run",
                        "Quiz.java",
                        "--out",
                        "out",
                        "--model",
                        "demo/echo",
                        "--data",
                        "rows.csv",
                        "--budget",
                        "0.01");
        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out()).contains("\nBudget: $0.00 of $0.01 spent\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--budget | five | --budget: a budget must be dollars such as 5.00 and more than 0,"
                        + " got 'five'; --budget-tokens and --budget-calls bound tokens and calls",
                "--budget | 0 | --budget: a budget must be dollars such as 5.00 and more than 0,"
                        + " got '0'; --budget-tokens and --budget-calls bound tokens and calls",
                "--budget | 99999999999 | --budget: a budget must be less than 1,000,000,000"
                        + " dollars, got '99999999999'; --budget-tokens and --budget-calls bound"
                        + " tokens and calls",
                "--budget-calls | 9999999999999999999 | --budget-calls must be a whole number of 1"
                        + " or more and of at most 18 digits, got '9999999999999999999'",
                "--budget-tokens | 2M | --budget-tokens must be a whole number of 1 or more, got"
                        + " '2M'",
                "--budget-calls | 0 | --budget-calls must be a whole number of 1 or more, got '0'",
            })
    void whatIsNoBudgetIsRefused(String option, String value, String message) {
        Ran ran = run(option, value);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("kbench: " + message);
    }
}
