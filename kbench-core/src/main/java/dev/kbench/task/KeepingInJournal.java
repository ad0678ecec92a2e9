package dev.kbench.task;

import dev.kbench.chat.Chat;
import dev.kbench.event.Usage;
import dev.kbench.key.RunKey;
import dev.kbench.run.Outcome;
import dev.kbench.run.ResultType;
import dev.kbench.run.Run;
import dev.kbench.store.document.MediaPlaces;
import dev.kbench.store.document.RunDocument;
import dev.kbench.store.document.Transcript;
import dev.kbench.store.document.UnreadableValueException;
import dev.kbench.store.journal.BlobRef;
import dev.kbench.store.journal.EvaluationJournal;
import dev.kbench.store.journal.FinishedRun;
import dev.kbench.store.journal.JournalIndex;
import dev.kbench.store.journal.KeyDigest;
import dev.kbench.store.journal.OutcomeKind;
import dev.kbench.store.journal.RunCatalog;
import dev.kbench.store.journal.StoredRun;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Keeps runs in the evaluation's journal. What a journal cannot hold (a value of a type that could
/// not be made again) stays in memory and is not reused.
final class KeepingInJournal<T extends @Nullable Object> implements Keeping<T> {
    private static final byte[] NOTHING = {};

    private final Task<T> task;
    private final EvaluationJournal journal;
    private final long firstNumber;
    private final @Nullable RunCatalog earlier;
    private final MediaPlaces media;
    private final BitSet kept;
    private final boolean wasFinished;
    private final Set<Long> copied = ConcurrentHashMap.newKeySet();
    private final Map<Long, Run<T>> held = new ConcurrentHashMap<>();

    /// @param size how many positions there are
    /// @param earlier where runs of other evaluations are looked for; null where none is wanted
    KeepingInJournal(
            Task<T> task,
            EvaluationJournal journal,
            int size,
            long firstNumber,
            @Nullable RunCatalog earlier) {
        this.task = task;
        this.journal = journal;
        this.firstNumber = firstNumber;
        this.earlier = earlier;
        this.media = new JournalMedia(journal::blob, journal::sharedBlob);
        this.wasFinished = journal.index().ended().filter(JournalIndex.Ended::complete).isPresent();
        this.kept = new BitSet(size);
        if (journal.index().finished() > 0) {
            for (int position = 0; position < size; position++) {
                kept.set(
                        position,
                        journal.index().at(position).filter(FinishedRun::stands).isPresent());
            }
        }
    }

    @Override
    public String id() {
        return journal.plan().id();
    }

    @Override
    public boolean wasFinished() {
        return wasFinished;
    }

    @Override
    public long firstNumber() {
        return firstNumber;
    }

    @Override
    public BitSet kept() {
        return kept;
    }

    @Override
    public void onStop(Runnable action) {
        journal.onStop(action);
    }

    @Override
    public Place<T> at(long position, RunKey key) {
        return new InJournal(position, KeyDigest.of(key.digest()));
    }

    @Override
    public Run<T> run(int position) {
        Run<T> inMemory = held.get((long) position);
        if (inMemory != null) {
            return inMemory;
        }
        StoredRun stored =
                journal.read(position)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "no run was kept at position " + position));
        return read(
                stored.document(),
                () -> transcript(stored.transcript().map(journal::blob).orElse(NOTHING), media),
                kept.get(position) || copied.contains((long) position));
    }

    private static List<Chat> transcript(byte[] document, MediaPlaces places) {
        return document.length == 0 ? List.of() : Transcript.read(document, places);
    }

    private Run<T> read(String document, Supplier<List<Chat>> transcript, boolean cached) {
        return RunDocument.read(document, task.info(), transcript, task.types(), cached);
    }

    @Override
    public void end(boolean complete, String reason) {
        journal.ended(complete, reason);
    }

    @Override
    public void close() {
        journal.close();
        if (earlier != null) {
            earlier.close();
        }
    }

    private final class InJournal implements Place<T> {
        private final long position;
        private final KeyDigest digest;
        private int attempt;

        InJournal(long position, KeyDigest digest) {
            this.position = position;
            this.digest = digest;
        }

        @Override
        public int attempts() {
            return journal.index().attempts(position);
        }

        @Override
        public @Nullable Run<T> reused() {
            return earlier == null ? null : earlier.find(digest).map(this::copied).orElse(null);
        }

        /// A run of another evaluation becomes one of this: its journal is whole by itself.
        private @Nullable Run<T> copied(RunCatalog.Hit found) {
            StoredRun stored = found.run();
            if (earlier == null) {
                return null;
            }
            byte[] transcript = earlier.transcript(found).orElse(NOTHING);
            Run<T> run;
            try {
                MediaPlaces there =
                        new JournalMedia(
                                place -> earlier.blob(found, place),
                                (_, _) -> {
                                    throw new IllegalStateException("is only read");
                                });
                run = read(stored.document(), () -> transcript(transcript, there), true);
            } catch (UnreadableValueException e) {
                return null;
            }
            journal.finished(
                    new FinishedRun(
                            position,
                            1,
                            digest,
                            OutcomeKind.COMPLETED,
                            0,
                            run.passed(),
                            run.numericResult(),
                            run.usage(),
                            run.duration()),
                    transcript.length == 0
                            ? Optional.empty()
                            : Optional.of(
                                    journal.blob(
                                            Transcript.namesPlaces(transcript)
                                                    ? Transcript.of(run, media)
                                                    : transcript)),
                    stored.document().getBytes(StandardCharsets.UTF_8));
            copied.add(position);
            return run;
        }

        @Override
        public void started(int number) {
            attempt = number;
            journal.started(position, number, digest, NOTHING);
        }

        @Override
        public void called(Usage usage) {
            journal.called(position, attempt, digest, usage, NOTHING);
        }

        @Override
        public void finished(Run<T> run) {
            byte[] document = NOTHING;
            Optional<BlobRef> transcript = Optional.empty();
            try {
                document = document(run);
                transcript = Optional.of(journal.blob(Transcript.of(run, media)));
            } catch (UnreadableValueException e) {
                document = NOTHING;
                held.put(position, run);
            }
            journal.finished(stored(run, document.length > 0), transcript, document);
        }

        /// A run's document. That of a record or a map is read again at once: what it holds may be
        /// of types that change on the way.
        private byte[] document(Run<T> run) {
            byte[] document = RunDocument.of(run);
            if (run.task().resultType() == ResultType.DICTIONARY
                    && run.outcome() instanceof Outcome.Completed<T>) {
                Run<T> again = read(new String(document, StandardCharsets.UTF_8), List::of, false);
                if (!again.outcome().equals(run.outcome())) {
                    throw new UnreadableValueException("a value of " + run.task().name());
                }
            }
            return document;
        }

        private FinishedRun stored(Run<?> run, boolean reusable) {
            OutcomeKind kind =
                    switch (run.outcome()) {
                        case Outcome.Completed<?> _ -> OutcomeKind.COMPLETED;
                        case Outcome.Failed<?> _ -> OutcomeKind.FAILED;
                        case Outcome.Unmeasured<?> _ -> OutcomeKind.UNMEASURED;
                    };
            return new FinishedRun(
                    position,
                    run.attempt().attempt(),
                    digest,
                    kind,
                    reusable ? 0 : FinishedRun.NOT_READABLE,
                    run.passed(),
                    run.numericResult(),
                    run.usage(),
                    run.duration());
        }
    }
}
