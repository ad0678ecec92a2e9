package dev.kbench.view.index;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.chat.Message;
import dev.kbench.chat.Role;
import dev.kbench.contract.Oracle;
import dev.kbench.run.FailureKind;
import dev.kbench.store.KaggleRunStore;
import dev.kbench.store.Redaction;
import dev.kbench.view.run.ViewedRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

class RunFilesTest {
    @TempDir Path out;
    @TempDir Path cache;

    private RunIndex open(Path folder) {
        return RunIndex.open(List.of(folder), cache, Redaction.NONE, IndexProgress.NONE);
    }

    private static List<RunLine> lines(RunIndex index) {
        return index.search(RunQuery.ALL).lines(0, 100);
    }

    @Test
    void aRunFileIsARow() {
        Written run = Written.of("", 0, "Quiz", "a/one").said("Which king?", "Louis.");
        new KaggleRunStore(out).writeRun(run.run());
        new KaggleRunStore(out)
                .writeRun(
                        Written.of("", 1, "Quiz", "a/one")
                                .with(FailureKind.EXCEPTION, false)
                                .run());

        try (RunIndex index = open(out)) {
            assertThat(lines(index)).map(RunLine::number).containsExactly("Run #1", "Run #2");
            assertThat(lines(index)).map(RunLine::outcome).containsExactly("completed", "failed");
            RunLine first = lines(index).getFirst();
            assertThat(first.answer()).isEqualTo("Louis.");
            assertThat(first.usage().inputTokens()).isEmpty();
            assertThat(index.search(RunQuery.ALL.withText("louis king")).total()).isEqualTo(1);
            ViewedRun whole = index.read(first.id());
            assertThat(whole.evaluation()).isEmpty();
            assertThat(whole.source()).hasFileName("Quiz-run_id_Run_1_a_one.run.json");
            assertThat(whole.chat().items())
                    .map(item -> ((Message) item).text())
                    .containsExactly("Which king?", "Louis.");
            assertThat(((Message) whole.chat().items().getLast()).sender().role())
                    .isEqualTo(Role.ASSISTANT);
            assertThat(whole.params()).isEmpty();
        }
    }

    @Test
    void aFileWhoseRunStandsInAJournalIsNoRow() throws IOException {
        Written run = Written.of("e", 0, "Quiz", "a/one");
        Written.all(out, List.of(run));
        new KaggleRunStore(out).writeRun(run.run());
        new KaggleRunStore(out).writeRun(Written.of("e", 4, "Quiz", "a/one").run());

        try (RunIndex index = open(out)) {
            assertThat(lines(index)).map(RunLine::number).containsExactly("Run #1", "Run #5");
            assertThat(lines(index)).map(RunLine::evaluation).containsExactly("e", "");
            assertThat(index.refresh(IndexProgress.NONE)).isFalse();
            try (Stream<Path> files = Files.list(out.resolve(".kbench/journal/e"))) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(out.resolve(".kbench/journal/e"));
            assertThat(index.refresh(IndexProgress.NONE)).isTrue();
            assertThat(lines(index)).map(RunLine::evaluation).containsExactly("", "");
            Files.delete(out.resolve("Quiz-run_id_Run_1_a_one.run.json"));
            index.refresh(IndexProgress.NONE);
            assertThat(lines(index)).map(RunLine::number).containsExactly("Run #5");
        }
    }

    @Test
    void aFileThatCannotBeReadSaysWhy() throws IOException {
        Path file = Files.writeString(out.resolve("Quiz-run_id_Run_1.run.json"), "{\"state\": ");
        try (RunIndex index = open(out)) {
            RunLine line = lines(index).getFirst();
            assertThat(line.outcome()).isEqualTo(ViewedRun.UNREADABLE);
            assertThat(line.trouble())
                    .isEqualTo(
                            file
                                    + " cannot be read as a task or run file: not valid JSON at"
                                    + " line 1, column 11");
            assertThat(index.read(line.id()).troubles()).containsExactly(line.trouble());

            Files.delete(file);
            new KaggleRunStore(out).writeRun(Written.of("", 0, "Quiz", "").run());
            index.refresh(IndexProgress.NONE);
            assertThat(lines(index)).map(RunLine::outcome).containsExactly("completed");
        }
    }

    @Test
    void aSingleFileIsAPlaceToo() {
        String name = new KaggleRunStore(out).writeRun(Written.of("", 0, "Quiz", "").run());
        new KaggleRunStore(out).writeRun(Written.of("", 1, "Quiz", "").run());
        try (RunIndex index = open(out.resolve(name))) {
            assertThat(lines(index)).map(RunLine::number).containsExactly("Run #1");
            assertThat(index.read(lines(index).getFirst().id()).troubles()).isEmpty();
        }
    }

    /// The original's own files, as they are.
    @Test
    void everyRunFileOfTheOriginalIsReadWhole() throws IOException {
        List<Path> files =
                Oracle.files(".run.json").stream()
                        // made to have nothing in them
                        .filter(file -> !file.toString().contains("Any_Kind-"))
                        .filter(file -> file.toFile().length() > 0)
                        .toList();
        try (RunIndex index = RunIndex.open(files, cache, Redaction.NONE, IndexProgress.NONE)) {
            Found found = index.search(RunQuery.ALL);
            assertThat(found.total()).isEqualTo(files.size()).isGreaterThan(10);
            for (RunLine line : found.lines(0, (int) found.total())) {
                ViewedRun run = index.read(line.id());
                assertThat(line.trouble()).isEmpty();
                assertThat(run.task().name()).isEqualTo(line.task()).isNotEmpty();
                assertThat(run.task().definition()).isNotEmpty();
                assertThat(run.outcome()).isIn("completed", "failed", "unmeasured");
                assertThat(run.troubles()).isEmpty();
            }
        }
    }
}
