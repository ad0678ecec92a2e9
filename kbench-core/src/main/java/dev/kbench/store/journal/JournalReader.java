package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads a journal, also while another process writes to it: what was there when it was opened.
/// Changes nothing on the disk and takes no lock.
///
/// Thread-safe.
public final class JournalReader implements AutoCloseable {
    static final String NAME = "journal";
    private static final int GUESS = 8192;

    private final SharedFile file;
    private final BlobReader blobs;
    private final JournalIndex index;
    private final List<Damage> damages;

    private JournalReader(
            SharedFile file, BlobReader blobs, JournalIndex index, List<Damage> damages) {
        this.file = file;
        this.blobs = blobs;
        this.index = index;
        this.damages = damages;
    }

    static JournalReader open(Path folder) {
        JournalIndex index = new JournalIndex();
        return open(folder, index, index::add);
    }

    /// A process that ended, or is, between the plan and the journal left no records.
    ///
    /// @param records sees every whole record, in order
    static JournalReader open(Path folder, JournalIndex index, Consumer<RecordView> records) {
        Path path = folder.resolve(NAME);
        try {
            SharedFile file = SharedFile.orEmpty(path);
            try {
                Recovery recovery = Recovery.read(file, records);
                return new JournalReader(file, new BlobReader(folder), index, recovery.damages());
            } catch (IOException | RuntimeException e) {
                file.close();
                throw e;
            }
        } catch (IOException e) {
            throw StoreException.reading(path, e);
        }
    }

    /// A reader for the one who writes: it shares the writer's index.
    static JournalReader beside(SharedFile file, Path folder, JournalIndex index) {
        return new JournalReader(file, new BlobReader(folder), index, List.of());
    }

    /// What the journal holds.
    ///
    /// @return the index
    public JournalIndex index() {
        return index;
    }

    /// What of the journal was damaged when it was opened.
    ///
    /// @return the damages in the file's order; none where it is whole
    public List<Damage> damages() {
        return damages;
    }

    /// The last finished run of a position.
    ///
    /// @param position from 0
    /// @return the run, empty where none finished
    /// @throws StoreException if it cannot be read, or was damaged since the journal was opened
    public Optional<StoredRun> read(long position) {
        long offset = index.offset(position);
        return offset == 0 ? Optional.empty() : Optional.of(readAt(offset));
    }

    StoredRun readAt(long offset) {
        RecordView record = recordAt(offset);
        return new StoredRun(record.finished(), record.transcript(), record.text());
    }

    private RecordView recordAt(long offset) {
        try {
            byte[] bytes = new byte[GUESS];
            int got = file.read(offset, bytes, 0, GUESS);
            int length =
                    got < RecordFormat.STARTED_END
                            ? 0
                            : ByteBuffer.wrap(bytes).getInt(RecordFormat.LENGTH);
            if (length < RecordFormat.STARTED_END
                    || length > RecordFormat.LONGEST
                    || length > file.size() - offset) {
                throw damaged(offset);
            }
            if (length > got) {
                bytes = new byte[length];
                file.read(offset, bytes, 0, length);
            }
            ByteBuffer record = ByteBuffer.wrap(bytes);
            if (record.getInt(RecordFormat.CRC) != RecordFormat.recordCrc(bytes, 0, length)) {
                throw damaged(offset);
            }
            return new RecordView().at(record, 0, offset);
        } catch (IOException e) {
            throw StoreException.reading(file.path(), e);
        }
    }

    private StoreException damaged(long offset) {
        return new StoreException(
                "%s: the record at offset %d was damaged since the journal was opened; give the command again, it runs what is missing"
                        .formatted(file.path(), offset),
                null);
    }

    /// A blob, such as a transcript.
    ///
    /// @param place where it lies
    /// @return its bytes
    /// @throws StoreException if it cannot be read, or is damaged
    public byte[] blob(BlobRef place) {
        return blobs.read(place);
    }

    @Override
    public void close() {
        blobs.close();
        file.close();
    }
}
