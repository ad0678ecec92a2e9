package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads a journal piece by piece, from where it was read to before, also while another process
/// writes to it. Changes nothing on the disk, takes no lock and holds nothing of what it read.
///
/// Thread-safe.
public final class JournalFollower implements AutoCloseable {
    private final Path folder;
    private final SharedFile file;
    private final JournalReader reader;

    private JournalFollower(SharedFile file, Path folder) {
        this.folder = folder;
        this.file = file;
        this.reader = JournalReader.beside(file, folder, new JournalIndex());
    }

    static JournalFollower open(Path folder) {
        Path path = folder.resolve(JournalReader.NAME);
        try {
            return new JournalFollower(SharedFile.orEmpty(path), folder);
        } catch (IOException e) {
            throw StoreException.reading(path, e);
        }
    }

    /// Receives the runs that a journal holds.
    @FunctionalInterface
    public interface Visitor {
        /// A run finished. Of several at one position the last one counts.
        ///
        /// @param mark how far the journal is read with this record, whose place is the mark's last
        /// @param run the run
        void finished(JournalMark mark, StoredRun run);
    }

    /// What came of reading on.
    ///
    /// @param mark how far it was read
    /// @param damages what lies between the records; half a record at the end, which a process may
    ///   be writing, is read again next time
    public record Progress(JournalMark mark, List<Damage> damages) {
        /// Copies the damages.
        public Progress {
            damages = List.copyOf(damages);
        }
    }

    /// What the evaluation is about.
    ///
    /// @return its plan; empty where that cannot be read
    public Optional<JournalPlan> plan() {
        try {
            return Optional.of(PlanFile.read(folder).plan());
        } catch (StoreException unreadable) {
            return Optional.empty();
        }
    }

    /// Whether the journal still holds what was read up to a mark. Where it does not, it was cut or
    /// is another one, and is to be read from {@link JournalMark#START}.
    ///
    /// @param mark how far it was read
    /// @return false if it is shorter, or other bytes lie where the last record was
    /// @throws StoreException if it cannot be read
    public boolean continues(JournalMark mark) {
        if (mark.last() == 0) {
            return true;
        }
        byte[] head = new byte[RecordFormat.HEADER_END];
        try {
            return file.size() >= mark.end()
                    && file.read(mark.last(), head, 0, head.length) == head.length
                    && ByteBuffer.wrap(head).getInt(0) == RecordFormat.MAGIC
                    && ByteBuffer.wrap(head).getInt(RecordFormat.CRC) == mark.crc();
        } catch (IOException e) {
            throw StoreException.reading(file.path(), e);
        }
    }

    /// Reads what was written since a mark, as far as it is whole.
    ///
    /// @param from how far it was read
    /// @param visitor receives the runs that finished since, in the journal's order; those made
    ///   inside other runs are part of these
    /// @return how far it is read now
    /// @throws StoreException if it cannot be read, or a newer version wrote it
    public Progress read(JournalMark from, Visitor visitor) {
        try {
            long size = file.size();
            if (size <= from.end()) {
                return new Progress(from, List.of());
            }
            List<Damage> damages = new ArrayList<>();
            if (from.last() == 0 && !Recovery.headIsWhole(file)) {
                damages.add(new Damage(file.path(), Damage.Kind.HEAD, 0, from.end(), ""));
            }
            JournalMark[] mark = {from};
            for (RecordScan.Gap gap :
                    RecordScan.scan(
                            file,
                            from.end(),
                            size,
                            record -> {
                                mark[0] =
                                        new JournalMark(
                                                record.offset() + record.length(),
                                                record.offset(),
                                                record.crc());
                                if (record.type() == RecordFormat.FINISHED
                                        && record.position() >= 0
                                        && record.attempt() > 0) {
                                    visitor.finished(mark[0], stored(record));
                                }
                            })) {
                Damage.Kind kind = gap.to() == size ? Damage.Kind.TAIL : Damage.Kind.MIDDLE;
                damages.add(new Damage(file.path(), kind, gap.from(), gap.to() - gap.from(), ""));
            }
            return new Progress(mark[0], damages);
        } catch (IOException e) {
            throw StoreException.reading(file.path(), e);
        }
    }

    private StoredRun stored(RecordView record) {
        return record.isWhole()
                ? new StoredRun(record.finished(), record.transcript(), record.text())
                : reader.readAt(record.offset());
    }

    /// One run.
    ///
    /// @param place where its record starts, as the mark said that {@link Visitor#finished} was
    ///   told
    /// @return the run
    /// @throws StoreException if it cannot be read any more
    public StoredRun run(long place) {
        return reader.readAt(place);
    }

    /// A blob beside the journal, such as a transcript.
    ///
    /// @param place where it lies
    /// @return its bytes
    /// @throws StoreException if it cannot be read, or is damaged
    public byte[] blob(BlobRef place) {
        return reader.blob(place);
    }

    @Override
    public void close() {
        reader.close();
    }
}
