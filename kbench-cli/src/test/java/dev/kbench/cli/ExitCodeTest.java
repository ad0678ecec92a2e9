package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

class ExitCodeTest {
    private static final String IMPORTS =
            """
            import module dev.kbench;
            import static dev.kbench.Kbench.*;
            """;

    @TempDir Path folder;

    private Ran run(String source, String... more) throws IOException {
        Files.writeString(folder.resolve("Quiz.java"), IMPORTS + source);
        String[] args = new String[more.length + 4];
        args[0] = "run";
        args[1] = "Quiz.java";
        args[2] = "--model";
        args[3] = "demo/echo";
        System.arraycopy(more, 0, args, 4, more.length);
        return Ran.in(folder, args);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "boolean | return false; | 0",
                "void | assertFail(\"no\"); | 0",
                "int | return llm.prompt(\"no number\", int.class); | 0",
                "double | throw new AssertionError(\"no\"); | 0",
                "boolean | throw new IllegalStateException(\"broken\"); | 1",
                "double | return 0.0 / 0.0; | 2",
                "boolean | return llm(\"nobody/none\").prompt(\"x\").isEmpty(); | 2",
            })
    void theOutcomeDecides(String type, String body, int code) throws IOException {
        String task =
                "@Benchmark(\"quiz\") %s quiz(Llm llm) { %s }\n".formatted(type, body.strip());

        assertThat(run(task).code()).as("without main").isEqualTo(code);
        assertThat(run(task + "void main() { Task.of(this::quiz).run(llm()); }").code())
                .as("run")
                .isEqualTo(code);
        assertThat(run(task + "void main() { Task.of(this::quiz).attempt(llm()); }").code())
                .as("attempt")
                .isEqualTo(code);
    }

    @Test
    void ofSeveralAttemptsTheLastOneDecides() throws IOException {
        Ran ran =
                run(
                        """
                        int made;
                        @Benchmark("flaky") boolean flaky(Llm llm) {
                            if (made++ < 2) { throw new IllegalStateException("not yet"); }
                            return true;
                        }
                        void main() {
                            Task.of(this::flaky).evaluate(with -> with.llms(llm()).maxAttempts(3).retryDelay(Duration.ZERO));
                        }
                        """);

        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out()).contains("1/1 100.0%");
    }

    @Test
    void stoppingAsTheFileWantsIsNoTrouble() throws IOException {
        Ran ran =
                run(
                        """
                        @Benchmark("quiz") boolean quiz(Llm llm) { return true; }
                        void main() {
                            Task.of(this::quiz).evaluate(with -> with.llms(llm()).trials(9).stopWhen(p -> p.passed() == 2));
                        }
                        """);

        assertThat(ran.code()).as(ran.out()).isZero();
        assertThat(ran.out()).contains("2/2 100.0%", "7 not run");
    }

    @Test
    void anUnmeasuredRunOutweighsOneThatRaised() throws IOException {
        Ran ran =
                run(
                        """
                        @Benchmark("raises") boolean raises(Llm llm) { throw new IllegalStateException(); }
                        @Benchmark("nobody") boolean nobody(Llm llm) { return llm("nobody/none").prompt("x").isEmpty(); }
                        """);

        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void anUnmeasuredRunInsideIsNotHidden() throws IOException {
        Ran ran =
                run(
                        """
                        @Benchmark("inner") boolean inner(Llm llm) { return llm("nobody/none").prompt("x").isEmpty(); }
                        @Benchmark("outer") boolean outer(Llm llm) { return !Task.of(this::inner).attempt(llm).passed(); }
                        void main() { Task.of(this::outer).run(llm()); }
                        """);

        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void rowsThatWereNotStartedAreNotMeasured() throws IOException {
        Ran ran =
                run(
                        """
                        @Benchmark("quiz") double quiz(Llm llm, int n) { return llm.prompt("no number", int.class); }
                        void main() {
                            Task.of(this::quiz).evaluate(with -> with.llms(llm())
                                    .data(DataFrame.ofColumns("n", List.of(1, 2, 3))));
                        }
                        """);

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .startsWith("kbench: quiz: 1 of 3 runs had no result, 2 were not started");
    }

    @Test
    void whatMainThrowsIsShownWithTheUsersLines() throws IOException {
        Ran ran =
                run(
                        """
                        void main() { fail("broken"); }
                        void fail(String why) { throw new IllegalStateException(why, new RuntimeException("\\u001b[31m")); }
                        """);

        assertThat(ran)
                .isEqualTo(
                        new Ran(
                                1,
                                "",
                                """
                                kbench: main ended with IllegalStateException: broken
                                    at fail (Quiz.java:4)
                                    at main (Quiz.java:3)
                                caused by RuntimeException: ␛[31m
                                    at fail (Quiz.java:4)
                                    at main (Quiz.java:3)
                                """));
    }

    @Test
    void anAssertionOutsideOfARunIsMisuse() throws IOException {
        Ran ran = run("void main() { assertTrue(true); }");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).endsWith("    at main (Quiz.java:3)\n");
    }

    @Test
    void aMainThatEndsIsFine() throws IOException {
        Ran ran = run("void main() { IO.println(\"hello\"); }");
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).isEqualTo("hello\n");
    }

    @Test
    void anUnknownModelIsRefusedBeforeAnythingRuns() throws IOException {
        Ran ran =
                run(
                        "@Benchmark(\"quiz\") boolean quiz(Llm llm) { return true; }",
                        "--model",
                        "nobody/none",
                        "--out",
                        "out");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .isEqualTo(
                        "kbench: no provider serves the model 'nobody/none'; there are demo/echo,"
                            + " demo/calculator, demo/wrong, demo/babble, demo/coder, demo/player,"
                            + " demo/caller, local/smollm2; for other models set MODEL_PROXY_URL"
                            + " and MODEL_PROXY_API_KEY (or OPENAI_BASE_URL) or run kbench init\n");
        assertThat(folder.resolve("out")).isEmptyDirectory();
    }

    @Test
    void namesOfAllKindsAreWritten() throws IOException {
        String longName = "n".repeat(300);
        Ran ran =
                run(
                        """
                        @Benchmark("a/b\\\\c") boolean slash(Llm llm) { return true; }
                        @Benchmark("🦊") boolean emoji(Llm llm) { return true; }
                        @Benchmark("%s") boolean longOne(Llm llm) { return true; }
                        """
                                .formatted(longName),
                        "--out",
                        "out");

        assertThat(ran.code()).isZero();
        try (var files = Files.list(folder.resolve("out"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".json"))).hasSize(6);
        }
    }

    @Test
    void testingModeWritesNoFiles() throws IOException {
        Files.writeString(
                folder.resolve("Quiz.java"),
                IMPORTS + "@Benchmark(\"quiz\") boolean quiz(Llm llm) { return true; }");
        Ran ran =
                Ran.with(
                        Map.of("KBENCH_EXECUTION_MODE", "testing"),
                        folder,
                        "",
                        "run",
                        "Quiz.java",
                        "--model",
                        "demo/echo",
                        "--out",
                        "out");

        assertThat(ran.code()).isZero();
        assertThat(folder.resolve("out")).doesNotExist();
    }
}
