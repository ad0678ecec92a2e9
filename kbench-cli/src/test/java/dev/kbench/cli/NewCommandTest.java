package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class NewCommandTest {
    @TempDir Path folder;

    private List<String> files(String project) throws IOException {
        Path root = folder.resolve(project);
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString().replace('\\', '/'))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aNewBenchmarkRunsAsItIs() throws IOException {
        Ran made = Ran.in(folder, "new", "river-quiz");

        assertThat(made)
                .isEqualTo(
                        new Ran(
                                0,
                                """
                                wrote river-quiz/README.md
                                wrote river-quiz/RiverQuiz.java
                                wrote river-quiz/questions.csv
                                wrote river-quiz/.gitignore

                                next: cd river-quiz && kbench run RiverQuiz.java --model demo/echo --out out
                                """,
                                ""));
        assertThat(files("river-quiz"))
                .containsExactly(".gitignore", "README.md", "RiverQuiz.java", "questions.csv");

        Ran ran =
                Ran.in(
                        folder.resolve("river-quiz"),
                        "run",
                        "RiverQuiz.java",
                        "--model",
                        "demo/echo",
                        "--out",
                        "out");
        assertThat(ran.code()).isZero();
        assertThat(folder.resolve("river-quiz/out/river_quiz-run_id_Run_1_demo_echo.run.json"))
                .content()
                .contains("\"subruns\"", "\"name\": \"river_quiz_question\"");
    }

    @Test
    void oneWithMavenRunsToo() throws IOException {
        Ran made = Ran.in(folder, "new", "RiverQuiz", "--maven");

        assertThat(made.code()).isZero();
        assertThat(files("RiverQuiz"))
                .containsExactly(
                        ".gitignore",
                        "README.md",
                        "pom.xml",
                        "questions.csv",
                        "src/main/java/benchmarks/RiverQuiz.java",
                        "src/test/java/benchmarks/RiverQuizTest.java");
        assertThat(folder.resolve("RiverQuiz/README.md"))
                .content()
                .contains("| test it | `mvn test` |")
                .doesNotContain("@");

        // data is looked for in the working directory, which is this process's own here
        Files.copy(
                folder.resolve("RiverQuiz/questions.csv"),
                folder.resolve("RiverQuiz/src/main/java/benchmarks/questions.csv"));
        Ran ran =
                Ran.in(
                        folder.resolve("RiverQuiz"),
                        "run",
                        "src/main/java/benchmarks/RiverQuiz.java",
                        "--model",
                        "demo/echo",
                        "--out",
                        "out");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("river_quiz: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "new river-quiz | river-quiz is there already, with something in it",
                "new ../up | '../up' cannot name a project: expected letters, digits, - and _",
                "new 7days | '7days' cannot name a project",
                "new class | 'class' cannot name a project: a method is called after it",
                "new | NAME is missing: kbench new NAME",
                "new a b | unexpected 'b'",
            })
    void whatCannotBeIsRefused(String words, String message) {
        assertThat(Ran.in(folder, "new", "river-quiz").code()).isZero();

        Ran ran = Ran.in(folder, words.split(" "));

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains(message);
    }

    @Test
    void aMethodOfThatNameStandsBesideTheOther() throws IOException {
        assertThat(Ran.in(folder, "new", "question").code()).isZero();
        assertThat(folder.resolve("question/Question.java"))
                .content()
                .contains("double questionBenchmark(Llm llm)", "@Benchmark(\"question\")");
    }
}
