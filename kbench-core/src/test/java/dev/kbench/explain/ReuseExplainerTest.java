package dev.kbench.explain;

import static dev.kbench.explain.KeptRuns.MODEL;
import static dev.kbench.explain.KeptRuns.TASK;
import static dev.kbench.explain.KeptRuns.begin;
import static dev.kbench.explain.KeptRuns.explain;
import static dev.kbench.explain.KeptRuns.finish;
import static dev.kbench.explain.KeptRuns.keep;
import static dev.kbench.explain.KeptRuns.ordered;
import static dev.kbench.explain.KeptRuns.reasons;
import static dev.kbench.explain.KeptRuns.row;
import static dev.kbench.explain.KeptRuns.start;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.key.ModelRef;
import dev.kbench.key.Params;
import dev.kbench.key.RunKey;
import dev.kbench.key.SampleRef;
import dev.kbench.key.TaskRef;
import dev.kbench.store.journal.EvaluationJournal;
import dev.kbench.store.journal.FinishedRun;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.OutcomeKind;
import dev.kbench.workspace.Reuse;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ReuseExplainerTest {
    private static final SampleRef ROW =
            new SampleRef("17", ordered("question", "q1", "answer", "a1", "hint", "h1"), 0);
    private static final RunKey KEY = new RunKey(TASK, MODEL, ROW, Params.of("style", "short"), 0);

    @TempDir Path root;
    private JournalFolder folder;

    @BeforeEach
    void open() {
        folder = new JournalFolder(root);
    }

    private static RunKey task(String name, int version, String code) {
        return new RunKey(
                new TaskRef(name, version, "Bench", "mathQa", "()Z", code),
                MODEL,
                ROW,
                KEY.params(),
                0);
    }

    private static RunKey model(String id, String provider, String... settings) {
        ModelRef model = new ModelRef(id, provider, ordered(settings));
        return new RunKey(TASK, model, ROW, KEY.params(), 0);
    }

    private static RunKey changed(String column) {
        LinkedHashMap<String, String> columns = new LinkedHashMap<>(ROW.columnSha256());
        columns.put(column, "new");
        return new RunKey(TASK, MODEL, new SampleRef("17", columns, 0), KEY.params(), 0);
    }

    private static RunKey trial(int trial) {
        return new RunKey(TASK, MODEL, ROW, KEY.params(), trial);
    }

    static Stream<Arguments> changes() {
        String code = TASK.codeSha256();
        return Stream.of(
                Arguments.of(task("sums", 1, code), "task `sums` was named `math_qa`"),
                Arguments.of(task("math_qa", 2, code), "version of `math_qa` changed from 1 to 2"),
                Arguments.of(task("math_qa", 1, "b".repeat(64)), "code of `mathQa` changed"),
                Arguments.of(
                        new RunKey(
                                new TaskRef(
                                        TASK.name(),
                                        TASK.version(),
                                        TASK.declaringClass(),
                                        TASK.method(),
                                        TASK.descriptor(),
                                        TASK.code(),
                                        new TreeMap<>(Map.of("limit", "3"))),
                                MODEL,
                                ROW,
                                KEY.params(),
                                0),
                        "`limit`, which the task takes along, was not there, now it is 3"),
                Arguments.of(
                        model("m/y", "proxy", "api", "genai", "host", "h"),
                        "the model was `m/x`, now it is `m/y`"),
                Arguments.of(
                        model("m/x", "openai", "api", "genai", "host", "h"),
                        "the provider of `m/x` was `proxy`, now it is `openai`"),
                Arguments.of(
                        model("m/x", "proxy", "api", "openai", "host", "h"),
                        "setting `api` of `m/x` was `genai`, now it is `openai`"),
                Arguments.of(
                        model("m/x", "proxy", "api", "genai"),
                        "setting `host` of `m/x` was `h`, now it is not set"),
                Arguments.of(changed("question"), "row 17 differs in `question`"),
                Arguments.of(changed("answer"), "row 17 differs in `answer`"),
                Arguments.of(changed("hint"), "row 17 differs in `hint`"),
                Arguments.of(changed("more"), "row 17 differs in `more`"),
                Arguments.of(
                        new RunKey(
                                TASK,
                                MODEL,
                                new SampleRef("17", ROW.columnSha256(), 2),
                                KEY.params(),
                                0),
                        "row 17 is number 3 of the rows that are alike, it was number 1"),
                Arguments.of(
                        new RunKey(TASK, MODEL, ROW, Params.of("style", "long"), 0),
                        "parameter `style` was \"short\", now it is \"long\""),
                Arguments.of(trial(3), "it is trial 3, not 0"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void eachPartThatChangedIsNamed(RunKey now, String reason) {
        keep(folder, "before", OutcomeKind.COMPLETED, KEY);
        assertThat(explain(folder, Reuse.CACHED, now))
                .singleElement()
                .satisfies(
                        run -> {
                            assertThat(run.reused()).isFalse();
                            assertThat(run.evaluation()).isEqualTo("before");
                            assertThat(run.reasons()).containsExactly(reason);
                            assertThat(run.alike())
                                    .containsExactly(reason.replace("row 17", "the row"));
                        });
    }

    @Test
    void partsThatChangedTogetherAreAllNamed() {
        keep(folder, "before", OutcomeKind.COMPLETED, KEY);
        RunKey now = changed("hint");
        RunKey both =
                new RunKey(
                        new TaskRef("math_qa", 1, "Bench", "mathQa", "()Z", "b".repeat(64)),
                        MODEL,
                        now.sample(),
                        now.params(),
                        1);
        assertThat(reasons(folder, both))
                .containsExactly(
                        List.of(
                                "code of `mathQa` changed",
                                "row 17 differs in `hint`",
                                "it is trial 1, not 0"));
    }

    @Test
    void aCompletedRunIsReadBackWhereThatIsAskedFor() {
        keep(folder, "one", OutcomeKind.COMPLETED, KEY);
        keep(folder, "two", OutcomeKind.FAILED, KEY);
        assertThat(explain(folder, Reuse.CACHED, KEY))
                .singleElement()
                .returns(true, Explained::reused)
                .returns("one", Explained::evaluation)
                .returns(List.of("completed in one"), Explained::reasons);
        assertThat(explain(folder, Reuse.CONTINUE, KEY))
                .singleElement()
                .returns(false, Explained::reused)
                .returns(List.of("completed in one; --cached reads it back"), Explained::reasons);
        assertThat(explain(folder, Reuse.FRESH, KEY))
                .singleElement()
                .returns(false, Explained::reused)
                .returns(List.of("completed in one; --fresh makes it again"), Explained::reasons);
    }

    @Test
    void whatDidNotCompleteIsSaidToHaveDoneSo() {
        RunKey cutShort = row(5, "q", "5");
        RunKey odd = row(6, "q", "6");
        keep(folder, "failed", OutcomeKind.FAILED, row(3, "q", "3"));
        keep(folder, "unmeasured", OutcomeKind.UNMEASURED, row(4, "q", "4"));
        try (EvaluationJournal journal = begin(folder, "cut")) {
            start(journal, 0, cutShort);
            start(journal, 1, odd);
            finish(journal, 1, odd, OutcomeKind.COMPLETED, FinishedRun.NOT_READABLE);
        }
        assertThat(reasons(folder, row(3, "q", "3"), row(4, "q", "4"), cutShort, odd))
                .containsExactly(
                        List.of("it failed in failed"),
                        List.of("it could not be measured in unmeasured"),
                        List.of("it began in cut and did not end"),
                        List.of("its value in cut cannot be read back"));
    }

    @Test
    void theNearestRunIsTheOneToCompareWith() {
        RunKey elsewhere = model("m/y", "proxy", "api", "genai", "host", "h");
        RunKey old = task("math_qa", 1, "c".repeat(64));
        keep(folder, "a", OutcomeKind.COMPLETED, old, elsewhere);
        keep(folder, "b", OutcomeKind.COMPLETED, trial(1), trial(2));
        keep(
                folder,
                "c",
                OutcomeKind.COMPLETED,
                new RunKey(old.task(), elsewhere.model(), ROW, KEY.params(), 5));
        assertThat(explain(folder, Reuse.CACHED, KEY))
                .singleElement()
                .returns("b", Explained::evaluation)
                .returns(List.of("it is trial 0, not 2"), Explained::reasons);
    }

    @Test
    void anInsertedRowIsNewAndTheOthersAreFound() {
        keep(
                folder,
                "before",
                OutcomeKind.COMPLETED,
                IntStream.range(0, 5).mapToObj(i -> asked(i, i, "yes")).toArray(RunKey[]::new));
        assertThat(
                        reasons(
                                folder,
                                asked(0, 10, "yes"),
                                asked(1, 0, "yes"),
                                asked(2, 1, "yes"),
                                asked(3, 2, "maybe"),
                                asked(4, 3, "yes"),
                                asked(5, 4, "yes")))
                .containsExactly(
                        List.of("no run like it is kept"),
                        List.of("completed in before"),
                        List.of("completed in before"),
                        List.of("row 3 differs in `answer`"),
                        List.of("completed in before"),
                        List.of("completed in before"));
    }

    private static RunKey asked(int label, int id, String answer) {
        return row(label, "id", "i" + id, "question", "q" + id, "answer", answer);
    }

    @Test
    void anotherTaskIsNothingToCompareWith() {
        keep(folder, "before", OutcomeKind.COMPLETED, task("sums", 1, "b".repeat(64)));
        assertThat(reasons(folder, KEY)).containsExactly(List.of("no run like it is kept"));
    }

    @Test
    void aRunWithoutARowIsComparedByItsParameters() {
        RunKey[] runs =
                Stream.of("a", "b")
                        .map(
                                text ->
                                        new RunKey(
                                                TASK,
                                                MODEL,
                                                SampleRef.NONE,
                                                Params.of("question", text, "limit", 3),
                                                0))
                        .toArray(RunKey[]::new);
        keep(folder, "before", OutcomeKind.COMPLETED, runs);
        RunKey now =
                new RunKey(TASK, MODEL, SampleRef.NONE, Params.of("question", "a", "limit", 4), 0);
        assertThat(reasons(folder, now))
                .containsExactly(List.of("parameter `limit` was 3, now it is 4"));
    }

    @Test
    void whereNothingIsKeptNothingIsLikeIt() {
        assertThat(reasons(folder, KEY)).containsExactly(List.of("no run like it is kept"));
    }

    @Test
    void aRowWithVeryManyColumnsIsComparedByItsLabel() {
        String[] columns = IntStream.range(0, 400).mapToObj(i -> "c" + i).toArray(String[]::new);
        keep(folder, "before", OutcomeKind.COMPLETED, row(1, columns), row(2, "c0", "x"));
        columns[399] = "other";
        assertThat(reasons(folder, row(1, columns)))
                .containsExactly(List.of("row 1 differs in `c398`"));
    }

    @Test
    void moreRowsMayHaveChangedThanThereIsRoomForAtATime() {
        RunKey[] before = rows("old");
        keep(folder, "before", OutcomeKind.COMPLETED, before);
        List<Explained> explained =
                explain(new ReuseExplainer(folder, 7), Reuse.CACHED, rows("new"));
        assertThat(explained).hasSameSizeAs(before);
        assertThat(explained)
                .allSatisfy(
                        run ->
                                assertThat(run.reasons())
                                        .containsExactly(
                                                "row %d differs in `a`".formatted(run.position())));
    }

    private static RunKey[] rows(String first) {
        return IntStream.range(0, 40)
                .mapToObj(i -> row(i, "a", first, "b", "b" + i, "c", "c"))
                .toArray(RunKey[]::new);
    }
}
