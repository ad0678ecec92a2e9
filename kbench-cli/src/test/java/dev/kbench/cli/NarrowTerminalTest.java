package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.internal.text.TextWidth;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// What commands say fits the terminal, however narrow it is.
class NarrowTerminalTest {
    private static final String FILE =
            """
            import module dev.kbench;
            @Benchmark("A task with a name") boolean quiz(Llm llm) { return llm.prompt("a").isEmpty(); }
            @Benchmark("Another one") boolean other(Llm llm) { return llm.prompt("a").isEmpty(); }
            void main() {
                Task.of(this::quiz).evaluate(with -> with.llms(Kbench.llm()).trials(3));
                Task.of(this::other).attempt(Kbench.llm());
            }
            """;

    @TempDir Path folder;

    @BeforeEach
    void twoTasks() throws IOException {
        Files.writeString(folder.resolve("Quiz.java"), FILE);
        Ran ran = Ran.in(folder, "run", "Quiz.java", "--model", "demo/echo", "--out", "out");
        assertThat(ran.code()).as(ran.err()).isZero();
    }

    private String shown(int columns, String... words) {
        Ran ran = Ran.with(Map.of("COLUMNS", Integer.toString(columns)), folder, "", words);
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out().lines())
                .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(columns));
        return ran.out();
    }

    @Test
    void theJournalsIdsStandAboveTheirFigures() {
        assertThat(shown(40, "journal", "--out", "out"))
                .matches(
                        """
                          state     runs  size
                        runs-\\d{8}-\\d{6}-[0-9a-f]{4}
                          finished     1  +\\d+ kB
                        A-task-with-a-name-\\d{8}-\\d{6}-[0-9a-f]{4}
                          finished   3/3  +\\d+ kB
                        """);
    }

    @Test
    void whereTheFiguresDoNotFitEachHasALine() {
        assertThat(shown(16, "journal", "--out", "out"))
                .contains("\n  state finished\n  runs 3/3\n  size ");
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 40})
    void sentencesAreBrokenAtTheirWords(int columns) {
        assertThat(shown(columns, "choose", "Another one", "--out", "out", "--dry-run"))
                .contains("would set aside");
        assertThat(shown(columns, "choose", "Another one", "--out", "out").replaceAll("\\s", ""))
                .endsWith(";kbenchchoose--undobringsitback");
        shown(columns, "choose", "--undo", "--out", "out");
        assertThat(shown(columns, "version")).startsWith("kbench");
        assertThat(shown(columns, "new", "river-quiz")).contains("\nnext: cd");
    }
}
