package dev.kbench.store.journal;

import static dev.kbench.store.journal.Journals.plan;
import static dev.kbench.store.journal.Journals.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kbench.store.StoreException;
import dev.kbench.store.journal.JournalChild.Job;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class JournalLockTest {
    @TempDir Path root;

    @Test
    void anotherProcessIsNamedAndStoppedAndItsLockIsNoOnesWhenItIsDead() throws Exception {
        JournalFolder folder = new JournalFolder(root);
        Process child = JournalChild.start("", Job.HOLD, root);
        try (BufferedReader output = child.inputReader(StandardCharsets.UTF_8)) {
            assertThat(output.readLine()).isEqualTo("held by " + child.pid());
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> folder.open("held"))
                    .withMessageMatching(
                            "the evaluation \\S+held is held by process %d \\(started \\S+Z\\): wait for it, or stop it \\(kbench stop held\\)"
                                    .formatted(child.pid()));
            assertThat(folder.list().getFirst().state()).isEqualTo(JournalState.RUNNING);
            assertThat(folder.list().getFirst().holder()).hasValue(child.pid());
            assertThat(folder.prune(new PruneRule(Optional.empty(), false, 0), false)).isEmpty();

            StopRequest request = folder.requestStop("held");
            assertThat(output.readLine()).isEqualTo("stop");
            waitUntilSeen(request);
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertThat(folder.list().getFirst().state()).isEqualTo(JournalState.UNFINISHED);
        assertThat(Files.readString(root.resolve("held/lock"))).startsWith(child.pid() + " ");
        try (EvaluationJournal journal = folder.open("held")) {
            store(journal, 0);
            assertThat(Files.exists(root.resolve("held/control.seen"))).isFalse();
        }
    }

    private static void waitUntilSeen(StopRequest request) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!request.seen()) {
            assertThat(System.nanoTime()).as("the request is seen").isLessThan(limit);
            Thread.onSpinWait();
        }
    }

    @Test
    void theSameProcessIsRefusedToo() throws IOException {
        JournalFolder folder = new JournalFolder(root);
        try (EvaluationJournal journal = folder.create(plan("one"))) {
            for (int i = 0; i < 2; i++) {
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(
                                () ->
                                        new JournalFolder(root.resolve("../" + root.getFileName()))
                                                .open("one"))
                        .withMessageContaining(
                                "is held by this process, %d (started",
                                ProcessHandle.current().pid());
            }
            store(journal, 0);
        }
        folder.open("one").close();
    }

    @Test
    void aFolderWithoutAPlanIsLetGo() throws IOException {
        JournalFolder folder = new JournalFolder(root);
        Files.createDirectory(root.resolve("one"));
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> folder.open("one"))
                    .withMessageStartingWith(
                            root.resolve("one/plan.json") + " cannot be read: it is not there");
        }
    }

    @Test
    void whatNobodyHoldsCannotBeStopped() {
        JournalFolder folder = new JournalFolder(root);
        folder.create(plan("one")).close();
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> folder.requestStop("one"))
                .withMessage(
                        "the evaluation %s is not running: there is nothing to stop",
                        root.resolve("one"));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> folder.requestStop("two"))
                .withMessage(
                        "there is no evaluation %s: kbench journal lists those there are",
                        root.resolve("two"));
    }

    @Test
    void eachRequestToStopIsTold() throws InterruptedException {
        JournalFolder folder = new JournalFolder(root);
        try (EvaluationJournal journal = folder.create(plan("one"))) {
            StopRequest before = folder.requestStop("one");
            CountDownLatch first = new CountDownLatch(1);
            CountDownLatch second = new CountDownLatch(2);
            journal.onStop(
                    () -> {
                        first.countDown();
                        second.countDown();
                    });
            assertThat(first.await(60, TimeUnit.SECONDS)).isTrue();
            waitUntilSeen(before);
            StopRequest again = folder.requestStop("one");
            assertThat(second.await(60, TimeUnit.SECONDS)).isTrue();
            waitUntilSeen(again);
            assertThat(before.seen()).isFalse();
            assertThatIllegalStateException()
                    .isThrownBy(() -> journal.onStop(() -> {}))
                    .withMessage("there is a hook for stops already");
        }
    }
}
