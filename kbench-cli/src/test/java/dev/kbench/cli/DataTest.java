package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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
    void whatDidNotPassNamesItsRowAndTheFilesLine() throws IOException {
        Files.writeString(
                folder.resolve("Checks.java"),
                """
                import module dev.kbench;
                import static dev.kbench.Kbench.*;

                @Benchmark("checks")
                void checks(Llm llm, String word, int size) {
                    if (size < 0) {
                        throw new IllegalStateException("a size of " + size);
                    }
                    assertEqual(size, word.length(), "Should have its size.");
                    assertContainsRegex("^a", word, "Should begin with an a.");
                }
                """);
        Files.writeString(folder.resolve("words.csv"), "word,size\n\nab,2\nbcd,2\nx,-1\n");
        Ran ran =
                Ran.in(folder, "run", "Checks.java", "--data", "words.csv", "--model", "demo/echo");
        assertThat(ran.out())
                .containsPattern(
                        "(?m)^✗ Run #3 \\(row 2, words.csv:5\\) .*: IllegalStateException: a size"
                                + " of -1 \\(Checks.java:7\\)$")
                .contains(
                        """

                        Did not pass: 2 of 3 runs, 1 told above
                          ✗ Run #2 (row 1, words.csv:4): assertEqual: Should have its size. (line 9): expected: 2; actual: 3
                            assertContainsRegex: Should begin with an a. (line 10): pattern: ^a; text: bcd

                        """);
    }

    @Test
    void aParquetFileOrJsonLinesAreDataToo() throws IOException {
        Files.writeString(
                folder.resolve("Letters.java"),
                """
                import module dev.kbench;

                @Benchmark("letters")
                boolean letters(Llm llm, String q, int n) { return q.charAt(0) == 'a' + n - 1; }
                """);
        Files.copy(
                Path.of("../kbench-data/src/test/resources/parquet/snappy.parquet"),
                folder.resolve("rows.parquet"));
        Files.writeString(
                folder.resolve("rows.jsonl"),
                "{\"q\":\"a\",\"n\":1}\n{\"q\":\"b\",\"n\":2}\n{\"n\":3,\"q\":\"c\"}\n");
        for (String data : List.of("rows.parquet", "rows.jsonl")) {
            Ran ran = Ran.in(folder, "run", "Letters.java", "--data", data, "-m", "demo/echo");
            assertThat(ran.out()).contains("letters: 3 runs");
            assertThat(ran.err()).isEmpty();
            assertThat(ran.code()).isZero();
        }
    }

    @Test
    void limitTakesTheFirstRows() throws IOException {
        assertThat(run("question,answer\n1,1\n2,3\n", "--limit", "1").out())
                .contains("sums: 1 run ");
    }

    /// What a table is refused with; it lies in the test's folder.
    private void refuses(String csv, String message) throws IOException {
        assertThat(run(csv))
                .isEqualTo(
                        new Ran(
                                2,
                                "",
                                "task 'alone' is left out: it takes no data\nkbench: %s\n"
                                        .formatted(
                                                message.replace(
                                                        "rows.csv", folder + "/rows.csv"))));
    }

    @Test
    void aColumnThatBindsToNothingIsRefused() throws IOException {
        refuses(
                "question,answer,level\n1,1,easy\n",
                "task 'sums' takes [Llm llm, String question, int answer, Llm judge]; rows.csv,"
                    + " line 1: column 'level' binds to none of them; rename it, leave it out, or"
                    + " give the task a parameter of that name");
    }

    @Test
    void aMissingCellNamesItsLine() throws IOException {
        refuses(
                "question,answer\n1,1\n\n2,\n",
                "task 'sums' takes [Llm llm, String question, int answer, Llm judge]; rows.csv,"
                    + " line 4 (row 1): no value for int answer: the cell is empty; fill it in, or"
                    + " let the parameter be an Optional");
    }

    @Test
    void aMissingColumnNamesThoseThatAreThere() throws IOException {
        refuses(
                "question\n1\n",
                "task 'sums' takes [Llm llm, String question, int answer, Llm judge]; rows.csv,"
                    + " line 1: no value for int answer: there is no such column; the columns are"
                    + " [question]");
    }

    @Test
    void otherSeparatorsAreNamed() throws IOException {
        refuses(
                "question;answer\n1,5;2\n",
                "rows.csv, line 1: expected names separated by commas, got 'question;answer', which"
                        + " seems to be separated by semicolons; save the file with commas");
        refuses(
                "question\tanswer\n1\t2\n",
                "rows.csv, line 1: expected names separated by commas, got 'question answer', which"
                        + " seems to be separated by tabs; save the file with commas");
    }

    @Test
    void aTableWithoutRowsIsRefused() throws IOException {
        refuses(
                "question,answer\n",
                "rows.csv has a line of names, [question, answer], and no rows; expected a row for"
                        + " each run");
    }

    @Test
    void aWholeNumberMayBeWrittenWithAFractionOfZeros() throws IOException {
        assertThat(run("question,answer\n1,1.0\n2,2\n").out()).contains("2/2 100.0%");
        refuses(
                "question,answer\n1,1.5\n",
                "rows.csv, line 2 (row 0), column 'answer': expected a whole number, got '1.5'");
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
