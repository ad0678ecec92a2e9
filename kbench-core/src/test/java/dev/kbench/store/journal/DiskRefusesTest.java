package dev.kbench.store.journal;

import static dev.kbench.store.journal.Journals.plan;
import static dev.kbench.store.journal.Journals.store;
import static dev.kbench.store.journal.Journals.text;
import static dev.kbench.store.journal.Journals.transcript;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.contract.Needed;
import dev.kbench.store.StoreException;
import dev.kbench.store.journal.JournalChild.Job;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

class DiskRefusesTest {
    private static final String ADVICE =
            "; expected a folder on a disk that works and that this user may write to, choose"
                    + " another with --out; what was reported is kept";
    private static final int NOT_MOUNTED = 99;

    @TempDir Path root;

    private record Ended(int status, String output) {}

    private static Ended run(String before, Job job, Path folder) throws Exception {
        Process child = JournalChild.start(before, job, folder);
        child.getOutputStream().close();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(child.waitFor(), output);
    }

    /// Runs a job in a mount of its own, which goes with the process.
    private Ended mounted(String mount, Job job, String copy) throws Exception {
        Path place = Files.createDirectory(root.resolve("mounted"));
        String script =
                "mount --make-rprivate / 2>/dev/null; "
                        + mount.formatted(place)
                        + " 2>/dev/null || exit "
                        + NOT_MOUNTED
                        + "; ";
        List<String> outer = List.of("unshare", "-m", "true");
        if (new ProcessBuilder(outer).start().waitFor() != 0) {
            return Needed.missing(
                    "a mount of this test's own is needed (unshare -m): run it as root on Linux");
        }
        Ended ended =
                run(
                        "if [ -z \"$KBENCH_INNER\" ]; then export KBENCH_INNER=1; exec unshare -m"
                                + " sh -c '"
                                + script
                                + "\"$@\"; code=$?; "
                                + copy
                                + " exit $code' sh \"$@\"; fi;",
                        job,
                        place);
        return ended.status() == NOT_MOUNTED
                ? Needed.missing("mount is needed (" + mount + "): run it as root on Linux")
                : ended;
    }

    @Test
    void aFullDiskFailsEveryRunFromThenOnAndKeepsWhatIsThere() throws Exception {
        Path kept = Files.createDirectory(root.resolve("kept"));
        Ended ended =
                mounted(
                        "mount -t tmpfs -o size=2m none %s",
                        Job.FILL, "cp -r " + root.resolve("mounted") + "/. " + kept + ";");
        Pattern said =
                Pattern.compile(
                        "refused: (\\S+/full/(blobs-1|journal) cannot be written: No space left on"
                            + " device; free some space and give the same command again, what was"
                            + " reported is kept)\n"
                            + "again: (.*)\n"
                            + "(?:closing: .*\n"
                            + ")?stored (\\d+)\n");
        assertThat(ended.output()).matches(said);
        MatchResult match = said.matcher(ended.output()).results().findFirst().orElseThrow();
        assertThat(match.group(3)).isEqualTo(match.group(1));
        int stored = Integer.parseInt(match.group(4));
        assertThat(stored).isGreaterThan(10);
        try (EvaluationJournal journal = new JournalFolder(kept).open("full")) {
            assertThat(journal.damages()).isEmpty();
            for (long position = 0; position < stored; position++) {
                StoredRun run = journal.read(position).orElseThrow();
                assertThat(journal.blob(run.transcript().orElseThrow())).hasSize(50_000);
            }
            store(journal, stored);
        }
    }

    /// Where nothing can be mounted: the disk takes half of a write and no more.
    @ParameterizedTest
    @EnumSource(names = {"BLOB_WRITE", "JOURNAL_WRITE"})
    void aDiskThatTakesHalfOfAWriteKeepsWhatIsThere(DiskStep full) {
        AtomicBoolean noRoom = new AtomicBoolean();
        DiskSteps steps =
                new DiskSteps() {
                    @Override
                    public void at(DiskStep step, Moment moment) throws IOException {
                        if (noRoom.get() && step == full && moment == Moment.HALFWAY) {
                            throw new IOException("No space left on device");
                        }
                    }

                    @Override
                    public boolean halves() {
                        return true;
                    }
                };
        try (EvaluationJournal journal = new JournalFolder(root, steps).create(plan("one"))) {
            store(journal, 0);
            noRoom.set(true);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> store(journal, 1))
                    .withMessage(
                            "%s cannot be written: No space left on device; free some space and"
                                    + " give the same command again, what was reported is kept",
                            root.resolve(
                                    full == DiskStep.BLOB_WRITE ? "one/blobs-1" : "one/journal"));
        }
        try (EvaluationJournal journal = new JournalFolder(root).open("one")) {
            assertThat(journal.damages()).isEmpty();
            assertThat(journal.index().finished()).isEqualTo(1);
            store(journal, 1);
            assertThat(text(journal.blob(journal.read(1).orElseThrow().transcript().orElseThrow())))
                    .isEqualTo(transcript(1));
        }
    }

    @Test
    void aMountThatMayOnlyBeReadIsNamed() throws Exception {
        Ended ended = mounted("mount -t tmpfs -o ro none %s", Job.FILL, "");
        assertThat(ended.output())
                .contains(
                        root.resolve("mounted/full")
                                + " cannot be written: Read-only file system"
                                + ADVICE);
    }

    @Test
    void aFileInThePlaceOfTheFolderIsNamed() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> new JournalFolder(file).create(plan("one")))
                .withMessage(
                        file.resolve("one")
                                + " cannot be written: there is a file in the folder's place"
                                + ADVICE);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> new JournalFolder(file.resolve("below")).create(plan("one")));
        Files.writeString(root.resolve("one"), "");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> new JournalFolder(root).create(plan("one")))
                .withMessageStartingWith(
                        root.resolve("one")
                                + " cannot be written: there is a file in the folder's place");
    }

    @Test
    void aFolderInThePlaceOfTheJournalIsNamed() throws IOException {
        JournalFolder folder = new JournalFolder(root);
        folder.create(plan("one")).close();
        Files.delete(root.resolve("one/journal"));
        Files.createDirectory(root.resolve("one/journal"));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> folder.open("one"))
                .withMessage(
                        root.resolve("one/journal")
                                + " cannot be written: Is a directory"
                                + ADVICE);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> folder.read("one"))
                .withMessage(
                        root.resolve("one/journal") + " cannot be read: Is a directory" + ADVICE);
    }

    @Test
    void theLimitOfOpenFilesIsNamedAndHurtsNobodyWhoHasHisFiles() throws Exception {
        Ended ended = run("ulimit -n 100;", Job.OPEN_MANY, root);
        assertThat(ended.output())
                .matches(
                        "refused: \\S+ cannot be (written|read): .*Too many open files.*; raise the"
                                + " limit of open files \\(ulimit -n\\) and give the same command"
                                + " again, what was reported is kept\n"
                                + "stored 2\n");
    }

    /// Segments of 40 bytes hold one transcript: each run opens a file.
    @Test
    void aSegmentThatCannotBeOpenedFailsAllWhoWait() throws InterruptedException {
        AtomicBoolean broken = new AtomicBoolean();
        DiskSteps steps =
                (step, moment) -> {
                    if (broken.get() && step == DiskStep.SEGMENT_CREATE) {
                        throw new IOException("Too many open files");
                    }
                };
        JournalFolder folder = new JournalFolder(root, steps, 40);
        AtomicInteger refused = new AtomicInteger();
        List<String> messages = new ArrayList<>();
        try (EvaluationJournal journal = folder.create(plan("one"))) {
            store(journal, 0);
            broken.set(true);
            CountDownLatch go = new CountDownLatch(1);
            List<Thread> threads = new ArrayList<>();
            for (int i = 1; i <= 50; i++) {
                int position = i;
                threads.add(
                        Thread.ofVirtual()
                                .start(
                                        () -> {
                                            Waiting.uninterrupted(go::await);
                                            try {
                                                store(journal, position);
                                            } catch (StoreException e) {
                                                refused.incrementAndGet();
                                                synchronized (messages) {
                                                    messages.add(e.getMessage());
                                                }
                                            }
                                        }));
            }
            go.countDown();
            for (Thread thread : threads) {
                thread.join();
            }
        }
        assertThat(refused).hasValue(50);
        assertThat(messages)
                .allMatch(
                        message ->
                                message.endsWith(
                                        " cannot be written: Too many open files; raise the limit"
                                            + " of open files (ulimit -n) and give the same command"
                                            + " again, what was reported is kept"));
        broken.set(false);
        try (EvaluationJournal journal = folder.open("one")) {
            assertThat(journal.damages()).isEmpty();
            assertThat(journal.index().finished()).isEqualTo(1);
            store(journal, 1);
            assertThat(journal.index().finished()).isEqualTo(2);
        }
    }

    @Test
    void aFlushThatFailsFailsTheRun() {
        AtomicBoolean broken = new AtomicBoolean();
        DiskSteps steps =
                (step, moment) -> {
                    if (broken.get()
                            && step == DiskStep.JOURNAL_FORCE
                            && moment == DiskSteps.Moment.BEFORE) {
                        throw new IOException("Input/output error");
                    }
                };
        JournalFolder folder = new JournalFolder(root, steps);
        try (EvaluationJournal journal = folder.create(plan("one"))) {
            store(journal, 0);
            broken.set(true);
            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(() -> store(journal, 1))
                        .withMessage(
                                root.resolve("one/journal")
                                        + " cannot be written: Input/output error"
                                        + ADVICE);
            }
            assertThat(journal.index().at(1)).isEmpty();
            assertThat(journal.read(0)).isPresent();
        }
        try (JournalReader reader = folder.read("one")) {
            assertThat(reader.damages()).isEmpty();
            assertThat(reader.index().at(1)).isEmpty();
        }
    }
}
