package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import java.util.List;
import java.util.Optional;

/// The completed runs of several journals that can be read back, by their keys' digests; those made
/// inside other runs among them. Of runs with one digest it knows the latest: of the newest
/// journal, and in there the last in the file. About 45 bytes a run.
///
/// Thread-safe.
public final class RunCatalog implements AutoCloseable {
    private final DigestTable table = new DigestTable();
    private final JournalSweep journals;

    /// A run that was found.
    ///
    /// @param evaluation the id of the evaluation it was made in
    /// @param run the run
    /// @param journal where it was found
    public record Hit(String evaluation, StoredRun run, int journal) {}

    /// Reads the journals, one after the other.
    RunCatalog(JournalSweep journals) {
        this.journals = journals;
        journals.records(
                (record, journal) -> {
                    if ((record.type() == RecordFormat.FINISHED
                                    || record.type() == RecordFormat.INNER)
                            && FinishedRun.stands(record.outcome(), record.reason())) {
                        table.put(record, journal);
                    }
                });
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
        return journals.unreadable();
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
        return Optional.of(
                new Hit(
                        journals.evaluation(journal),
                        journals.read(journal, table.offset(slot)),
                        journal));
    }

    /// The transcript of a run that was found.
    ///
    /// @param hit what {@link #find} gave
    /// @return its bytes, empty where it has none
    /// @throws StoreException if it cannot be read, or is damaged
    public Optional<byte[]> transcript(Hit hit) {
        return journals.transcript(hit.journal(), hit.run());
    }

    /// A blob that the transcript of a run names.
    ///
    /// @param hit what {@link #find} gave
    /// @param place where it lies
    /// @return its bytes
    /// @throws StoreException if it cannot be read, or is damaged
    public byte[] blob(Hit hit, BlobRef place) {
        return journals.blob(hit.journal(), place);
    }

    @Override
    public void close() {
        journals.close();
    }
}
