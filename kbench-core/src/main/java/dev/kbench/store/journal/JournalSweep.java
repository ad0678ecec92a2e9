package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.function.Supplier;

/// Several journals, read from front to back as often as wanted, the oldest first; single records
/// are read again by their place. Nothing of them is held.
///
/// Thread-safe.
public final class JournalSweep implements AutoCloseable {
    private static final int OPEN = 8;

    private final List<Path> folders;
    private final Set<String> unreadable = new LinkedHashSet<>();
    private final LinkedHashMap<Integer, JournalReader> open =
            new LinkedHashMap<>(OPEN, 0.75f, true);

    /// @param oldestFirst the journals' folders
    JournalSweep(List<Path> oldestFirst) {
        this.folders = List.copyOf(oldestFirst);
    }

    /// Receives what the journals hold.
    public interface Visitor {
        /// An attempt started.
        ///
        /// @param journal which journal, from 0
        /// @param digest its key's digest
        void started(int journal, KeyDigest digest);

        /// An attempt finished, or a run inside one.
        ///
        /// @param journal which journal, from 0
        /// @param place where its record starts
        /// @param run what the record's header says
        /// @param document gives its document, until this returns
        void finished(int journal, long place, FinishedRun run, Supplier<String> document);
    }

    /// How many journals there are.
    ///
    /// @return 0 or more
    public int journals() {
        return folders.size();
    }

    /// A journal's evaluation.
    ///
    /// @param journal which, from 0
    /// @return its id
    public String evaluation(int journal) {
        return String.valueOf(folders.get(journal).getFileName());
    }

    /// Reads all of them once. One that cannot be read is left out, and told by {@link
    /// #unreadable}.
    ///
    /// @param visitor receives what they hold
    public void each(Visitor visitor) {
        records(
                (record, journal) -> {
                    if (record.type() == RecordFormat.STARTED) {
                        visitor.started(journal, record.digest());
                    } else if (record.type() == RecordFormat.FINISHED
                            || record.type() == RecordFormat.INNER) {
                        visitor.finished(
                                journal,
                                record.offset(),
                                record.finished(),
                                () ->
                                        record.isWhole()
                                                ? record.text()
                                                : read(journal, record.offset()).document());
                    }
                });
    }

    void records(ObjIntConsumer<RecordView> records) {
        for (int n = 0; n < folders.size(); n++) {
            int journal = n;
            try {
                JournalReader.open(
                                folders.get(n),
                                new JournalIndex(),
                                record -> records.accept(record, journal))
                        .close();
            } catch (StoreException e) {
                synchronized (this) {
                    unreadable.add(String.valueOf(e.getMessage()));
                }
            }
        }
    }

    /// Why journals were left out.
    ///
    /// @return one text for each that cannot be read
    public synchronized List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /// One finished run.
    ///
    /// @param journal which journal, from 0
    /// @param place where its record starts
    /// @return the run
    /// @throws StoreException if it cannot be read any more
    public synchronized StoredRun read(int journal, long place) {
        return reader(journal).readAt(place);
    }

    /// The transcript of a finished run.
    ///
    /// @param journal which journal it is of, from 0
    /// @param run the run
    /// @return its bytes, empty where it has none
    /// @throws StoreException if it cannot be read, or is damaged
    public synchronized Optional<byte[]> transcript(int journal, StoredRun run) {
        return run.transcript().map(reader(journal)::blob);
    }

    /// A blob beside a journal.
    ///
    /// @param journal which journal, from 0
    /// @param place where it lies
    /// @return its bytes
    /// @throws StoreException if it cannot be read, or is damaged
    public synchronized byte[] blob(int journal, BlobRef place) {
        return reader(journal).blob(place);
    }

    private JournalReader reader(int journal) {
        @Nullable JournalReader reader = open.get(journal);
        if (reader == null) {
            Path folder = folders.get(journal);
            Path file = folder.resolve(JournalReader.NAME);
            if (open.size() == OPEN) {
                open.pollFirstEntry().getValue().close();
            }
            try {
                reader = JournalReader.beside(new SharedFile(file), folder, new JournalIndex());
            } catch (IOException e) {
                throw StoreException.reading(file, e);
            }
            open.put(journal, reader);
        }
        return reader;
    }

    @Override
    public synchronized void close() {
        open.values().forEach(JournalReader::close);
        open.clear();
    }
}
