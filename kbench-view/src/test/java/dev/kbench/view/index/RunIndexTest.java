package dev.kbench.view.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.chat.Message;
import dev.kbench.key.Params;
import dev.kbench.run.FailureKind;
import dev.kbench.run.UnmeasuredReason;
import dev.kbench.store.Redaction;
import dev.kbench.store.StoreException;
import dev.kbench.store.journal.EvaluationJournal;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.view.run.RunId;
import dev.kbench.view.run.ViewedRun;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

class RunIndexTest {
    @TempDir Path out;
    @TempDir Path cache;

    private RunIndex open() {
        return RunIndex.open(List.of(out), cache, Redaction.NONE, IndexProgress.NONE);
    }

    private static List<String> numbers(RunIndex index, RunQuery query) {
        return index.search(query).lines(0, 100).stream().map(RunLine::number).toList();
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    @Test
    void aRowSaysWhatTheJournalSays() {
        Written.all(
                out,
                List.of(
                        Written.of("e", 0, "Quiz", "a/one")
                                .with(
                                        Params.of(
                                                "size",
                                                4,
                                                "word",
                                                "two\n lines",
                                                "list",
                                                List.of(1)))
                                .with(0.25, true)
                                .said("Which?", "That\n one.")));

        try (RunIndex index = open()) {
            RunLine line = index.search(RunQuery.ALL).lines(0, 10).getFirst();

            assertThat(line.evaluation()).isEqualTo("e");
            assertThat(line.task()).isEqualTo("Quiz");
            assertThat(line.model()).isEqualTo("a/one");
            assertThat(line.number()).isEqualTo("Run #1");
            assertThat(line.outcome()).isEqualTo("completed");
            assertThat(line.passed()).isTrue();
            assertThat(line.score()).hasValue(0.25);
            assertThat(line.result()).isEqualTo("0.25");
            assertThat(line.usage().inputTokens()).hasValue(10);
            assertThat(line.start()).contains(Written.NOON);
            assertThat(line.duration().orElseThrow().toMillis()).isEqualTo(1500);
            assertThat(line.params())
                    .containsExactly(
                            Map.entry("size", "4"),
                            Map.entry("word", "two lines"),
                            Map.entry("list", "[1]"));
            assertThat(line.answer()).isEqualTo("That one.");
            assertThat(line.trouble()).isEmpty();
        }
    }

    @Test
    void runsThatAreAskedTheSameHaveOneCellWhateverTheirModel() {
        Written.all(
                out,
                List.of(
                        Written.of("e", 0, "Quiz", "a/one").with(Params.of("llm", "a/one")),
                        Written.of("e", 1, "Quiz", "a/two").with(Params.of("llm", "a/two"))));

        try (RunIndex index = open()) {
            List<RunLine> lines = index.search(RunQuery.ALL).lines(0, 10);
            assertThat(lines.get(1).cell()).isEqualTo(lines.get(0).cell());
            assertThat(lines.get(1).row()).isEqualTo(lines.get(0).row());
        }
    }

    @Test
    void aRunIsReadWhole() {
        Written inner = Written.of("e", 8, "Inner", "a/two").with(false, false);
        Written.all(
                out,
                List.of(
                        Written.of("e", 3, "Quiz", "a/one")
                                .with(FailureKind.EXCEPTION, false)
                                .around(inner.run())));

        try (RunIndex index = open()) {
            RunId id = index.search(RunQuery.ALL).lines(0, 1).getFirst().id();
            ViewedRun run = index.read(id);

            assertThat(run.id()).isEqualTo(id);
            assertThat(run.outcome()).isEqualTo("failed");
            assertThat(run.reason()).isEqualTo("EXCEPTION");
            assertThat(run.failure().summary()).isEqualTo("IllegalStateException: no tide data");
            assertThat(run.assertions().getFirst().expectation()).isEqualTo("5 is 4");
            assertThat(run.chat().items())
                    .map(item -> ((Message) item).text())
                    .containsExactly("What is it?", "It is so.");
            assertThat(run.subruns()).hasSize(1);
            ViewedRun inside = index.read(run.subruns().getFirst().id());
            assertThat(inside.task().name()).isEqualTo("Inner");
            assertThat(inside.passed()).isFalse();
            assertThat(inside.value()).isEqualTo("false");
            assertThat(run.troubles()).isEmpty();
            assertThat(index.search(RunQuery.ALL).total()).isEqualTo(1);
        }
    }

    @Test
    void aRunThatIsNotThereIsNamed() {
        Written.all(out, List.of(Written.of("e", 0, "Quiz", "a/one")));
        try (RunIndex index = open()) {
            assertThatThrownBy(() -> index.read(new RunId("gone")))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage(
                            "there is no run gone: it was removed, or it lies in another folder"
                                    + " than those that are looked at");
            assertThat(index.search(RunQuery.ALL).indexOf(new RunId("gone~e~0"))).isEqualTo(-1);
        }
    }

    @Test
    void theLastAttemptCounts() {
        Written first = Written.of("e", 0, "Quiz", "a/one").with(UnmeasuredReason.TIMED_OUT, false);
        Written.all(
                out, List.of(first, Written.of("e", 1, "Quiz", "a/one"), first.again(true, true)));

        try (RunIndex index = open()) {
            List<RunLine> lines = index.search(RunQuery.ALL).lines(0, 10);
            assertThat(lines).map(RunLine::number).containsExactly("Run #1", "Run #2");
            assertThat(lines).map(RunLine::attempt).containsExactly(2, 1);
            assertThat(lines).allMatch(RunLine::passed);
        }
    }

    @Test
    void whatIsWrittenMeanwhileIsFollowed() {
        JournalFolder folder = JournalFolder.beside(out);
        try (EvaluationJournal journal = folder.create(Written.plan("e"))) {
            Written first =
                    Written.of("e", 1, "Quiz", "a/one").with(UnmeasuredReason.CANCELLED, false);
            first.to(journal);
            try (RunIndex index = open();
                    RunIndex other = open()) {
                Found before = index.search(RunQuery.ALL);
                assertThat(index.refresh(IndexProgress.NONE)).isFalse();
                Written.of("e", 0, "Quiz", "a/one").to(journal);
                first.again(true, true).to(journal);
                assertThat(index.refresh(IndexProgress.NONE)).isTrue();

                assertThat(before.total()).isEqualTo(1);
                assertThat(before.lines(0, 10)).map(RunLine::outcome).containsExactly("unmeasured");
                assertThat(numbers(index, RunQuery.ALL)).containsExactly("Run #1", "Run #2");
                assertThat(index.search(RunQuery.ALL).lines(0, 10)).allMatch(RunLine::passed);
                assertThat(other.refresh(IndexProgress.NONE)).isTrue();
                assertThat(numbers(other, RunQuery.ALL)).containsExactly("Run #1", "Run #2");
                assertThat(index.notices()).isEmpty();
            }
        }
    }

    @Test
    void aSearchThatIsOutrunShowsWhatThereIs() {
        Written.all(out, List.of(Written.of("e", 0, "Quiz", "a/one")));
        try (RunIndex index = open()) {
            Found found = index.search(RunQuery.ALL);
            for (int i = 1; i < 5; i++) {
                Written.all(out, List.of(Written.of("e", i, "Quiz", "a/one")));
                index.refresh(IndexProgress.NONE);
            }
            assertThat(found.lines(0, 10)).hasSize(5);
        }
    }

    @Test
    void anIndexThatWasDeletedIsMadeAnew() throws IOException {
        Written.all(out, List.of(Written.of("e", 0, "Quiz", "a/one")));
        try (RunIndex index = open()) {
            try (Stream<Path> folders = Files.list(cache)) {
                for (Path folder : folders.toList()) {
                    remove(folder);
                }
            }
            index.refresh(IndexProgress.NONE);
            assertThat(numbers(index, RunQuery.ALL)).containsExactly("Run #1");
            Written.all(out, List.of(Written.of("e", 1, "Quiz", "a/one")));
            index.refresh(IndexProgress.NONE);
            assertThat(numbers(index, RunQuery.ALL)).containsExactly("Run #1", "Run #2");
        }
    }

    @Test
    void anIndexThatIsDamagedIsMadeAnew() throws IOException {
        Written.all(out, List.of(Written.of("e", 0, "Quiz", "a/one")));
        open().close();
        try (Stream<Path> files = Files.walk(cache)) {
            for (Path file :
                    files.filter(Files::isRegularFile)
                            .filter(file -> !file.endsWith("write.lock"))
                            .toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }
        Written.all(out, List.of(Written.of("e", 1, "Quiz", "a/one")));
        try (RunIndex index = open()) {
            assertThat(numbers(index, RunQuery.ALL)).containsExactly("Run #1", "Run #2");
        }
    }

    @Test
    void whatWasTakenInIsNotReadAgain() {
        Written.all(
                out,
                List.of(Written.of("e", 0, "Quiz", "a/one"), Written.of("e", 1, "Quiz", "a/one")));
        open().close();
        Written.all(out, List.of(Written.of("e", 2, "Quiz", "a/one")));
        List<Long> runs = new ArrayList<>();
        RunIndex.open(List.of(out), cache, Redaction.NONE, (read, _, _) -> runs.add(read)).close();
        assertThat(runs).containsExactly(1L);
    }

    @Test
    void aJournalThatWasCutIsReadAgain() throws IOException {
        Written.all(
                out,
                List.of(Written.of("e", 0, "Quiz", "a/one"), Written.of("e", 1, "Quiz", "a/one")));
        open().close();
        Path journal = out.resolve(".kbench/journal/e/journal");
        try (RandomAccessFile file = new RandomAccessFile(journal.toFile(), "rw")) {
            file.setLength(file.length() - 7);
        }
        try (RunIndex index = open()) {
            assertThat(numbers(index, RunQuery.ALL)).containsExactly("Run #1");
        }
    }

    @Test
    void anotherJournalInTheSamePlaceIsReadAgain() throws IOException {
        Written.all(out, List.of(Written.of("e", 0, "Quiz", "a/one")));
        try (RunIndex index = open()) {
            remove(out.resolve(".kbench/journal/e"));
            Written.all(
                    out,
                    List.of(
                            Written.of("e", 0, "Other", "a/one"),
                            Written.of("e", 1, "Other", "a/one")));
            index.refresh(IndexProgress.NONE);
            assertThat(index.search(RunQuery.ALL).lines(0, 9))
                    .map(RunLine::task)
                    .containsExactly("Other", "Other");
            remove(out.resolve(".kbench/journal/e"));
            index.refresh(IndexProgress.NONE);
            assertThat(index.search(RunQuery.ALL).total()).isZero();
        }
    }

    @Test
    void aJournalOfALaterVersionIsToldAndTheOthersAreThere() throws IOException {
        Written.all(
                out,
                List.of(Written.of("old", 0, "Quiz", "a/one"), Written.of("new", 0, "Quiz", "b")));
        Path journal = out.resolve(".kbench/journal/new/journal");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[11] = 9;
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, 12);
        ByteBuffer.wrap(bytes).putInt(12, (int) crc.getValue());
        Files.write(journal, bytes);

        try (RunIndex index = open()) {
            assertThat(index.search(RunQuery.ALL).lines(0, 9))
                    .map(RunLine::evaluation)
                    .containsExactly("old");
            assertThat(index.notices())
                    .containsExactly(
                            journal
                                    + " was written by a newer kbench (format 9, this one reads up"
                                    + " to 1): use that version, or start over with --fresh");
        }
    }

    @Test
    void aJournalThatCannotBeReadToItsEndIsGoneOnWithLater() {
        int runs = 1_500;
        Written.all(
                out,
                IntStream.range(0, runs)
                        .mapToObj(n -> Written.of("e", n, "Quiz", "a/one"))
                        .toList());
        AtomicBoolean away = new AtomicBoolean(true);
        IndexProgress failing =
                (_, _, _) -> {
                    if (away.getAndSet(false)) {
                        throw new StoreException("the disk is away", null);
                    }
                };
        try (RunIndex index = RunIndex.open(List.of(out), cache, Redaction.NONE, failing)) {
            assertThat(index.search(RunQuery.ALL).total()).isEqualTo(1_000);
            assertThat(index.notices()).containsExactly("the disk is away");
        }
        try (RunIndex index = open()) {
            assertThat(index.search(RunQuery.ALL).total()).isEqualTo(runs);
            assertThat(index.cells(RunQuery.ALL)).map(RunCell::total).containsExactly((long) runs);
        }
    }

    @Test
    void twoFoldersStandOneBehindTheOther() {
        Path second = out.resolve("second");
        Written.all(out, List.of(Written.of("e", 0, "Quiz", "a/one")));
        Written.all(second, List.of(Written.of("e", 0, "Tides", "a/one")));
        try (RunIndex index =
                RunIndex.open(
                        List.of(second, out, second), cache, Redaction.NONE, IndexProgress.NONE)) {
            List<RunLine> lines = index.search(RunQuery.ALL).lines(0, 9);
            assertThat(lines).map(RunLine::task).containsExactly("Tides", "Quiz");
            for (RunLine line : lines) {
                assertThat(index.read(line.id()).task().name()).isEqualTo(line.task());
            }
            assertThat(index.search(RunQuery.ALL).indexOf(lines.getLast().id())).isEqualTo(1);
        }
    }

    @Test
    void damageIsToldAndTheRestIsThere() throws IOException {
        Written.all(
                out,
                List.of(
                        Written.of("e", 0, "Quiz", "a/one"),
                        Written.of("e", 1, "Quiz", "a/one"),
                        Written.of("e", 2, "Quiz", "a/one")));
        Path journal = out.resolve(".kbench/journal/e/journal");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[bytes.length / 2] ^= 1;
        Files.write(journal, bytes);
        Path blobs = out.resolve(".kbench/journal/e/blobs-1");
        byte[] blob = Files.readAllBytes(blobs);
        blob[blob.length - 3] ^= 1;
        Files.write(blobs, blob);

        open().close();
        try (RunIndex index = open()) {
            assertThat(numbers(index, RunQuery.ALL)).containsExactly("Run #1", "Run #3");
            assertThat(index.notices())
                    .singleElement()
                    .asString()
                    .startsWith(journal + ": ")
                    .contains("are damaged, which an interrupted write cannot do");
            RunId last = index.search(RunQuery.ALL).lines(1, 1).getFirst().id();
            ViewedRun run = index.read(last);
            assertThat(run.passed()).isTrue();
            assertThat(run.chat().items()).isEmpty();
            assertThat(run.troubles())
                    .singleElement()
                    .asString()
                    .startsWith("its conversation cannot be read: " + blobs + ": ");
        }
    }

    @Test
    void keysAreRedacted() {
        Written.all(
                out,
                List.of(
                        Written.of("e", 0, "Quiz", "a/one")
                                .with(Params.of("header", "Bearer sk-secret-0001"))
                                .said("Use sk-secret-0001.", "I used sk-secret-0001!")));
        Redaction redaction = new Redaction(List.of("sk-secret-0001"));
        try (RunIndex index = RunIndex.open(List.of(out), cache, redaction, IndexProgress.NONE)) {
            RunLine line = index.search(RunQuery.ALL).lines(0, 1).getFirst();
            assertThat(line.params()).containsEntry("header", "Bearer …");
            assertThat(line.answer()).isEqualTo("I used …!");
            ViewedRun run = index.read(line.id());
            assertThat(run.params()).containsEntry("header", "Bearer …");
            assertThat(run.chat().items())
                    .map(item -> ((Message) item).text())
                    .containsExactly("Use ….", "I used …!");
            assertThat(index.search(RunQuery.ALL.withText("sk-secret-0001")).total()).isZero();
        }
    }

    @Test
    void theNextFailureIsFoundInTheOrderOfTheTable() {
        Written.all(
                out,
                List.of(
                        Written.of("e", 0, "Quiz", "a/one").with(0.5, false),
                        Written.of("e", 1, "Quiz", "a/one").with(0.1, true),
                        Written.of("e", 2, "Quiz", "a/one").with(UnmeasuredReason.CANCELLED, false),
                        Written.of("e", 3, "Quiz", "a/one").with(FailureKind.REFUSED, false)));
        try (RunIndex index = open()) {
            Found all = index.search(RunQuery.ALL);
            List<RunId> ids = all.lines(0, 9).stream().map(RunLine::id).toList();

            assertThat(all.nextFailing(ids.get(0))).contains(ids.get(3));
            assertThat(all.nextFailing(ids.get(3))).isEmpty();
            assertThat(all.nextFailing(new RunId("x"))).contains(ids.get(0));
            assertThat(all.previousFailing(ids.get(3))).contains(ids.get(0));
            assertThat(all.previousFailing(ids.get(0))).isEmpty();
            Found byScore =
                    index.search(RunQuery.ALL.withSort(Optional.of(RunSort.parse("-score"))));
            assertThat(byScore.indexOf(ids.get(1))).isEqualTo(1);
            assertThat(byScore.nextFailing(ids.get(1))).contains(ids.get(3));
        }
    }

    @Test
    void aPathWithoutAnythingIsRefused() {
        assertThatThrownBy(
                        () ->
                                RunIndex.open(
                                        List.of(out.resolve("none")),
                                        cache,
                                        Redaction.NONE,
                                        IndexProgress.NONE))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "there is no file or folder %s: expected a folder that runs were written to, or a run file"
                                .formatted(out.resolve("none")));
        try (RunIndex index = open()) {
            assertThat(index.search(RunQuery.ALL).total()).isZero();
            assertThat(index.search(RunQuery.ALL).lines(0, 10)).isEmpty();
            assertThat(index.facets(RunQuery.ALL).params()).isEmpty();
            assertThat(index.cells(RunQuery.ALL)).isEmpty();
        }
    }
}
