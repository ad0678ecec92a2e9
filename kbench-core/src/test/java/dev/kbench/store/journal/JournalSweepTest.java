package dev.kbench.store.journal;

import static dev.kbench.store.journal.Journals.bytes;
import static dev.kbench.store.journal.Journals.digest;
import static dev.kbench.store.journal.Journals.document;
import static dev.kbench.store.journal.Journals.plan;
import static dev.kbench.store.journal.Journals.store;
import static dev.kbench.store.journal.Journals.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

class JournalSweepTest {
    @TempDir Path root;
    private JournalFolder folder;

    @BeforeEach
    void open() {
        folder = new JournalFolder(root);
    }

    /// What a pass over the journals comes by, and the places of what finished.
    private static final class Passed implements JournalSweep.Visitor {
        final List<String> texts = new ArrayList<>();
        final List<Long> places = new ArrayList<>();

        @Override
        public void started(int journal, KeyDigest digest) {
            texts.add("%d started %s".formatted(journal, digest));
        }

        @Override
        public void finished(int journal, long place, FinishedRun run, Supplier<String> document) {
            texts.add("%d finished %s %s".formatted(journal, run.digest(), document.get()));
            places.add(place);
        }
    }

    private static Passed pass(JournalSweep sweep) {
        Passed passed = new Passed();
        sweep.each(passed);
        return passed;
    }

    @Test
    void allJournalsArePassedTheOldestFirstAsOftenAsWanted() {
        for (String id : List.of("b", "a")) {
            try (EvaluationJournal journal = folder.create(plan(id))) {
                store(journal, 3);
            }
        }
        try (JournalSweep sweep = folder.sweep(_ -> true)) {
            Passed first = pass(sweep);
            assertThat(first.texts)
                    .containsExactly(
                            "0 started " + digest(3),
                            "0 finished %s %s".formatted(digest(3), document(3)),
                            "1 started " + digest(3),
                            "1 finished %s %s".formatted(digest(3), document(3)));
            assertThat(pass(sweep).texts).isEqualTo(first.texts);
            assertThat(sweep.journals()).isEqualTo(2);
            assertThat(sweep.evaluation(0)).isEqualTo("b");
            StoredRun stored = sweep.read(1, first.places.get(1));
            assertThat(stored.document()).isEqualTo(document(3));
            assertThat(sweep.transcript(1, stored).map(Journals::text)).contains(transcript(3));
        }
    }

    @Test
    void documentsAreGivenWhateverTheirLength() {
        String large = "{\"text\":\"" + "ü".repeat(2 << 20) + "\"}";
        try (EvaluationJournal journal = folder.create(plan("one"))) {
            journal.finished(
                    new FinishedRun(
                            7,
                            1,
                            digest(7),
                            OutcomeKind.COMPLETED,
                            0,
                            true,
                            OptionalDouble.empty(),
                            dev.kbench.event.Usage.NONE,
                            Duration.ZERO),
                    Optional.empty(),
                    bytes(large));
        }
        try (JournalSweep sweep = folder.sweep(_ -> true)) {
            assertThat(pass(sweep).texts)
                    .containsExactly("0 finished %s %s".formatted(digest(7), large));
        }
    }

    @Test
    void oneThatCannotBeReadIsLeftOutAndTold() throws IOException {
        try (EvaluationJournal journal = folder.create(plan("good"))) {
            store(journal, 1);
        }
        try (EvaluationJournal journal = folder.create(plan("newer"))) {
            store(journal, 2);
        }
        byte[] head = RecordFormat.fileHead();
        head[11]++;
        int crc = RecordFormat.crc(head, 0, 12);
        for (int i = 0; i < 4; i++) {
            head[12 + i] = (byte) (crc >>> (24 - 8 * i));
        }
        Path file = root.resolve("newer/journal");
        byte[] all = Files.readAllBytes(file);
        System.arraycopy(head, 0, all, 0, head.length);
        Files.write(file, all);
        try (JournalSweep sweep = folder.sweep(_ -> true)) {
            assertThat(pass(sweep).places).hasSize(1);
            pass(sweep);
            assertThat(sweep.unreadable())
                    .singleElement()
                    .asString()
                    .startsWith(file + " was written by a newer kbench");
        }
    }
}
