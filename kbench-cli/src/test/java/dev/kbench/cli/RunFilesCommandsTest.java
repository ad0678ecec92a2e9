package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kbench.table.DataFrame;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import javax.xml.parsers.DocumentBuilderFactory;

/// `kbench table` and `kbench export`, on files that kbench wrote and on one of another library.
class RunFilesCommandsTest {
    @TempDir Path folder;

    @BeforeEach
    void runs() throws IOException {
        Files.writeString(
                folder.resolve("Two.java"),
                """
                import module dev.kbench;
                import static dev.kbench.Kbench.*;
                @Benchmark("letters") double letters(Llm llm, String word) {
                    assertIn("a", word, "a <word> with an a");
                    return llm.prompt(word).length();
                }
                @Benchmark("throws") boolean odd(Llm llm, String word) {
                    if (word.equals("bad")) { throw new IllegalStateException("no & luck"); }
                    return !llm.prompt(word).isEmpty();
                }
                """);
        Files.writeString(folder.resolve("rows.csv"), "word\nax\nbad\nox\n");
        for (String task : List.of("letters", "throws")) {
            run(
                    "run",
                    "Two.java",
                    "--only",
                    task,
                    "--data",
                    "rows.csv",
                    "--model",
                    "demo/echo",
                    "--out",
                    "out");
        }
        Files.writeString(
                folder.resolve("out/other-run_id_Run_1_m_x.run.json"),
                "{\"taskVersion\": {\"name\": \"throws\"}, \"modelVersion\": {\"slug\": \"m/x\"},"
                        + " \"state\": \"BENCHMARK_TASK_RUN_STATE_ERRORED\", \"results\":"
                        + " [{\"booleanResult\": false}], \"pyRunId\": \"throws-Run #1\","
                        + " \"errorMessage\": \"Traceback (most recent call last):\\n"
                        + "  boom\\n"
                        + "ConnectionError: down\"}");
    }

    private Ran run(String... words) {
        return Ran.in(folder, words);
    }

    @Nested
    class ATable {
        @Test
        void hasModelsByTasksAndThenEachTask() {
            Ran ran = run("table", "out");
            assertThat(ran.code()).isZero();
            assertThat(ran.out().lines().limit(3))
                    .containsExactly(
                            "model        letters     throws",
                            "demo/echo  2.333 (3)  66.7% (3)",
                            "m/x                –  n/a (0/1)");
            assertThat(ran.out())
                    .contains("letters: 3 runs")
                    .contains("assertIn: a <word> with an a (line 4): member: a; container: ox")
                    .contains("failed EXCEPTION: ")
                    .contains("no & luck")
                    .contains("unmeasured ERRORED: ConnectionError: down");
        }

        @Test
        void isThereForPrograms() {
            List<String> records = run("table", "out", "--json").out().lines().toList();
            assertThat(records).hasSize(3);
            assertThat(records)
                    .filteredOn(record -> record.contains("\"model\":\"m/x\""))
                    .singleElement()
                    .asString()
                    .contains("\"passRate\":null")
                    .contains("\"unmeasured\":1");
            assertThat(records)
                    .filteredOn(record -> record.contains("\"task\":\"letters\""))
                    .singleElement()
                    .asString()
                    .contains("\"score\":2.3333333333333335")
                    .contains("\"passed\":2")
                    .matches(".*\"interval95\":\\[0\\.\\d+,0\\.\\d+].*");
        }

        @Test
        void saysWhatIsMissing() throws IOException {
            Files.writeString(folder.resolve("out/broken.run.json"), "{");
            Ran ran = run("table", "out");
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.out()).contains("letters: 3 runs");
            assertThat(ran.err())
                    .contains(
                            "broken.run.json cannot be read as a task or run file: not valid JSON");
            assertThat(run("table", "nowhere").err())
                    .contains("there is no file or folder nowhere");
            Files.createDirectory(folder.resolve("empty"));
            assertThat(run("table", "empty").err())
                    .contains(
                            "there is no run file in empty: expected files that end in .run.json");
        }
    }

    @Nested
    class AnExport {
        @Test
        void hasARowARun() throws IOException {
            for (String format : List.of("csv", "jsonl")) {
                Ran ran = run("export", "out", "--format", format);
                assertThat(ran.code()).isZero();
                Path file = folder.resolve("export." + format);
                Files.writeString(file, ran.out());
                DataFrame table = DataFrame.read(file);
                assertThat(table.height()).isEqualTo(7);
                DataFrame letters =
                        table.filter(row -> row.value("task").equals(Optional.of("letters")));
                assertThat(letters.column("score").mean()).isCloseTo(7.0 / 3, within(1e-12));
                assertThat(letters.column("passed").mean()).isCloseTo(2.0 / 3, within(1e-12));
                assertThat(
                                table.filter(
                                                row ->
                                                        row.value("outcome")
                                                                .equals(Optional.of("unmeasured")))
                                        .column("reason")
                                        .value(0))
                        .contains("ERRORED");
            }
            assertThat(run("export", "out").out())
                    .startsWith("task,model,run,row,outcome,reason,passed,");
        }

        @Test
        void isJUnitsXml() throws Exception {
            getClass()
                    .getModule()
                    .addReads(ModuleLayer.boot().findModule("java.xml").orElseThrow());
            byte[] xml =
                    run("export", "out", "--format", "junit")
                            .out()
                            .getBytes(StandardCharsets.UTF_8);
            Document document =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new ByteArrayInputStream(xml));
            Element root = document.getDocumentElement();
            assertThat(
                            List.of(
                                    root.getAttribute("tests"),
                                    root.getAttribute("failures"),
                                    root.getAttribute("errors")))
                    .containsExactly("7", "2", "1");
            assertThat(document.getElementsByTagName("testsuite").getLength()).isEqualTo(3);
            assertThat(
                            ((Element) document.getElementsByTagName("failure").item(0))
                                    .getAttribute("message"))
                    .isEqualTo("assertIn: a <word> with an a (line 4)");
            assertThat(document.getElementsByTagName("failure").item(0).getTextContent())
                    .startsWith(
                            "assertIn: a <word> with an a (line 4)\n"
                                    + "  member: a\n"
                                    + "  container: ox");
            assertThat(
                            ((Element) document.getElementsByTagName("error").item(0))
                                    .getAttribute("type"))
                    .isEqualTo("ERRORED");
        }

        @Test
        void isMarkdownWithoutMarkupOfOthers() throws IOException {
            Files.writeString(
                    folder.resolve("out/x.run.json"),
                    "{\"taskVersion\": {\"name\": \"<b>|a_b @all www.x\"}, \"state\":"
                            + " \"BENCHMARK_TASK_RUN_STATE_COMPLETED\", \"results\":"
                            + " [{\"booleanResult\": true}]}");
            assertThat(run("export", "out", "--format", "markdown").out())
                    .contains("### letters")
                    .contains("### &lt;b>\\|a\\_b &#64;all www&#46;x")
                    .contains("| m/x | 0 | 0 | 1 | 0 | n/a | n/a | n/a | n/a | n/a | unknown |");
        }

        @Test
        void anotherFormatIsRefused() {
            assertThat(run("export", "out", "--format", "xlsx"))
                    .returns(2, Ran::code)
                    .extracting(Ran::err)
                    .asString()
                    .contains("--format must be csv or jsonl or junit or markdown, got 'xlsx'");
        }
    }

    @Nested
    class AMerge {
        @Test
        void makesOneRunOfMany() {
            Ran ran = run("merge", "out", "--task", "letters", "--out", "merged");

            assertThat(ran.err()).isEmpty();
            assertThat(ran.code()).isZero();
            assertThat(ran.out())
                    .isEqualTo(
                            "letters by demo/echo: 2.3333 ± 1.4342 over 3 runs, in %s%n",
                            folder.resolve("merged/letters-run_id_Run_merged_demo_echo.run.json"));
            assertThat(run("table", "merged").out()).contains("1/1 100.0%           n/a  2.333");
        }

        @Test
        void isRefusedWhereRunsHaveNoVerdictUnlessThatIsSaid() {
            Ran ran = run("merge", "out", "--out", "merged");
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err())
                    .contains(
                            "the runs of 'throws' by m/x cannot be merged: 1 of 1 have no verdict")
                    .contains("say that the figure may leave them out");
            assertThat(folder.resolve("merged")).doesNotExist();
        }

        @Test
        void hasNoFigureWhereNoRunHasANumber() throws IOException {
            Files.writeString(
                    folder.resolve("None.java"),
                    """
                    import module dev.kbench;
                    @Benchmark("none") double none(Llm llm, String word) {
                        return llm.prompt("no number, " + word, double.class);
                    }
                    """);
            run("run", "None.java", "--data", "rows.csv", "--model", "demo/echo", "--out", "none");

            Ran ran = run("merge", "none", "--out", "merged");

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.err())
                    .isEqualTo(
                            "kbench: the runs of 'none' by demo/echo cannot be merged: there is no"
                                + " figure, since none of the 3 runs with a verdict completed"
                                + " (UNPARSABLE 3); the task gives more than passed or not, and a"
                                + " mean is over runs that completed\n");
        }

        @Test
        void saysWhatElseThereWas() throws IOException {
            Path runs = Files.createDirectory(folder.resolve("again"));
            for (String[] one :
                    new String[][] {
                        {"0_m_x", "ERRORED", "", "TIMED_OUT"},
                        {"0_m_x-2", "COMPLETED", "{\"booleanResult\": true}", ""},
                        {"1_m_x", "ERRORED", "", "RATE_LIMITED"},
                        {"2_m_x", "ERRORED", "{\"booleanResult\": false}", ""}
                    }) {
                Files.writeString(
                        runs.resolve("Quiz-run_param_id_%s.run.json".formatted(one[0])),
                        """
                        {"taskVersion": {"versionNumber": 1, "name": "Quiz"},
                         "modelVersion": {"slug": "m/x"}, "state": "BENCHMARK_TASK_RUN_STATE_%s",
                         "results": [%s], "kbench": {"reason": "%s"}}\
                        """
                                .formatted(one[1], one[2], one[3]));
            }
            assertThat(run("merge", "again", "--out", "merged", "--partial").out())
                    .startsWith("Quiz by m/x: 0.5000 ± ")
                    .contains(
                            " over 2 runs (of 4 given 1 failed, 1 without a verdict left out, 1"
                                    + " made again and measured then), in ");
        }

        @Test
        void isRefusedWhereAFileCannotBeRead() throws IOException {
            Files.writeString(folder.resolve("out/broken.run.json"), "{");
            Ran ran = run("merge", "out", "--task", "letters");
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.err())
                    .contains("broken.run.json cannot be read", "nothing is merged: a figure");
        }
    }
}
