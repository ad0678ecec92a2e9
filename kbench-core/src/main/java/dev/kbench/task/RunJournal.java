package dev.kbench.task;

import dev.kbench.chat.Chat;
import dev.kbench.event.Usage;
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
import dev.kbench.store.journal.StoredRun;
import dev.kbench.workspace.Workspace;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Runs in a journal: written there, and read back. What a journal cannot hold (a value of a type
/// that could not be made again) stays in memory and is not reused.
///
/// Thread-safe.
final class RunJournal implements AutoCloseable {
    private static final byte[] NOTHING = {};

    private final EvaluationJournal journal;
    private final EarlierRuns earlier;
    private final MediaPlaces media;
    private final Set<Long> readBack = ConcurrentHashMap.newKeySet();
    private final Map<Long, Run<?>> held = new ConcurrentHashMap<>();

    RunJournal(EvaluationJournal journal, EarlierRuns earlier) {
        this.journal = journal;
        this.earlier = earlier;
        this.media = new JournalMedia(journal::blob, journal::sharedBlob);
    }

    EvaluationJournal journal() {
        return journal;
    }

    JournalIndex index() {
        return journal.index();
    }

    /// The last finished run at a position.
    ///
    /// @param cached whether it stands in for a run that is not made
    /// @throws UnreadableValueException if its value cannot be made again
    @SuppressWarnings("unchecked") // of the task whose position it is
    <T extends @Nullable Object> Run<T> run(Task<T> task, long position, boolean cached) {
        Run<?> inMemory = held.get(position);
        if (inMemory != null) {
            return (Run<T>) inMemory;
        }
        StoredRun stored =
                journal.read(position)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "no run was kept at position " + position));
        return read(task, stored, cached || readBack.contains(position));
    }

    /// A run inside another.
    <T extends @Nullable Object> Run<T> read(Task<T> task, StoredRun stored, boolean cached) {
        return read(
                task,
                stored.document(),
                () -> transcript(stored.transcript().map(journal::blob).orElse(NOTHING), media),
                cached);
    }

    /// The conversations in a transcript; none where there is none.
    static List<Chat> transcript(byte[] document, MediaPlaces places) {
        return document.length == 0 ? List.of() : Transcript.read(document, places);
    }

    private static <T extends @Nullable Object> Run<T> read(
            Task<T> task, String document, Supplier<List<Chat>> transcript, boolean cached) {
        return RunDocument.read(document, task.info(), transcript, task.types(), cached);
    }

    /// A completed run of another journal with the same key; null where there is none, or none is
    /// wanted.
    <T extends @Nullable Object> @Nullable Run<T> earlier(
            Task<T> task, KeyDigest key, Workspace workspace) {
        EarlierRuns.Found found = earlier.find(key, workspace).orElse(null);
        if (found == null) {
            return null;
        }
        try {
            return read(task, found.document(), found.transcript(), true);
        } catch (UnreadableValueException e) {
            return null;
        }
    }

    /// A run of another journal becomes one of this: each journal is whole by itself.
    void copy(long position, KeyDigest key, Run<?> run) {
        journal.finished(
                summary(run, position, 1, key, run.usage(), true), transcript(run), document(run));
        readBack.add(position);
    }

    /// An attempt at a position ended; it is on disk when this returns.
    ///
    /// @param cost what it is to count for, which may be less than what it used
    <T extends @Nullable Object> void finished(
            Task<T> task, long position, KeyDigest key, Run<T> run, Usage cost) {
        byte[] document = NOTHING;
        Optional<BlobRef> transcript = Optional.empty();
        try {
            document = checked(task, run);
            transcript = transcript(run);
        } catch (UnreadableValueException e) {
            document = NOTHING;
            held.put(position, run);
        }
        journal.finished(
                summary(run, position, run.attempt().attempt(), key, cost, document.length > 0),
                transcript,
                document);
    }

    /// Holds a run that could not be kept.
    void hold(long position, Run<?> run) {
        held.put(position, run);
    }

    /// A run inside the attempt under way at a position completed, or stands in for one; it is on
    /// disk when this returns. What cannot be read back is left out.
    <T extends @Nullable Object> void inner(
            Task<T> task, long position, int attempt, KeyDigest key, Run<T> run) {
        try {
            byte[] document = checked(task, run);
            journal.inner(
                    summary(run, position, attempt, key, run.usage(), true),
                    transcript(run),
                    document);
        } catch (UnreadableValueException leftOut) {
            // it is made again with the run around it
        }
    }

    private Optional<BlobRef> transcript(Run<?> run) {
        return Optional.of(journal.blob(Transcript.of(run, media)));
    }

    private static byte[] document(Run<?> run) {
        return RunDocument.of(run);
    }

    /// A run's document. That of a record or a map is read again at once: what it holds may be of
    /// types that change on the way.
    private static <T extends @Nullable Object> byte[] checked(Task<T> task, Run<T> run) {
        byte[] document = document(run);
        if (run.task().resultType() == ResultType.DICTIONARY
                && run.outcome() instanceof Outcome.Completed<T>) {
            Run<T> again =
                    read(task, new String(document, StandardCharsets.UTF_8), List::of, false);
            if (!again.outcome().equals(run.outcome())) {
                throw new UnreadableValueException("a value of " + run.task().name());
            }
        }
        return document;
    }

    private static FinishedRun summary(
            Run<?> run, long position, int attempt, KeyDigest key, Usage cost, boolean readable) {
        OutcomeKind kind =
                switch (run.outcome()) {
                    case Outcome.Completed<?> _ -> OutcomeKind.COMPLETED;
                    case Outcome.Failed<?> _ -> OutcomeKind.FAILED;
                    case Outcome.Unmeasured<?> _ -> OutcomeKind.UNMEASURED;
                };
        return new FinishedRun(
                position,
                attempt,
                key,
                kind,
                readable ? 0 : FinishedRun.NOT_READABLE,
                run.passed(),
                run.numericResult(),
                cost,
                run.duration());
    }

    @Override
    public void close() {
        try (earlier) {
            journal.close();
        }
    }
}
