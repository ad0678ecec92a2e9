package dev.kbench.it.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.event.Usage;
import dev.kbench.store.journal.BlobRef;
import dev.kbench.store.journal.EvaluationJournal;
import dev.kbench.store.journal.FinishedRun;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalPlan;
import dev.kbench.store.journal.JournalReader;
import dev.kbench.store.journal.KeyDigest;
import dev.kbench.store.journal.OutcomeKind;
import dev.kbench.store.journal.StoredRun;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A machine that loses its power keeps what was flushed, and of the rest any part. Writes a
/// journal, takes pictures of what such a disk would hold at many moments, and reads each.
class PowerLossTest {
    private static final int RUNS = 200;
    private static final int WORKERS = 16;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatWasReportedOutlivesThePower(long seed) throws IOException {
        Path root = folder.resolve("root");
        LosingSteps steps = new LosingSteps(root, folder.resolve("pictures"), seed);
        JournalFolder journals = new JournalFolder(root, steps);
        try (EvaluationJournal journal =
                        journals.create(
                                new JournalPlan(
                                        "e",
                                        "the plan",
                                        "survey",
                                        List.of(),
                                        RUNS,
                                        Instant.EPOCH,
                                        "{}"));
                ExecutorService workers = Executors.newFixedThreadPool(WORKERS)) {
            for (int n = 0; n < RUNS; n++) {
                int position = n;
                workers.submit(() -> journal(journal, position, steps));
            }
        }
        assertThat(steps.pictures()).hasSizeGreaterThan(20);
        assertThat(steps.pictures().values()).anyMatch(durable -> durable.size() > RUNS / 2);
        for (Map.Entry<Path, List<Integer>> picture : steps.pictures().entrySet()) {
            check(picture.getKey(), picture.getValue());
        }
    }

    private static void journal(EvaluationJournal journal, int position, LosingSteps steps) {
        byte[] key = "{}".getBytes(StandardCharsets.UTF_8);
        journal.started(position, 1, finished(position).digest(), key);
        BlobRef transcript = journal.blob(transcript(position));
        journal.finished(
                finished(position),
                Optional.of(transcript),
                document(position).getBytes(StandardCharsets.UTF_8));
        steps.reported(position);
    }

    private static void check(Path picture, List<Integer> durable) {
        JournalFolder journals = new JournalFolder(picture);
        assertThat(journals.list()).as("%s", picture).hasSize(1);
        try (EvaluationJournal journal = journals.open("e")) {
            assertThat(journal.index().finished()).isGreaterThanOrEqualTo(durable.size());
            assertThat(durable).allMatch(position -> journal.index().at(position).isPresent());
        }
        try (JournalReader journal = journals.read("e")) {
            for (long position = 0; position < RUNS; position++) {
                journal.read(position).ifPresent(stored -> check(journal, stored));
            }
        }
    }

    private static void check(JournalReader journal, StoredRun stored) {
        long position = stored.run().position();
        assertThat(stored.run()).isEqualTo(finished(position));
        assertThat(stored.document()).isEqualTo(document(position));
        assertThat(journal.blob(stored.transcript().orElseThrow())).isEqualTo(transcript(position));
    }

    private static FinishedRun finished(long position) {
        return new FinishedRun(
                position,
                1,
                new KeyDigest(position * 31, ~position),
                OutcomeKind.COMPLETED,
                (int) (position % 5),
                position % 2 == 0,
                position % 7 == 0 ? OptionalDouble.empty() : OptionalDouble.of(position / 4.0),
                Usage.ofTokens(1000 + position, 1),
                Duration.ofMillis(position));
    }

    private static String document(long position) {
        return "{\"position\":%d,\"text\":\"%s\"}"
                .formatted(position, "é".repeat((int) (position * 7919 % 4000)));
    }

    private static byte[] transcript(long position) {
        byte[] bytes = new byte[(int) (position * 104_729 % 20_000)];
        new Random(position).nextBytes(bytes);
        return bytes;
    }
}
