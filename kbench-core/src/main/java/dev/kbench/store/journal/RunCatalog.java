package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The completed runs of several journals, by their keys' digests. Of runs with one digest it knows
/// the latest: of the newest journal, and in there the last in the file. About 45 bytes a run.
///
/// Thread-safe.
public final class RunCatalog implements AutoCloseable {
    private static final int OPEN = 8;

    private final DigestTable table = new DigestTable();
    private final List<Path> folders = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final LinkedHashMap<Integer, JournalReader> open =
            new LinkedHashMap<>(OPEN, 0.75f, true);

    /// A run that was found.
    ///
    /// @param evaluation the id of the evaluation it was made in
    /// @param run the run
    public record Hit(String evaluation, StoredRun run) {}

    /// Reads the journals, one after the other.
    ///
    /// @param oldestFirst their folders
    RunCatalog(List<Path> oldestFirst) {
        for (Path folder : oldestFirst) {
            int journal = folders.size();
            folders.add(folder);
            try {
                JournalReader.open(
                                folder,
                                new JournalIndex(),
                                record -> {
                                    if (record.type() == RecordFormat.FINISHED
                                            && record.outcome() == OutcomeKind.COMPLETED.code) {
                                        table.put(record, journal);
                                    }
                                })
                        .close();
            } catch (StoreException e) {
                unreadable.add(String.valueOf(e.getMessage()));
            }
        }
    }

    /// How many different keys have a completed run.
    ///
    /// @return the count
    public int size() {
        return table.size();
    }

    /// Why journals were left out.
    ///
    /// @return one text for each that cannot be read
    public List<String> unreadable() {
        return List.copyOf(unreadable);
    }

    /// The latest completed run of a key.
    ///
    /// @param digest the key's digest
    /// @return the run, empty where there is none
    /// @throws StoreException if it cannot be read any more
    public synchronized Optional<Hit> find(KeyDigest digest) {
        int slot = table.find(digest.high(), digest.low());
        if (slot < 0) {
            return Optional.empty();
        }
        int journal = table.journal(slot);
        String evaluation = String.valueOf(folders.get(journal).getFileName());
        return Optional.of(new Hit(evaluation, reader(journal).readAt(table.offset(slot))));
    }

    /// The transcript of a run that was found.
    ///
    /// @param hit what {@link #find} gave
    /// @return its bytes, empty where it has none
    /// @throws StoreException if it cannot be read, or is damaged
    public synchronized Optional<byte[]> transcript(Hit hit) {
        for (int journal = 0; journal < folders.size(); journal++) {
            if (folders.get(journal).endsWith(hit.evaluation())) {
                return hit.run().transcript().map(reader(journal)::blob);
            }
        }
        throw new IllegalArgumentException("no such evaluation here: " + hit.evaluation());
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
                throw Failures.reading(file, e);
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
