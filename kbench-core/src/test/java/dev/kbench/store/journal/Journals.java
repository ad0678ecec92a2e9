package dev.kbench.store.journal;

import dev.kbench.control.Outlay;
import dev.kbench.event.Usage;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

/// Small journals for tests: what is stored at a position can be told from the position.
final class Journals {
    static final KeyDigest DIGEST = new KeyDigest(0x0123456789abcdefL, 0x1122334455667788L);
    static final Usage CALL = Usage.ofTokens(10, 3);

    private Journals() {}

    static JournalPlan plan(String id) {
        return plan(id, "digest-of-the-plan");
    }

    static JournalPlan plan(String id, String digest) {
        return new JournalPlan(
                id,
                digest,
                "quiz",
                List.of("demo/a"),
                100,
                Instant.parse("2020-01-01T00:00:00Z"),
                "{\"trials\":2}");
    }

    static KeyDigest digest(long position) {
        return new KeyDigest(position * 31, ~position);
    }

    static FinishedRun run(long position, OutcomeKind outcome) {
        return new FinishedRun(
                position,
                1,
                digest(position),
                outcome,
                (int) (position % FinishedRun.NOT_READABLE),
                position % 2 == 0,
                OptionalDouble.of(position / 4.0),
                Usage.ofTokens(10 + position, 3),
                Duration.ofMillis(position));
    }

    static String document(long position) {
        return "{\"run\":" + position + ",\"text\":\"Ünï\\u0000\"}";
    }

    static String transcript(long position) {
        return "transcript of " + position;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// A whole run: start, call, transcript, end.
    static void store(EvaluationJournal journal, long position) {
        store(journal, position, bytes(transcript(position)));
    }

    static void store(EvaluationJournal journal, long position, byte[] transcript) {
        journal.started(position, 1, digest(position), bytes("{\"key\":" + position + "}"));
        journal.called(position, 1, digest(position), CALL, Outlay.NONE);
        BlobRef blob = journal.blob(transcript);
        journal.finished(
                run(position, OutcomeKind.COMPLETED), Optional.of(blob), bytes(document(position)));
    }

    /// As many threads as wanted, each with as many runs, all at once.
    static void storeAll(EvaluationJournal journal, int threads, int each)
            throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        List<Thread> all =
                IntStream.range(0, threads)
                        .mapToObj(
                                thread ->
                                        Thread.ofVirtual()
                                                .start(
                                                        () -> {
                                                            Waiting.uninterrupted(go::await);
                                                            for (int i = 0; i < each; i++) {
                                                                store(journal, thread * each + i);
                                                            }
                                                        }))
                        .toList();
        go.countDown();
        for (Thread thread : all) {
            thread.join();
        }
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
