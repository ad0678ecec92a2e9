package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.store.journal.JournalFolder;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class ExplainTest {
    private static final String QUIZ =
            """
            import module dev.kbench;
            import static dev.kbench.Kbench.*;

            @Benchmark("quiz")
            boolean quiz(Llm llm, String word, String answer) {
                return llm.prompt(word).length() > 0;
            }

            void main() {
                var results = Task.of(this::quiz).evaluate(with -> with
                        .llms(llm()).data(Path.of("rows.csv")).trials(2).onFailure(OnFailure.CONTINUE));
                IO.println("pass rate " + results.passRate());
            }
            """;

    @TempDir Path folder;

    @BeforeEach
    void write() throws IOException {
        file("Quiz.java", QUIZ);
        file("rows.csv", "word,answer\na,A\nb,B\nc,C\n");
    }

    private void file(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }

    private Ran kbench(String command, String... more) {
        List<String> words = new ArrayList<>(List.of(command, "Quiz.java", "--out", "out"));
        words.addAll(List.of(more));
        return Ran.in(folder, words.toArray(String[]::new));
    }

    private String evaluation() {
        return JournalFolder.beside(folder.resolve("out")).list().getFirst().id();
    }

    private void assertSays(Ran ran, String text) {
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).isEqualToNormalizingNewlines(text);
        assertThat(ran.code()).isZero();
    }

    @Test
    void whatWasNeverRunIsMade() {
        assertSays(
                kbench("explain", "--model", "demo/echo"),
                """
                quiz: 6 runs, 0 read back, 6 made
                  6 made: no run like it is kept; the first: row 0, rows.csv:2, demo/echo
                """);
        assertThat(folder.resolve("out")).doesNotExist();
    }

    @Test
    void whatFinishedIsMadeAgainUnlessTheCacheIsAskedFor() {
        kbench("run", "--model", "demo/echo");
        String id = evaluation();
        assertSays(
                kbench("explain", "--model", "demo/echo"),
                """
                quiz: 6 runs, 0 read back, 6 made
                  6 made: completed in %s; --cached reads it back; the first: row 0, rows.csv:2, demo/echo
                """
                        .formatted(id));
        assertSays(
                kbench("explain", "--model", "demo/echo", "--cached"),
                """
                quiz: 6 runs, 6 read back, 0 made
                  6 read back: completed in %s; the first: row 0, rows.csv:2, demo/echo
                """
                        .formatted(id));
    }

    @Test
    void aChangeIsNamedWhereverItIs() throws IOException {
        kbench("run", "--model", "demo/echo");
        file("rows.csv", "word,answer\nnew,N\na,A\nb,BB\nc,C\n");
        assertSays(
                kbench("explain", "--model", "demo/echo", "--cached"),
                """
                quiz: 8 runs, 4 read back, 4 made
                  4 read back: completed in %s; the first: row 1, rows.csv:3, demo/echo
                  2 made: no run like it is kept; the first: row 0, rows.csv:2, demo/echo
                  2 made: the row differs in `answer`; the first: row 2, rows.csv:4, demo/echo
                """
                        .formatted(evaluation()));
        write();
        file("Quiz.java", QUIZ.replace("length() > 0", "length() > 1"));
        assertSays(
                kbench("explain", "--model", "demo/echo", "--cached"),
                """
                quiz: 6 runs, 0 read back, 6 made
                  6 made: code of `quiz` changed; the first: row 0, rows.csv:2, demo/echo
                """);
        file("Quiz.java", QUIZ.replace("trials(2)", "trials(3)"));
        assertThat(kbench("explain", "--model", "demo/echo", "--cached").out())
                .contains(
                        "  3 made: it is trial 2, not 1; the first: row 0, rows.csv:2, demo/echo,"
                                + " trial 2");
        write();
        assertSays(
                kbench("explain", "--model", "demo/wrong", "--cached"),
                """
                quiz: 6 runs, 0 read back, 6 made
                  6 made: the model was `demo/echo`, now it is `demo/wrong`; the first: row 0, rows.csv:2, demo/wrong
                """);
    }

    @Test
    void movingTheFileAndAddingToItChangesNothing() throws IOException {
        kbench("run", "--model", "demo/echo");
        Files.createDirectories(folder.resolve("sub"));
        Files.move(folder.resolve("Quiz.java"), folder.resolve("sub/Quiz.java"));
        Files.move(folder.resolve("rows.csv"), folder.resolve("sub/rows.csv"));
        Files.writeString(
                folder.resolve("sub/Quiz.java"), "// a comment\n\n" + QUIZ + "\nvoid more() {}\n");
        Ran ran =
                Ran.in(
                        folder,
                        "explain",
                        "sub/Quiz.java",
                        "--out",
                        "out",
                        "--model",
                        "demo/echo",
                        "--cached");
        assertThat(ran.out()).startsWith("quiz: 6 runs, 6 read back, 0 made\n");
    }

    @Test
    void eachRunHasALineWhereThatIsAskedFor() throws IOException {
        kbench("run", "--model", "demo/echo", "--limit", "1");
        file("Quiz.java", QUIZ.replace(".trials(2)", ""));
        assertSays(
                kbench("explain", "--model", "demo/echo", "--cached", "--all", "--limit", "2"),
                """
                quiz run 1 (row 0, rows.csv:2, demo/echo): read back: completed in %s
                quiz run 2 (row 1, rows.csv:3, demo/echo): made: no run like it is kept
                """
                        .formatted(evaluation()));
    }

    @Test
    void programsGetJson() {
        kbench("run", "--model", "demo/echo", "--limit", "1");
        String id = evaluation();
        assertSays(
                kbench("explain", "--model", "demo/echo", "--cached", "--json", "--limit", "1"),
                """
                {"continues":null,"runs":2,"task":"quiz"}
                {"count":2,"evaluation":"%1$s","first":{"evaluation":"%1$s","model":"demo/echo","params":{},"position":0,"reasons":["completed in %1$s"],"reused":true,"row":"row 0, rows.csv:2","task":"quiz","trial":0},"reasons":["completed in %1$s"],"reused":true,"task":"quiz"}
                """
                        .formatted(id));
        assertThat(
                        kbench(
                                        "explain",
                                        "--model",
                                        "demo/echo",
                                        "--json",
                                        "--all",
                                        "--fresh",
                                        "--limit",
                                        "1")
                                .out()
                                .lines())
                .hasSize(3)
                .element(0)
                .asString()
                .startsWith(
                        "{\"evaluation\":\"%1$s\",\"model\":\"demo/echo\",\"params\":{},\"position\":0,\"reasons\":[\"completed in %1$s; --fresh makes it again\"],\"reused\":false,"
                                .formatted(id));
    }

    @Test
    void aFileThatNeedsWhatARunGivesIsExplainedUpToThere() throws IOException {
        file(
                "Quiz.java",
                QUIZ.replace(
                        "IO.println(\"pass rate \" + results.passRate());",
                        "IO.println(results.get(0).result()); llm().prompt(\"paid\");"));
        Ran ran = kbench("explain", "--model", "demo/echo");
        assertThat(ran.out()).startsWith("quiz: 6 runs, 0 read back, 6 made\n");
        assertThat(ran.err())
                .startsWith(
                        "what the file does after this is not known, since it needs what a run"
                                + " gives: ")
                .contains("IndexOutOfBoundsException");
        assertThat(ran.code()).isZero();
    }

    @Test
    void aModelThatTheFileAsksItselfIsNotAsked() throws IOException {
        file("Quiz.java", QUIZ.replace("void main() {", "void main() { llm().prompt(\"paid\");"));
        Ran ran = kbench("explain", "--model", "demo/echo");
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).contains("kbench explain asks no model");
        assertThat(ran.code()).isEqualTo(2);
    }

    @Test
    void whereNothingIsKeptThereIsNothingToExplain() {
        Ran ran =
                Ran.with(
                        java.util.Map.of("KBENCH_JOURNAL", "off"),
                        folder,
                        "",
                        "explain",
                        "Quiz.java",
                        "--model",
                        "demo/echo");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .isEqualToNormalizingNewlines(
                        "kbench: nothing is kept with KBENCH_JOURNAL=off, or in a mode that writes no files (KBENCH_EXECUTION_MODE): every run is made%n"
                                .formatted());
    }

    @Test
    void ofAReplayItSaysWhatIsRecorded() throws IOException {
        kbench("run", "--model", "demo/echo", "--record", "calls");
        file("rows.csv", "word,answer\na,A\nb,B\nc,C\nnew,N\n");
        assertSays(
                kbench("explain", "--model", "demo/echo", "--replay", "calls", "--fresh"),
                """
                quiz: 8 runs, 0 read back, 8 made
                  6 made: completed in %1$s; --fresh makes it again; 1 of its calls is recorded, and answered by that; the first: row 0, rows.csv:2, demo/echo
                  2 made: no run like it is kept; no call of its own is recorded: each fails unless another run's asked the same; the first: row 3, rows.csv:5, demo/echo
                """
                        .formatted(evaluation()));
        assertSays(
                kbench("explain", "--model", "demo/echo", "--replay", "calls", "--cached"),
                """
                quiz: 8 runs, 6 read back, 2 made
                  6 read back: completed in %1$s; the first: row 0, rows.csv:2, demo/echo
                  2 made: no run like it is kept; no call of its own is recorded: each fails unless another run's asked the same; the first: row 3, rows.csv:5, demo/echo
                """
                        .formatted(evaluation()));
    }

    @Test
    void ofARecordingItSaysWhatWillBeWrittenAndWritesNothing() {
        kbench("run", "--model", "demo/echo");
        assertSays(
                kbench("explain", "--model", "demo/echo", "--record", "calls", "--cached"),
                """
                quiz: 6 runs, 6 read back, 0 made
                  6 read back: completed in %s; it asks nothing, so nothing of it is recorded; the first: row 0, rows.csv:2, demo/echo
                """
                        .formatted(evaluation()));
        assertThat(kbench("explain", "--model", "demo/echo", "--record", "calls").out())
                .contains("; its calls are recorded in " + folder.resolve("calls") + "; ");
        assertThat(folder.resolve("calls")).doesNotExist();
    }

    @Test
    void aReplayFromNowhereIsRefusedAsByARun() {
        Ran ran = kbench("explain", "--replay", "calls");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err()).contains("there is no folder of recordings");
    }
}
