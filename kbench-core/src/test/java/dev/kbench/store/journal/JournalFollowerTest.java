package dev.kbench.store.journal;

import static dev.kbench.store.journal.Journals.bytes;
import static dev.kbench.store.journal.Journals.document;
import static dev.kbench.store.journal.Journals.plan;
import static dev.kbench.store.journal.Journals.run;
import static dev.kbench.store.journal.Journals.store;
import static dev.kbench.store.journal.Journals.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

class JournalFollowerTest {
    @TempDir Path root;

    private final List<StoredRun> seen = new ArrayList<>();
    private final List<JournalMark> marks = new ArrayList<>();

    private JournalFollower.Progress read(JournalFollower follower, JournalMark from) {
        return follower.read(
                from,
                (mark, run) -> {
                    marks.add(mark);
                    seen.add(run);
                });
    }

    private List<Long> positions() {
        return seen.stream().map(stored -> stored.run().position()).toList();
    }

    @Test
    void whatWasWrittenSinceIsReadAndNothingTwice() {
        JournalFolder folder = new JournalFolder(root);
        try (EvaluationJournal journal = folder.create(plan("e"));
                JournalFollower follower = folder.follow("e")) {
            store(journal, 4);
            JournalMark first = read(follower, JournalMark.START).mark();
            assertThat(positions()).containsExactly(4L);
            assertThat(read(follower, first).mark()).isEqualTo(first);
            journal.inner(run(7, OutcomeKind.COMPLETED), Optional.empty(), bytes("{}"));
            store(journal, 7);
            JournalMark second = read(follower, first).mark();

            assertThat(positions()).containsExactly(4L, 7L);
            assertThat(seen).map(StoredRun::document).containsExactly(document(4), document(7));
            assertThat(follower.blob(seen.getLast().transcript().orElseThrow()))
                    .isEqualTo(bytes(transcript(7)));
            assertThat(follower.run(marks.getFirst().last())).isEqualTo(seen.getFirst());
            assertThat(follower.continues(first)).isTrue();
            assertThat(follower.continues(second)).isTrue();
            assertThat(JournalMark.parse(second.toString())).isEqualTo(second);
            assertThat(follower.plan()).contains(plan("e"));
        }
    }

    @Test
    void aJournalThatIsShorterOrAnotherDoesNotGoOn() throws IOException {
        JournalFolder folder = new JournalFolder(root);
        try (EvaluationJournal journal = folder.create(plan("e"))) {
            store(journal, 0);
            store(journal, 1);
        }
        JournalMark mark;
        try (JournalFollower follower = folder.follow("e")) {
            mark = read(follower, JournalMark.START).mark();
        }
        Path file = root.resolve("e").resolve("journal");
        byte[] whole = Files.readAllBytes(file);
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(whole.length - 5);
        }
        try (JournalFollower follower = folder.follow("e")) {
            assertThat(follower.continues(mark)).isFalse();
            seen.clear();
            JournalFollower.Progress again = read(follower, JournalMark.START);
            assertThat(positions()).containsExactly(0L);
            assertThat(again.damages()).map(Damage::kind).containsExactly(Damage.Kind.TAIL);
        }
        whole[whole.length - 1] ^= 1;
        whole[(int) mark.last() + RecordFormat.CRC] ^= 1;
        Files.write(file, whole);
        try (JournalFollower follower = folder.follow("e")) {
            assertThat(follower.continues(mark)).isFalse();
            assertThat(follower.continues(JournalMark.START)).isTrue();
        }
    }

    @Test
    void evaluationsWithoutAJournalHaveNothingToRead() throws IOException {
        JournalFolder folder = new JournalFolder(root);
        folder.create(plan("b")).close();
        folder.create(plan("a")).close();
        Files.delete(root.resolve("a").resolve("journal"));
        assertThat(folder.places())
                .containsExactly(
                        new JournalPlace("b", 1, RecordFormat.FILE_HEAD),
                        new JournalPlace("a", 2, 0));
        try (JournalFollower follower = folder.follow("a")) {
            assertThat(read(follower, JournalMark.START).mark()).isEqualTo(JournalMark.START);
        }
        assertThatThrownBy(() -> JournalMark.parse("1:2"))
                .hasMessage("expected a mark such as 512:16:-7, got 1:2");
    }
}
