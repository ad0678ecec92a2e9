package dev.kbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.store.journal.EvaluationJournal;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalState;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

class JournalCommandTest {
    @TempDir Path folder;

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Ran evaluate(String... more) throws IOException {
        file(
                "Quiz.java",
                """
                import module dev.kbench;
                @Benchmark("quiz")
                boolean quiz(Llm llm, String word) { return !llm.prompt(word).isEmpty(); }
                """);
        file("rows.csv", "word\na\nb\nc\n");
        String[] words = {
            "run", "Quiz.java", "--data", "rows.csv", "--model", "demo/echo", "--out", "out"
        };
        String[] all = new String[words.length + more.length];
        System.arraycopy(words, 0, all, 0, words.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return Ran.in(folder, all);
    }

    private JournalFolder journals() {
        return JournalFolder.beside(folder.resolve("out"));
    }

    @Test
    void whereThereIsNoneItSaysSo() {
        Ran ran = Ran.in(folder, "journal");
        assertThat(ran.code()).isZero();
        assertThat(ran.err())
                .isEqualToNormalizingNewlines(
                        "no evaluations are kept in %s%n"
                                .formatted(folder.resolve(".kbench/journal")));
    }

    @Test
    void anEvaluationIsListedWithItsStateAndSize() throws IOException {
        assertThat(evaluate().code()).isZero();
        Ran ran = Ran.in(folder, "journal", "--out", "out");
        assertThat(ran.out())
                .matches(
                        "(?s)evaluation +state +runs +size\\R"
                                + "quiz-\\d{8}-\\d{6}-[0-9a-f]{4} +finished +3/3 +\\d+ kB\\R");
    }

    @Test
    void aProgramGetsTheSame() throws IOException {
        assertThat(Ran.in(folder, "journal", "--json")).isEqualTo(new Ran(0, "", ""));

        assertThat(evaluate().code()).isZero();
        Ran ran = Ran.in(folder, "journal", "--out", "out", "--json");
        assertThat(ran.out())
                .matches(
                        "\\{\"bytes\":\\d+,\"evaluation\":\"quiz-\\d{8}-\\d{6}-[0-9a-f]{4}\",\"finished\":3,\"note\":\"\",\"runs\":3,\"state\":\"finished\"}\n");
        assertThat(Ran.in(folder, "journal", "--out", "out", "--prune", "--json").err())
                .isEqualTo("kbench: --json goes with the list, not with --prune\n");
        assertThat(journals().list()).hasSize(1);
    }

    @Test
    void whatFinishedIsPruned() throws IOException {
        evaluate();
        Ran dry = Ran.in(folder, "journal", "--out", "out", "--prune", "--dry-run");
        assertThat(dry.err()).startsWith("would remove 1 evaluations, ");
        assertThat(journals().list()).hasSize(1);
        Ran kept = Ran.in(folder, "journal", "--out", "out", "--prune", "--keep", "1");
        assertThat(kept.err()).startsWith("removed 0 evaluations");
        Ran ran = Ran.in(folder, "journal", "--out", "out", "--prune");
        assertThat(ran.err()).startsWith("removed 1 evaluations, ");
        assertThat(journals().list()).isEmpty();
    }

    @Test
    void optionsOfPruneAreRefusedWithoutIt() {
        assertThat(Ran.in(folder, "journal", "--keep", "3"))
                .satisfies(
                        ran -> {
                            assertThat(ran.code()).isEqualTo(2);
                            assertThat(ran.err())
                                    .contains("--keep goes with --prune, which is not given");
                        });
    }

    @Test
    void theCacheReadsRunsBack() throws IOException {
        evaluate();
        Ran ran = evaluate("--cached");
        assertThat(ran.code()).isZero();
        assertThat(journals().list()).hasSize(2);
        assertThat(journals().list().getFirst().state()).isEqualTo(JournalState.FINISHED);
        try (var found = Files.list(folder.resolve("out"))) {
            assertThat(found.filter(f -> f.toString().endsWith(".run.json"))).hasSize(3);
        }
    }

    @Test
    void freshAndCachedContradictEachOther() throws IOException {
        Ran ran = evaluate("--fresh", "--cached");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains("--fresh makes every run and --cached reads runs back; give one of them");
    }

    @Test
    void nothingThatRunsCannotBeStopped() {
        Ran ran = Ran.in(folder, "stop");
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.err())
                .contains(
                        "no evaluation is running in %s: there is nothing to stop"
                                .formatted(folder.resolve(".kbench/journal")));
    }

    @Test
    void whatRunsIsAskedToStop() throws IOException {
        evaluate();
        String id = journals().list().getFirst().id();
        CountDownLatch asked = new CountDownLatch(1);
        try (EvaluationJournal journal = journals().open(id)) {
            journal.onStop(asked::countDown);
            Ran ran = Ran.in(folder, "stop", "--out", "out");
            assertThat(ran.code()).isZero();
            assertThat(ran.err())
                    .startsWith(id + " is stopping; the command that started it shows");
            assertThat(asked.getCount()).isZero();
        }
    }
}
