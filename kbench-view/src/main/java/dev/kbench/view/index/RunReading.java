package dev.kbench.view.index;

import dev.kbench.store.Redaction;
import dev.kbench.store.StoreException;
import dev.kbench.store.journal.StoredRun;
import dev.kbench.view.run.FiledRuns;
import dev.kbench.view.run.JournalRuns;
import dev.kbench.view.run.RunFacts;
import dev.kbench.view.run.RunId;
import dev.kbench.view.run.ViewedRun;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Reads the runs that the index names from where they are kept, with a few journals open at a
/// time.
///
/// Thread-safe: one reads at a time.
final class RunReading implements AutoCloseable {
    private static final int OPEN = 8;
    private static final String CUT = "…";

    private final List<FolderIndex> folders;
    private final Redaction redaction;
    private final LinkedHashMap<Journal, JournalRuns> open = new LinkedHashMap<>(OPEN, 0.75f, true);

    /// Which journal.
    private record Journal(int folder, String evaluation) {}

    /// Where a run lies.
    ///
    /// @param attempt which attempt it is, where another one counts; else 0
    /// @param file the run file's name; empty for a run in a journal
    private record Place(
            int folder, String evaluation, long position, int attempt, long offset, String file) {}

    RunReading(List<FolderIndex> folders, Redaction redaction) {
        this.folders = List.copyOf(folders);
        this.redaction = redaction;
    }

    /// A row of the table.
    synchronized RunLine line(Snapshot snapshot, int doc) throws IOException {
        Place place = place(snapshot, doc);
        RunFacts facts;
        String answer;
        try {
            if (place.file().isEmpty()) {
                JournalRuns journal = journal(place);
                StoredRun stored = stored(journal, place);
                facts = journal.facts(stored);
                answer = journal.words(stored).answer();
            } else {
                FiledRuns.Filed filed = new FiledRuns(redaction).read(file(place));
                facts = filed.facts();
                answer = filed.words().answer();
            }
        } catch (StoreException gone) {
            facts = RunFacts.unreadable(String.valueOf(gone.getMessage()));
            answer = "";
        }
        return line(id(place), place.evaluation(), facts, answer);
    }

    private static RunLine line(RunId id, String evaluation, RunFacts facts, String answer) {
        SequencedMap<String, String> params = new LinkedHashMap<>();
        facts.params().forEach((name, value) -> params.put(name, cut(value.text())));
        return new RunLine(
                id,
                evaluation,
                facts.task(),
                facts.model(),
                facts.number(),
                facts.label(),
                facts.trial(),
                facts.attempt(),
                facts.row(),
                facts.cell(),
                facts.outcome(),
                facts.reason(),
                facts.passed(),
                facts.score(),
                cut(facts.value().isEmpty() ? facts.failure().summary() : facts.value()),
                facts.usage(),
                facts.start(),
                facts.duration(),
                params,
                cut(answer),
                facts.trouble());
    }

    /// The beginning of a text on one line.
    static String cut(String text) {
        // spaces shrink, so that a longer piece may be needed; not a whole text of a megabyte
        String piece = text.substring(0, Math.min(text.length(), 8 * RunLine.LONGEST));
        String line = piece.strip().replaceAll("\\s+", " ");
        if (line.length() <= RunLine.LONGEST && piece.length() == text.length()) {
            return line;
        }
        int end = Math.min(line.length(), RunLine.LONGEST - 1);
        if (end > 0 && Character.isHighSurrogate(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, end) + CUT;
    }

    /// A run whole.
    synchronized ViewedRun whole(Snapshot snapshot, int doc) throws IOException {
        Place place = place(snapshot, doc);
        if (!place.file().isEmpty()) {
            return new FiledRuns(redaction).whole(id(place), file(place));
        }
        JournalRuns journal = journal(place);
        return journal.whole(id(place), stored(journal, place));
    }

    RunId id(Snapshot snapshot, int doc) throws IOException {
        return id(place(snapshot, doc));
    }

    private RunId id(Place place) {
        String key =
                place.file().isEmpty()
                        ? Fields.key(place.evaluation(), place.position())
                        : Fields.fileKey(place.file());
        RunId id = new RunId(folders.get(place.folder()).prefix() + "~" + key);
        return place.attempt() == 0 ? id : id.earlier(place.attempt());
    }

    private static Place place(Snapshot snapshot, int doc) throws IOException {
        return new Place(
                snapshot.folder(doc),
                snapshot.text(doc, RunColumn.EVALUATION.key()),
                snapshot.number(doc, Fields.POSITION),
                (int) snapshot.number(doc, Fields.EARLIER),
                snapshot.number(doc, Fields.PLACE),
                snapshot.file(doc));
    }

    private Path file(Place place) {
        return folders.get(place.folder()).sources().file(place.file());
    }

    private static StoredRun stored(JournalRuns journal, Place place) {
        StoredRun stored = journal.journal().run(place.offset());
        if (stored.run().position() != place.position()) {
            throw new StoreException(
                    "the journal of %s was written anew since it was looked at; look again"
                            .formatted(place.evaluation()),
                    null);
        }
        return stored;
    }

    private JournalRuns journal(Place place) {
        Journal key = new Journal(place.folder(), place.evaluation());
        JournalRuns journal = open.get(key);
        if (journal == null) {
            if (open.size() == OPEN) {
                open.pollFirstEntry().getValue().close();
            }
            journal = folders.get(place.folder()).sources().open(place.evaluation(), redaction);
            open.put(key, journal);
        }
        return journal;
    }

    /// Forgets what is open: journals may have been written anew.
    @Override
    public synchronized void close() {
        open.values().forEach(JournalRuns::close);
        open.clear();
    }
}
