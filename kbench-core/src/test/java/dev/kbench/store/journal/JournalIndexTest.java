package dev.kbench.store.journal;

import static dev.kbench.store.journal.Journals.DIGEST;
import static dev.kbench.store.journal.Journals.bytes;
import static dev.kbench.store.journal.Journals.plan;
import static dev.kbench.store.journal.Journals.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.control.Outlay;
import dev.kbench.event.Usage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.LongStream;

class JournalIndexTest {
    @TempDir Path root;
    private EvaluationJournal journal;

    @BeforeEach
    void open() {
        journal = new JournalFolder(root).create(plan("one"));
    }

    @AfterEach
    void close() {
        journal.close();
    }

    private void started(long position, int attempt) {
        journal.started(position, attempt, DIGEST, bytes("{}"));
    }

    private void called(long position, int attempt, Usage usage) {
        journal.called(position, attempt, DIGEST, usage, Outlay.NONE);
    }

    private void finished(long position, int attempt, Usage usage) {
        FinishedRun run =
                new FinishedRun(
                        position,
                        attempt,
                        DIGEST,
                        OutcomeKind.COMPLETED,
                        0,
                        true,
                        OptionalDouble.of(Double.NaN),
                        usage,
                        java.time.Duration.ZERO);
        journal.finished(run, Optional.empty(), bytes("{}"));
        assertThat(journal.index().at(position)).contains(run);
    }

    /// Once as the index grew, once as it is read.
    private void assertBill(Usage expected) {
        journal.ended(false, "");
        assertThat(journal.index().bill()).isEqualTo(expected);
        assertThat(spent(journal.index())).isEqualTo(expected);
        journal.close();
        try (JournalReader reader = new JournalFolder(root).read("one")) {
            assertThat(reader.index().bill()).isEqualTo(expected);
            assertThat(spent(reader.index())).isEqualTo(expected);
        }
    }

    /// What was spent on all positions together.
    private static Usage spent(JournalIndex index) {
        return LongStream.range(0, index.positions())
                .mapToObj(index::spent)
                .reduce(Usage.NONE, Usage::plus);
    }

    private void inner(long position, int attempt, OutcomeKind outcome) {
        FinishedRun run = run(position, outcome);
        journal.inner(
                new FinishedRun(
                        position,
                        attempt,
                        DIGEST,
                        outcome,
                        0,
                        run.passed(),
                        run.number(),
                        run.usage(),
                        run.duration()),
                Optional.empty(),
                bytes("{}"));
    }

    @Test
    void runsInsideAnAttemptAreKnownUntilItHasAVerdict() {
        started(0, 1);
        inner(0, 1, OutcomeKind.COMPLETED);
        inner(0, 1, OutcomeKind.FAILED);
        inner(0, 2, OutcomeKind.COMPLETED);
        assertThat(journal.index().inner(0))
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.digest()).isEqualTo(DIGEST);
                            assertThat(journal.read(found).run().position()).isZero();
                        });
        finished(0, 1, Usage.ofTokens(30, 3));
        assertThat(journal.index().inner(0)).isEmpty();
        assertBill(Usage.ofTokens(30, 3));
    }

    @Test
    void runsInsideAnAttemptThatCouldNotBeMeasuredStayKnownUntilTheNext() {
        started(1, 1);
        inner(1, 1, OutcomeKind.COMPLETED);
        journal.finished(run(1, OutcomeKind.UNMEASURED), Optional.empty(), bytes("{}"));
        assertThat(journal.index().inner(1)).hasSize(1);
        started(1, 2);
        inner(1, 2, OutcomeKind.COMPLETED);
        assertThat(journal.index().inner(1)).hasSize(1);
        assertThat(journal.index().positions()).isEqualTo(2);
        assertThat(journal.index().activeKey(1)).contains(DIGEST);
        assertThat(journal.index().activeKey(0)).isEmpty();
    }

    @Test
    void callsAreNotCountedAgainWithTheirRun() {
        started(0, 1);
        called(0, 1, Usage.ofTokens(10, 1));
        called(0, 1, Usage.ofTokens(20, 2));
        finished(0, 1, Usage.ofTokens(30, 3));
        assertBill(Usage.ofTokens(30, 3));
    }

    @Test
    void theLargerSumCountsFigureByFigure() {
        started(0, 1);
        called(0, 1, Usage.ofTokens(10, 9));
        finished(0, 1, Usage.ofTokens(30, 3));
        assertBill(Usage.ofTokens(30, 9));
    }

    @Test
    void anAttemptThatNeverFinishedIsBilled() {
        started(0, 1);
        called(0, 1, Usage.ofTokens(10, 1));
        started(0, 1);
        called(0, 1, Usage.ofTokens(20, 2));
        started(1, 1);
        called(1, 1, Usage.ofTokens(100, 10));
        assertBill(Usage.ofTokens(130, 13));
        assertThat(journal.index().active()).containsExactly(0L, 1L);
    }

    @Test
    void eachAttemptIsBilled() {
        started(0, 1);
        called(0, 1, Usage.ofTokens(10, 1));
        finished(0, 1, Usage.ofTokens(10, 1));
        started(0, 2);
        called(0, 2, Usage.ofTokens(20, 2));
        finished(0, 2, Usage.ofTokens(20, 2));
        assertBill(Usage.ofTokens(30, 3));
        assertThat(journal.index().attempts(0)).isEqualTo(2);
        assertThat(journal.index().finished()).isEqualTo(1);
    }

    @Test
    void callsAfterTheEndAreAdded() {
        started(0, 1);
        finished(0, 1, Usage.ofTokens(10, 1));
        called(0, 1, Usage.ofTokens(5, 5));
        started(0, 2);
        called(0, 1, Usage.ofTokens(3, 3));
        assertBill(Usage.ofTokens(18, 9));
    }

    @Test
    void whatIsNotKnownStaysUnknown() {
        started(0, 1);
        called(0, 1, Usage.NONE);
        finished(0, 1, Usage.NONE);
        assertBill(Usage.NONE);
    }

    @Test
    void anEndHoldsUntilSomethingStarts() {
        journal.ended(false, "Ctrl-C");
        assertThat(journal.index().ended()).contains(new JournalIndex.Ended(false, "Ctrl-C"));
        started(0, 1);
        journal.finished(run(1, OutcomeKind.FAILED), Optional.empty(), bytes("{}"));
        assertThat(journal.index().ended()).isEmpty();
        journal.ended(true, "");
        assertThat(journal.index().ended()).contains(new JournalIndex.Ended(true, ""));
    }

    @Test
    void whatCallsTookOfABudgetIsSummed() {
        started(0, 1);
        journal.called(0, 1, DIGEST, Usage.ofTokens(10, 1), new Outlay(7, 11, 1));
        finished(0, 1, Usage.ofTokens(10, 1));
        started(1, 1);
        journal.called(1, 1, DIGEST, Usage.NONE, new Outlay(3, 200, 2));
        started(2, 1);
        finished(2, 1, Usage.ofTokens(500, 500));
        assertThat(journal.index().outlay()).isEqualTo(new Outlay(10, 211, 3));
        journal.close();
        try (EvaluationJournal again = new JournalFolder(root).open("one")) {
            assertThat(again.index().outlay()).isEqualTo(new Outlay(10, 211, 3));
        }
    }

    @Test
    void ofARecordWithoutItAnOutlayIsWhatTheCallUsed() {
        Usage usage = Usage.ofTokens(10, 1).costing(OptionalLong.of(5), OptionalLong.empty());
        byte[] record = RecordFormat.called(0, 1, DIGEST, usage, new Outlay(1, 2, 3));
        ByteBuffer older = ByteBuffer.wrap(Arrays.copyOf(record, RecordFormat.OUTLAY));
        older.putInt(RecordFormat.LENGTH, RecordFormat.OUTLAY);
        older.putShort(RecordFormat.HEADER_END, (short) RecordFormat.OUTLAY);
        RecordView view = new RecordView();
        assertThat(view.at(older, 0, 0).outlay()).isEqualTo(new Outlay(5, 11, 1));
        assertThat(view.at(ByteBuffer.wrap(record), 0, 0).outlay()).isEqualTo(new Outlay(1, 2, 3));
        assertThat(view.usage()).isEqualTo(usage);
    }
}
