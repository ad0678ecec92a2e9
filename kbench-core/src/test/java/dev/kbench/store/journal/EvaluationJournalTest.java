package dev.kbench.store.journal;

import static dev.kbench.store.journal.Journals.bytes;
import static dev.kbench.store.journal.Journals.digest;
import static dev.kbench.store.journal.Journals.document;
import static dev.kbench.store.journal.Journals.plan;
import static dev.kbench.store.journal.Journals.run;
import static dev.kbench.store.journal.Journals.store;
import static dev.kbench.store.journal.Journals.storeAll;
import static dev.kbench.store.journal.Journals.text;
import static dev.kbench.store.journal.Journals.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kbench.control.Outlay;
import dev.kbench.event.Usage;
import dev.kbench.store.StoreException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.LongStream;

class EvaluationJournalTest {
    @TempDir Path root;

    @Test
    void whatFinishedIsReadBackAsItWas() {
        JournalFolder folder = new JournalFolder(root);
        try (EvaluationJournal journal = folder.create(plan("one"))) {
            LongStream.range(0, 5).forEach(position -> store(journal, position));
            assertStored(journal.index(), 5);
            assertThat(journal.read(3).orElseThrow().document()).isEqualTo(document(3));
        }
        try (JournalReader reader = folder.read("one")) {
            assertThat(reader.damages()).isEmpty();
            assertStored(reader.index(), 5);
            StoredRun stored = reader.read(4).orElseThrow();
            assertThat(stored.run()).isEqualTo(run(4, OutcomeKind.COMPLETED));
            assertThat(stored.document()).isEqualTo(document(4));
            assertThat(text(reader.blob(stored.transcript().orElseThrow())))
                    .isEqualTo(transcript(4));
            assertThat(reader.read(5)).isEmpty();
        }
    }

    private static void assertStored(JournalIndex index, long runs) {
        assertThat(index.finished()).isEqualTo(runs);
        for (long position = 0; position < runs; position++) {
            assertThat(index.at(position)).contains(run(position, OutcomeKind.COMPLETED));
        }
    }

    @Test
    void goesOnWithWhatIsMissing() {
        JournalFolder folder = new JournalFolder(root);
        try (EvaluationJournal journal = folder.create(plan("one"))) {
            store(journal, 0);
            journal.finished(run(1, OutcomeKind.FAILED), Optional.empty(), bytes("{}"));
            journal.started(2, 1, digest(2), bytes("{}"));
            store(journal, 2000);
        }
        try (EvaluationJournal journal = folder.open("one")) {
            JournalIndex index = journal.index();
            assertThat(index.missing(4, EnumSet.of(OutcomeKind.COMPLETED)))
                    .containsExactly(1L, 2L, 3L);
            assertThat(index.missing(4, EnumSet.allOf(OutcomeKind.class))).containsExactly(2L, 3L);
            assertThat(index.active()).containsExactly(2L);
            assertThat(index.attempts(2)).isEqualTo(1);
            assertThat(index.attempts(3)).isZero();
            store(journal, 1);
            store(journal, 2);
            assertThat(index.missing(3, EnumSet.of(OutcomeKind.COMPLETED))).isEmpty();
        }
        try (JournalReader reader = folder.read("one")) {
            assertThat(reader.index().at(1)).contains(run(1, OutcomeKind.COMPLETED));
            assertThat(reader.index().finished()).isEqualTo(4);
        }
    }

    @Test
    void aFigureThatFitsNoIntIsKept() {
        Usage large =
                new Usage(
                                OptionalLong.of(1L << 40),
                                OptionalLong.of(-5),
                                OptionalLong.of(Integer.MAX_VALUE),
                                OptionalLong.empty(),
                                OptionalLong.of(Long.MAX_VALUE),
                                OptionalLong.of(0),
                                OptionalLong.of(1L << 33))
                        .unpriced(65_535);
        FinishedRun run =
                new FinishedRun(
                        1L << 40,
                        Integer.MAX_VALUE,
                        digest(1),
                        OutcomeKind.UNMEASURED,
                        255,
                        false,
                        OptionalDouble.of(Double.NEGATIVE_INFINITY),
                        large,
                        Duration.ofDays(3_000_000));
        JournalFolder folder = new JournalFolder(root);
        try (EvaluationJournal journal = folder.create(plan("one"))) {
            journal.finished(run, Optional.empty(), bytes(""));
            FinishedRun stored = journal.index().at(1L << 40).orElseThrow();
            assertThat(stored.usage()).isEqualTo(large);
            assertThat(stored.attempt()).isEqualTo(Integer.MAX_VALUE);
            assertThat(stored.number()).hasValue(Double.NEGATIVE_INFINITY);
            assertThat(stored.duration()).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
            assertThat(stored.reason()).isEqualTo(255);
        }
    }

    @Test
    void refusesPlacesOutOfRange() {
        try (EvaluationJournal journal = new JournalFolder(root).create(plan("one"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> journal.started(-1, 1, digest(0), bytes("{}")))
                    .withMessage("expected a position from 0 and an attempt from 1, got -1 and 1");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> journal.called(0, 0, digest(0), Usage.NONE, Outlay.NONE))
                    .withMessage("expected a position from 0 and an attempt from 1, got 0 and 0");
        }
    }

    @Test
    void refusesRecordsOnceClosed() {
        EvaluationJournal journal = new JournalFolder(root).create(plan("one"));
        journal.close();
        journal.close();
        assertThatIllegalStateException()
                .isThrownBy(() -> store(journal, 1))
                .withMessage("the journal " + root.resolve("one/journal") + " is closed");
    }

    @Test
    void manyThreadsShareOneJournal() throws InterruptedException {
        JournalFolder folder = new JournalFolder(root);
        int threads = 200;
        try (EvaluationJournal journal = folder.create(plan("one"))) {
            storeAll(journal, threads, 10);
            assertStored(journal.index(), threads * 10);
        }
        try (JournalReader reader = folder.read("one")) {
            assertStored(reader.index(), threads * 10);
            for (long position = 0; position < threads * 10; position++) {
                StoredRun stored = reader.read(position).orElseThrow();
                assertThat(stored.document()).isEqualTo(document(position));
                assertThat(text(reader.blob(stored.transcript().orElseThrow())))
                        .isEqualTo(transcript(position));
            }
        }
    }

    @Test
    void anInterruptedCallerIsStoredAndStaysInterrupted() throws InterruptedException {
        try (EvaluationJournal journal = new JournalFolder(root).create(plan("one"))) {
            boolean[] interrupted = new boolean[2];
            Thread caller =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        Thread.currentThread().interrupt();
                                        store(journal, 0);
                                        journal.read(0).orElseThrow();
                                        interrupted[0] = Thread.currentThread().isInterrupted();
                                    });
            caller.join();
            store(journal, 1);
            assertThat(interrupted[0]).isTrue();
            assertStored(journal.index(), 2);
            assertThat(journal.read(1).orElseThrow().document()).isEqualTo(document(1));
        }
    }

    @Test
    void aLongReasonIsCut() {
        JournalFolder folder = new JournalFolder(root);
        try (EvaluationJournal journal = folder.create(plan("one"))) {
            journal.ended(false, "x".repeat(5000));
            assertThat(journal.index().ended())
                    .contains(new JournalIndex.Ended(false, "x".repeat(1000)));
        }
    }

    @Test
    void blobsGoOnBehindTheHighestSegment() throws IOException {
        JournalFolder folder = new JournalFolder(root, DiskSteps.NONE, 60);
        try (EvaluationJournal journal = folder.create(plan("one"))) {
            LongStream.range(0, 3).forEach(position -> store(journal, position));
        }
        assertThat(root.resolve("one/blobs-2")).exists();
        Files.delete(root.resolve("one/blobs-1"));
        try (EvaluationJournal journal = folder.open("one")) {
            store(journal, 3);
            for (long position = 2; position < 4; position++) {
                BlobRef place = journal.read(position).orElseThrow().transcript().orElseThrow();
                assertThat(text(journal.blob(place))).isEqualTo(transcript(position));
            }
            BlobRef lost = journal.read(0).orElseThrow().transcript().orElseThrow();
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> journal.blob(lost))
                    .withMessageStartingWith(
                            root.resolve("one/blobs-1")
                                    + " cannot be read: No such file or directory");
        }
    }

    @Test
    void closingTellsOfAFailureThatNobodyWasToldOf() {
        DiskSteps steps =
                (step, moment) -> {
                    if (step == DiskStep.JOURNAL_WRITE) {
                        throw new IOException("Input/output error");
                    }
                };
        EvaluationJournal journal = new JournalFolder(root, steps).create(plan("one"));
        journal.started(0, 1, digest(0), bytes("{}"));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(journal::close)
                .withMessageStartingWith(
                        root.resolve("one/journal") + " cannot be written: Input/output error");
        new JournalFolder(root).open("one").close();
    }

    @Test
    void whatNobodyWaitsForIsFlushedAtTheEnd() {
        List<DiskStep> done = Collections.synchronizedList(new ArrayList<>());
        DiskSteps steps = (step, _) -> done.add(step);
        EvaluationJournal journal = new JournalFolder(root, steps).create(plan("one"));
        done.clear();
        journal.started(0, 1, digest(0), bytes("{}"));
        journal.close();
        assertThat(done.lastIndexOf(DiskStep.JOURNAL_FORCE))
                .isGreaterThan(done.indexOf(DiskStep.JOURNAL_WRITE));
    }

    @Test
    void lengthsAreLimited() {
        RecordFormat.checkLength(268435456);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RecordFormat.checkLength(268435457))
                .withMessage("a journal takes up to 268435456 bytes at a time, got 268435457");
    }
}
