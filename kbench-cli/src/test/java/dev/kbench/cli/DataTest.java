package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class DataTest {
    @TempDir Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("Quiz.java"),
                """
                import module dev.kbench;

                @Benchmark("alone")
                boolean alone(Llm llm) { return true; }

                @Benchmark("sums")
                boolean sums(Llm llm, String question, int answer, Llm judge) {
                    return llm.prompt(question).contains("" + answer);
                }
                """);
    }

    private Ran run(String csv, String... more) throws IOException {
        Files.writeString(folder.resolve("rows.csv"), csv);
        String[] args = new String[more.length + 8];
        System.arraycopy(
                new String[] {
                    "run", "Quiz.java", "--data", "rows.csv", "--model", "demo/echo", "--out", "out"
                },
                0,
                args,
                0,
                8);
        System.arraycopy(more, 0, args, 8, more.length);
        return Ran.in(folder, args);
    }

    @Test
    void theBenchmarksAreEvaluatedOverIt() throws IOException {
        Ran ran = run("question,answer\n1,1\n2,3\n", "--jobs", "2");

        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("sums: 2 runs");
        assertThat(ran.err()).isEqualTo("task 'alone' is left out: it takes no data\n");
    }

    @Test
    void limitTakesTheFirstRows() throws IOException {
        assertThat(run("question,answer\n1,1\n2,3\n", "--limit", "1").out())
                .contains("sums: 1 run ");
    }

    @Test
    void aColumnThatBindsToNothingIsRefused() throws IOException {
        Ran ran = run("question,answer,level\n1,1,easy\n");

        assertThat(ran)
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                """
                                task 'alone' is left out: it takes no data
                                kbench: task 'sums' takes [Llm llm, String question, int answer, Llm judge]; row '0': 'level' binds to none of them
                                """));
    }

    @Test
    void textWhereANumberIsExpectedNamesRowAndColumn() throws IOException {
        Ran ran = run("question,answer\n1,1\n2,three\n");

        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err())
                .endsWith(
                        "kbench: %s/rows.csv, line 3 (row 1), column 'answer': expected a whole number, got 'three'\n"
                                .formatted(folder));
    }
}
