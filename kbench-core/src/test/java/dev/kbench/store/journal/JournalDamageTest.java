package dev.kbench.store.journal;

import static dev.kbench.store.journal.Journals.document;
import static dev.kbench.store.journal.Journals.plan;
import static dev.kbench.store.journal.Journals.run;
import static dev.kbench.store.journal.Journals.store;
import static dev.kbench.store.journal.Journals.text;
import static dev.kbench.store.journal.Journals.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.store.StoreException;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

class JournalDamageTest {
    private static final int RUNS = 4;

    /// Opening for writing flushes, which takes its time: elsewhere than in the long build, only at
    /// every so manieth byte.
    private static final int WRITER_STRIDE =
            System.getProperty("kbench.tier", "").equals("soak") ? 1 : 23;

    @TempDir Path root;
    private JournalFolder folder;
    private Path file;
    private byte[] whole;

    /// Where records begin, and where the last ends.
    private final List<Long> bounds = new ArrayList<>();

    private final List<Boolean> isEnd = new ArrayList<>();

    @BeforeEach
    void fourRuns() throws IOException {
        folder = new JournalFolder(root);
        try (EvaluationJournal journal = folder.create(plan("one"))) {
            for (int position = 0; position < RUNS; position++) {
                store(journal, position);
            }
        }
        file = root.resolve("one/journal");
        whole = Files.readAllBytes(file);
        try (SharedFile shared = new SharedFile(file)) {
            RecordScan.scan(
                    shared,
                    RecordFormat.FILE_HEAD,
                    whole.length,
                    record -> {
                        bounds.add(record.offset());
                        isEnd.add(record.type() == RecordFormat.FINISHED);
                    });
        }
        bounds.add((long) whole.length);
    }

    /// How many runs end before an offset.
    private int endedBefore(long offset) {
        int ended = 0;
        for (int i = 0; i < isEnd.size(); i++) {
            ended += isEnd.get(i) && bounds.get(i + 1) <= offset ? 1 : 0;
        }
        return ended;
    }

    @Test
    void cutAtEveryByteKeepsWhatIsBefore() throws IOException {
        for (int cut = 0; cut < whole.length; cut++) {
            Files.write(file, Arrays.copyOf(whole, cut));
            try (JournalReader reader = folder.read("one")) {
                assertFirst(reader, endedBefore(cut), "cut at " + cut);
                boolean clean = cut == 0 || cut == 16 || bounds.contains((long) cut);
                assertThat(reader.damages()).as("cut at %d", cut).hasSize(clean ? 0 : 1);
            }
            if (cut % WRITER_STRIDE == 0) {
                goOn(cut);
            }
        }
    }

    private void goOn(int cut) throws IOException {
        int before = endedBefore(cut);
        try (EvaluationJournal journal = folder.open("one")) {
            assertThat(journal.index().finished()).as("cut at %d", cut).isEqualTo(before);
            for (Damage damage : journal.damages()) {
                if (damage.kind() == Damage.Kind.TAIL) {
                    int from = (int) damage.offset();
                    assertThat(Path.of(damage.movedTo()))
                            .hasBinaryContent(Arrays.copyOfRange(whole, from, cut));
                }
            }
            store(journal, before);
        }
        try (JournalReader reader = folder.read("one")) {
            assertThat(reader.damages()).as("after a cut at %d", cut).isEmpty();
            assertFirst(reader, before + 1, "after a cut at " + cut);
        }
    }

    private static void assertFirst(JournalReader reader, int runs, String when) {
        assertThat(reader.index().finished()).as(when).isEqualTo(runs);
        for (int position = 0; position < runs; position++) {
            assertRun(reader, position, when);
        }
    }

    private static void assertRun(JournalReader reader, long position, String when) {
        StoredRun stored = reader.read(position).orElseThrow();
        assertThat(stored.run()).as(when).isEqualTo(run(position, OutcomeKind.COMPLETED));
        assertThat(reader.index().at(position)).as(when).contains(stored.run());
        assertThat(stored.document()).as(when).isEqualTo(document(position));
        BlobRef blob = stored.transcript().orElseThrow();
        assertThat(text(reader.blob(blob))).as(when).isEqualTo(transcript(position));
    }

    @Test
    void aFlippedByteLosesItsRecordAtMost() throws IOException {
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            Files.write(file, flipped);
            String when = "flipped at " + at;
            try (JournalReader reader = folder.read("one")) {
                assertThat(reader.damages()).as(when).hasSize(1);
                Damage damage = reader.damages().getFirst();
                assertThat(damage.offset()).as(when).isLessThanOrEqualTo(at);
                assertThat(damage.offset() + damage.bytes()).as(when).isGreaterThan(at);
                int lost = 0;
                for (long position = 0; position < RUNS; position++) {
                    if (reader.index().at(position).isPresent()) {
                        assertRun(reader, position, when);
                    } else {
                        lost++;
                    }
                }
                assertThat(lost).as(when).isEqualTo(lostBy(at));
            }
        }
    }

    private int lostBy(int at) {
        for (int i = 0; i < isEnd.size(); i++) {
            if (bounds.get(i) <= at && at < bounds.get(i + 1)) {
                return isEnd.get(i) ? 1 : 0;
            }
        }
        return 0;
    }

    @Test
    void aFlippedByteOfABlobIsToldOnReading() throws IOException {
        Path blobs = root.resolve("one/blobs-1");
        byte[] all = Files.readAllBytes(blobs);
        for (int at = 0; at < all.length; at++) {
            byte[] flipped = all.clone();
            flipped[at] ^= (byte) (1 << at % 8);
            Files.write(blobs, flipped);
            int damaged = 0;
            try (JournalReader reader = folder.read("one")) {
                for (long position = 0; position < RUNS; position++) {
                    BlobRef place = reader.read(position).orElseThrow().transcript().orElseThrow();
                    try {
                        assertThat(text(reader.blob(place))).isEqualTo(transcript(position));
                    } catch (StoreException e) {
                        assertThat(e)
                                .hasMessage(
                                        "%s: the %d bytes at offset %d are damaged: another program"
                                            + " or the disk changed them; the run's value and"
                                            + " assertions are kept in the journal, its transcript"
                                            + " is lost",
                                        blobs, place.length(), place.offset());
                        damaged++;
                    }
                }
            }
            assertThat(damaged).as("flipped at %d", at).isEqualTo(1);
        }
    }

    @Test
    void damageBetweenRecordsStaysWhereItIs() throws IOException {
        byte[] flipped = whole.clone();
        int at = Math.toIntExact(bounds.get(2));
        int next = Math.toIntExact(bounds.get(3));
        flipped[at + 20] ^= 1;
        Files.write(file, flipped);
        try (EvaluationJournal journal = folder.open("one")) {
            assertThat(journal.damages())
                    .extracting(Damage::text)
                    .containsExactly(
                            file
                                    + ": "
                                    + (next - at)
                                    + " bytes from offset "
                                    + at
                                    + " on are damaged, which an interrupted write cannot do:"
                                    + " another program or the disk changed them. The records"
                                    + " before and after are kept; runs whose record was there run"
                                    + " again");
            assertThat(journal.index().at(0)).isEmpty();
            assertThat(journal.index().active()).containsExactly(0L);
            store(journal, 0);
        }
        assertThat(Files.readAllBytes(file)).startsWith(flipped);
        try (JournalReader reader = folder.read("one")) {
            assertFirst(reader, RUNS, "after the damage");
        }
    }

    @Test
    void aTornTailIsMovedAsideAndTold() throws IOException {
        long last = bounds.get(bounds.size() - 2);
        Files.write(file, Arrays.copyOf(whole, whole.length - 7));
        long torn = whole.length - 7 - last;
        try (EvaluationJournal journal = folder.open("one")) {
            assertThat(journal.damages())
                    .extracting(Damage::text)
                    .containsExactly(
                            file
                                    + ": the last "
                                    + torn
                                    + " bytes, from offset "
                                    + last
                                    + " on, are half a record: the process ended while it wrote. No"
                                    + " run in there was reported; they were moved to "
                                    + file
                                    + ".torn-1");
        }
        Files.write(file, new byte[] {1, 2, 3}, java.nio.file.StandardOpenOption.APPEND);
        try (EvaluationJournal journal = folder.open("one")) {
            assertThat(journal.damages())
                    .extracting(Damage::movedTo)
                    .containsExactly(file + ".torn-2");
        }
    }

    @Test
    void zerosBehindTheLastRecordAreATornTail() throws IOException {
        Files.write(file, Arrays.copyOf(whole, whole.length + (3 << 20)));
        try (EvaluationJournal journal = folder.open("one")) {
            assertThat(journal.index().finished()).isEqualTo(RUNS);
            assertThat(journal.damages())
                    .extracting(Damage::kind)
                    .containsExactly(Damage.Kind.TAIL);
        }
        assertThat(file).hasBinaryContent(whole);
    }

    @Test
    void recordsLongerThanAReadAreWhole() throws IOException {
        String large = "x".repeat(5 << 20);
        try (EvaluationJournal journal = folder.open("one")) {
            journal.finished(
                    run(9, OutcomeKind.COMPLETED), Optional.empty(), Journals.bytes(large));
            store(journal, 10);
        }
        try (JournalReader reader = folder.read("one")) {
            assertThat(reader.damages()).isEmpty();
            assertThat(reader.read(9).orElseThrow().document()).isEqualTo(large);
            assertRun(reader, 10, "behind a long one");
        }
        byte[] all = Files.readAllBytes(file);
        all[whole.length + (3 << 20)] ^= 4;
        Files.write(file, all);
        try (JournalReader reader = folder.read("one")) {
            assertThat(reader.read(9)).isEmpty();
            assertRun(reader, 10, "behind a long damaged one");
        }
    }

    @Test
    void aNewerVersionIsRefused() throws IOException {
        ByteBuffer head = ByteBuffer.wrap(whole.clone());
        head.putInt(8, 7);
        head.putInt(12, RecordFormat.crc(head.array(), 0, 12));
        Files.write(file, head.array());
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> folder.open("one"))
                .withMessage(
                        file
                                + " was written by a newer kbench (format 7, this one reads up to"
                                + " 1): use that version, or start over with --fresh");
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> folder.read("one"));
        assertThat(file).hasBinaryContent(head.array());
    }

    @Test
    void recordsOfTypesAndHeadersThatAreNotKnownArePassedOver() throws IOException {
        byte[] unknown = RecordFormat.started(0, 1, Journals.DIGEST, new byte[5]);
        ByteBuffer record = ByteBuffer.wrap(unknown);
        record.put(RecordFormat.TYPE, (byte) 99);
        record.putInt(RecordFormat.CRC, RecordFormat.recordCrc(unknown, 0, unknown.length));
        Files.write(file, unknown, java.nio.file.StandardOpenOption.APPEND);
        try (EvaluationJournal journal = folder.open("one")) {
            assertThat(journal.damages()).isEmpty();
            assertThat(journal.index().finished()).isEqualTo(RUNS);
            assertThat(journal.index().active()).isEmpty();
        }
    }

    @Test
    void aForeignFileIsMovedAside() throws IOException {
        Files.writeString(file, "this is no journal at all, whoever put it here");
        try (EvaluationJournal journal = folder.open("one")) {
            assertThat(journal.damages())
                    .extracting(Damage::kind)
                    .containsExactly(Damage.Kind.HEAD, Damage.Kind.TAIL);
            store(journal, 1);
        }
        try (JournalReader reader = folder.read("one")) {
            assertThat(reader.damages()).isEmpty();
            assertRun(reader, 1, "in the new journal");
        }
    }

    @Test
    void aJournalThatShrinksWhileItIsReadIsTold() throws IOException {
        try (SharedFile shared = new SharedFile(file)) {
            Files.write(file, Arrays.copyOf(whole, 100));
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> RecordScan.scan(shared, 16, whole.length, _ -> {}))
                    .withMessage("it became shorter while it was read");
        }
    }
}
