package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ReportCommandTest {
    @TempDir Path folder;

    @BeforeEach
    void runs() throws IOException {
        Files.writeString(
                folder.resolve("Quiz.java"),
                """
                import module dev.kbench;
                import static dev.kbench.Kbench.*;

                @Benchmark("quiz")
                boolean quiz(Llm llm, int n) { return llm.prompt("number " + n).endsWith("3"); }

                void main() {
                    Task.of(this::quiz).evaluate(with -> with.llms(llm())
                            .data(DataFrame.ofColumns("n", List.of(1, 2, 3, 4))));
                }
                """);
        assertThat(
                        Ran.in(folder, "run", "Quiz.java", "--model", "demo/echo", "--out", "out")
                                .code())
                .isZero();
    }

    @Test
    void isWrittenAsOneFile() throws IOException {
        Ran ran =
                Ran.in(
                        folder,
                        "report",
                        "out",
                        "--title",
                        "Numbers",
                        "--transcripts",
                        "2",
                        "--out",
                        "sent/report.html");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.err()).endsWith("wrote sent/report.html\n");
        assertThat(folder.resolve("sent/report.html"))
                .content()
                .startsWith("<!doctype html>")
                .contains(
                        "<title>Numbers</title>",
                        "4 runs of 1 model at 1 task, from out. Made ",
                        "<strong>25.0 %</strong>",
                        "Did not pass",
                        "number 1",
                        "boolean quiz(Llm llm, int n)");
    }

    @Test
    void markdownGoesToStandardOutput() {
        Ran ran = Ran.in(folder, "report", "out", "--format", "markdown");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out().lines())
                .startsWith(
                        "## Report",
                        "",
                        "4 runs of 1 model at 1 task, from out.",
                        "",
                        "| Model | All tasks | quiz |")
                .contains("### Did not pass: 3");
    }

    @Test
    void onlySomeRuns() {
        Ran ran =
                Ran.in(
                        folder,
                        "report",
                        "out",
                        "--format",
                        "markdown",
                        "--only",
                        "param:n=3&passed=true");
        assertThat(ran.out()).contains("1 run of 1 model at 1 task").doesNotContain("Did not pass");

        Ran wrong = Ran.in(folder, "report", "out", "--only", "modle=x");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).startsWith("kbench: --only: ").contains("modle");
    }

    @Test
    void aReportOfNothingIsRefused() throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        Ran empty = Ran.in(folder, "report", "empty", "--out", "report.html");

        assertThat(empty.code()).isEqualTo(2);
        assertThat(empty.err()).endsWith("kbench: there is nothing to report: empty has no run\n");
        assertThat(folder.resolve("report.html")).doesNotExist();
        assertThat(Ran.in(folder, "report", "out", "--only", "task=none").err())
                .endsWith(
                        "kbench: there is nothing to report: out has no run that fits --only"
                                + " \"task=none\"\n");
    }

    @Test
    void aRunThatIsNotThereIsRefused() {
        for (String format : List.of("html", "markdown")) {
            Ran ran =
                    Ran.in(
                            folder,
                            "report",
                            "out",
                            "--format",
                            format,
                            "--run",
                            "no-such-run",
                            "--out",
                            "report");

            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.err())
                    .endsWith(
                            "kbench: --run: there is no run no-such-run: it was removed, or it lies"
                                + " in another folder than those that are looked at; kbench view"
                                + " shows what there is in out, each run's id in its address behind"
                                + " /run/\n");
            assertThat(folder.resolve("report")).doesNotExist();
        }
        assertThat(Ran.in(folder, "report", "out", "--run", "a/b").err())
                .startsWith("kbench: --run: a run's id has up to 200 letters");
    }
}
