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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The files beside a journal, cut at every byte and with every byte flipped: what is read is
/// right, or said to be damaged, and the journal's own runs are kept.
class SmallFilesDamageTest {
    private static final int RUNS = 3;

    @TempDir Path root;
    private JournalFolder folder;

    @BeforeEach
    void threeRuns() {
        folder = new JournalFolder(root);
        try (EvaluationJournal journal = folder.create(plan("one"))) {
            for (int position = 0; position < RUNS; position++) {
                store(journal, position);
            }
            journal.ended(true, "");
        }
    }

    private Path file(String name) {
        return root.resolve("one").resolve(name);
    }

    /// Every damage of a file: cut at each byte, each byte flipped in two ways.
    private static List<byte[]> damaged(byte[] whole) {
        List<byte[]> all = new ArrayList<>();
        for (int at = 0; at < whole.length; at++) {
            all.add(Arrays.copyOf(whole, at));
            for (int mask : new int[] {1 << at % 8, 0x80}) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) mask;
                all.add(flipped);
            }
        }
        return all;
    }

    private interface Check {
        void of(String when) throws IOException;
    }

    private void forEachDamage(String name, Check check) throws IOException {
        byte[] whole = Files.readAllBytes(file(name));
        for (byte[] bytes : damaged(whole)) {
            Files.write(file(name), bytes);
            check.of("%s holds: %s".formatted(name, text(bytes)));
        }
        Files.write(file(name), whole);
    }

    private void assertRunsAreRead(String when) {
        try (JournalReader reader = folder.read("one")) {
            assertThat(reader.damages()).as(when).isEmpty();
            for (long position = 0; position < RUNS; position++) {
                StoredRun stored = reader.read(position).orElseThrow();
                assertThat(stored.run()).as(when).isEqualTo(run(position, OutcomeKind.COMPLETED));
                assertThat(stored.document()).as(when).isEqualTo(document(position));
            }
        }
    }

    @Test
    void aPlanIsRightOrSaidToBeDamaged() throws IOException {
        JournalSummary whole = folder.list().getFirst();
        forEachDamage(
                "plan.json",
                when -> {
                    JournalSummary one = folder.list().getFirst();
                    if (one.state() == JournalState.UNREADABLE) {
                        assertThat(one.note())
                                .as(when)
                                .isEqualTo(
                                        "%s is damaged: expected what the evaluation wrote there"
                                            + " when it began; remove the folder %s to forget the"
                                            + " evaluation",
                                        file("plan.json"), root.resolve("one"));
                        assertThatExceptionOfType(StoreException.class)
                                .isThrownBy(() -> folder.open("one"))
                                .withMessage(one.note());
                    } else {
                        assertThat(one.plan()).as(when).isEqualTo(whole.plan());
                        assertThat(one.number()).as(when).isEqualTo(whole.number());
                    }
                    assertRunsAreRead(when);
                });
        assertThat(folder.list().getFirst()).isEqualTo(whole);
    }

    @Test
    void aDamagedStateIsNotBelieved() throws IOException {
        JournalSummary whole = folder.list().getFirst();
        assertThat(whole.state()).isEqualTo(JournalState.FINISHED);
        forEachDamage(
                "state.json",
                when -> {
                    JournalSummary one = folder.list().getFirst();
                    assertThat(one.state()).as(when).isEqualTo(whole.state());
                    assertThat(one.finished()).as(when).isEqualTo(RUNS);
                    assertThat(one.note()).as(when).isEmpty();
                });
    }

    @Test
    void aDamagedLockIsTakenAndHoldsNobodyUp() throws IOException {
        forEachDamage(
                "lock",
                when -> {
                    assertThat(folder.list().getFirst().holder()).as(when).isEmpty();
                    folder.open("one").close();
                });
        assertRunsAreRead("after the locks");
    }

    @Test
    void aLeftRequestToStopIsForgottenWhateverItHolds() throws IOException {
        Files.writeString(file("control"), "7d444840-9dc0-11d1-b245-5ffdce74fad2");
        forEachDamage(
                "control",
                when -> {
                    Files.write(file("control.seen"), Files.readAllBytes(file("control")));
                    StopRequest request = new StopRequest(root.resolve("one"), "another");
                    assertThat(request.seen()).as(when).isFalse();
                    folder.open("one").close();
                    assertThat(file("control")).as(when).doesNotExist();
                    assertThat(file("control.seen")).as(when).doesNotExist();
                });
    }

    @Test
    void aSegmentCutAnywhereLosesTheTranscriptsBehindTheCut() throws IOException {
        byte[] whole = Files.readAllBytes(file("blobs-1"));
        for (int cut = 0; cut < whole.length; cut++) {
            Files.write(file("blobs-1"), Arrays.copyOf(whole, cut));
            try (JournalReader reader = folder.read("one")) {
                for (long position = 0; position < RUNS; position++) {
                    StoredRun stored = reader.read(position).orElseThrow();
                    BlobRef place = stored.transcript().orElseThrow();
                    String when = "run %d of a segment cut at %d".formatted(position, cut);
                    assertThat(stored.document()).as(when).isEqualTo(document(position));
                    if (place.offset() + BlobSegments.FRAME + place.length() <= cut) {
                        assertThat(text(reader.blob(place))).isEqualTo(transcript(position));
                    } else {
                        assertThatExceptionOfType(StoreException.class)
                                .as(when)
                                .isThrownBy(() -> reader.blob(place))
                                .withMessageStartingWith(file("blobs-1") + ": the ");
                    }
                }
            }
        }
        try (EvaluationJournal journal = folder.open("one")) {
            store(journal, RUNS);
            assertThat(
                            text(
                                    journal.blob(
                                            journal.read(RUNS)
                                                    .orElseThrow()
                                                    .transcript()
                                                    .orElseThrow())))
                    .isEqualTo(transcript(RUNS));
        }
    }

    @Test
    void aPlanWithoutAChecksumOrWithMoreInItIsRead() throws IOException {
        JournalSummary whole = folder.list().getFirst();
        String sealed = Files.readString(file("plan.json"));
        String open = sealed.replaceAll(",\\s+\"crc32c\" : \"[0-9a-f]{8}\"", "");
        assertThat(open).isNotEqualTo(sealed);
        for (String older : List.of(open, open.replace("\"number\"", "\"new\" : 1, \"number\""))) {
            Files.writeString(file("plan.json"), older);
            JournalSummary one = folder.list().getFirst();
            assertThat(one.plan()).isEqualTo(whole.plan());
            assertThat(one.number()).isEqualTo(whole.number());
        }
    }
}
