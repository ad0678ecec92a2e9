package dev.kbench.it.crash;

import dev.kbench.event.Usage;
import dev.kbench.store.journal.BlobRef;
import dev.kbench.store.journal.EvaluationJournal;
import dev.kbench.store.journal.FinishedRun;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalPlan;
import dev.kbench.store.journal.JournalSummary;
import dev.kbench.store.journal.KeyDigest;
import dev.kbench.store.journal.OutcomeKind;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.PrimitiveIterator;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Journals what is missing of a plan, in a process that may be killed, and says of each run that
/// it is durable once the journal says so. What a run consists of follows from its position and
/// attempt, so that whoever reads the journal knows what must be there.
final class JournalProgram {
    static final String DIGEST = "the plan";
    static final String CALLING = "CALLING ";
    static final String DURABLE = "DURABLE ";
    static final String END = "END";

    private final EvaluationJournal journal;
    private final PrimitiveIterator.OfLong missing;

    private JournalProgram(EvaluationJournal journal, long runs) {
        this.journal = journal;
        this.missing = journal.index().missing(runs, EnumSet.of(OutcomeKind.COMPLETED)).iterator();
    }

    /// Runs it.
    ///
    /// @param args the folder of journals, where to halt, how many runs the plan has, how many
    ///   threads make them
    /// @throws Exception where anything fails
    public static void main(String[] args) throws Exception {
        HaltingSteps steps = new HaltingSteps(args[1]);
        long runs = Long.parseLong(args[2]);
        try (EvaluationJournal journal = open(new JournalFolder(Path.of(args[0]), steps), runs)) {
            new JournalProgram(journal, runs).run(Integer.parseInt(args[3]));
            journal.ended(true, "");
        }
        steps.print();
        System.out.println(END);
    }

    private static EvaluationJournal open(JournalFolder folder, long runs) {
        List<JournalSummary> before = folder.find(DIGEST);
        return before.isEmpty()
                ? folder.create(
                        new JournalPlan(
                                "e" + folder.list().size(),
                                DIGEST,
                                "journaled",
                                List.of("model"),
                                runs,
                                Instant.EPOCH,
                                "{}"))
                : folder.open(before.getFirst().id());
    }

    private void run(int threads) throws Exception {
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all =
                    IntStream.range(0, threads)
                            .<Future<?>>mapToObj(_ -> workers.submit(this::work))
                            .toList();
            for (Future<?> one : all) {
                one.get();
            }
        }
    }

    private void work() {
        for (long position = next(); position >= 0; position = next()) {
            int attempt = journal.index().attempts(position) + 1;
            KeyDigest digest = digest(position);
            journal.started(position, attempt, digest, bytes("{\"key\":" + position + "}"));
            for (int call = 0; call < calls(position); call++) {
                System.out.println(CALLING + position + " " + attempt);
                journal.called(position, attempt, digest, oneCall(position), new byte[0]);
            }
            BlobRef transcript = journal.blob(transcript(position, attempt));
            journal.finished(
                    finished(position, attempt),
                    Optional.of(transcript),
                    bytes(document(position, attempt)));
            System.out.println(DURABLE + position + " " + attempt);
        }
    }

    private long next() {
        synchronized (missing) {
            return missing.hasNext() ? missing.nextLong() : -1;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static KeyDigest digest(long position) {
        return new KeyDigest(position * 31, ~position);
    }

    private static int calls(long position) {
        return (int) (1 + position % 3);
    }

    static Usage oneCall(long position) {
        return Usage.ofTokens(1000 + position, 1);
    }

    static FinishedRun finished(long position, int attempt) {
        Usage usage = oneCall(position);
        for (int call = 1; call < calls(position); call++) {
            usage = usage.plus(oneCall(position));
        }
        return new FinishedRun(
                position,
                attempt,
                digest(position),
                OutcomeKind.COMPLETED,
                (int) (position % 5),
                position % 2 == 0,
                position % 7 == 0 ? OptionalDouble.empty() : OptionalDouble.of(position / 4.0),
                usage,
                Duration.ofMillis(position));
    }

    static String document(long position, int attempt) {
        return "{\"position\":%d,\"attempt\":%d,\"text\":\"%s\"}"
                .formatted(position, attempt, "é".repeat((int) (position * 7919 % 4000)));
    }

    static byte[] transcript(long position, int attempt) {
        byte[] bytes = new byte[(int) (position * 104_729 % 20_000)];
        new Random(position * 31 + attempt).nextBytes(bytes);
        return bytes;
    }
}
