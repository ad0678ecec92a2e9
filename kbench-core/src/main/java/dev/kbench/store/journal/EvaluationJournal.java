package dev.kbench.store.journal;

import dev.kbench.control.Outlay;
import dev.kbench.event.Usage;
import dev.kbench.store.StoreException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// The journal of one evaluation, held for writing. What {@link #finished} returned from is on
/// disk. After a failed write every further one is refused, and what is there stays whole.
///
/// Thread-safe; interrupts do not end its waits.
public final class EvaluationJournal implements AutoCloseable {
    private static final int LONGEST_REASON = 1000;

    private final Path folder;
    private final JournalPlan plan;
    private final JournalLock lock;
    private final Disk disk;
    private final GroupWriter writer;
    private final JournalReader reader;
    private final SharedBlobs shared;
    private final List<Damage> damages;
    private @Nullable ControlWatch control;
    private boolean closed;

    private EvaluationJournal(
            Path folder,
            JournalPlan plan,
            JournalLock lock,
            Disk disk,
            GroupWriter writer,
            JournalReader reader,
            SharedBlobs shared,
            List<Damage> damages) {
        this.folder = folder;
        this.plan = plan;
        this.lock = lock;
        this.disk = disk;
        this.writer = writer;
        this.reader = reader;
        this.shared = shared;
        this.damages = damages;
    }

    /// @param lock held already; closed with the journal, and where this fails
    static EvaluationJournal open(
            Path folder, JournalPlan plan, JournalLock lock, Disk disk, long segmentBytes) {
        Path path = folder.resolve(JournalReader.NAME);
        @Nullable FileChannel channel = null;
        @Nullable SharedFile file = null;
        boolean opened = false;
        try {
            StopRequests.clear(folder, disk);
            channel =
                    disk.open(
                            DiskStep.JOURNAL_OPEN,
                            path,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.READ,
                            StandardOpenOption.WRITE);
            file = new SharedFile(path);
            JournalIndex index = new JournalIndex();
            Recovery recovery = Recovery.read(file, index::add);
            recovery.repair(channel, disk);
            BlobSegments segments = new BlobSegments(folder, disk, segmentBytes);
            int before = segments.segments();
            GroupWriter writer =
                    new GroupWriter(folder, channel, recovery.end(), disk, segments, index);
            writer.start();
            opened = true;
            return new EvaluationJournal(
                    folder,
                    plan,
                    lock,
                    disk,
                    writer,
                    JournalReader.beside(file, folder, index),
                    new SharedBlobs(folder, writer, before),
                    recovery.damages());
        } catch (IOException e) {
            throw StoreException.writing(path, e);
        } finally {
            if (!opened) {
                release(channel, file, lock);
            }
        }
    }

    private static void release(
            @Nullable FileChannel channel, @Nullable SharedFile file, JournalLock lock) {
        try (lock) {
            if (file != null) {
                file.close();
            }
            if (channel != null) {
                channel.close();
            }
        } catch (IOException nothingWritten) {
            // what made the opening fail is told
        }
    }

    /// What the evaluation is about.
    ///
    /// @return the plan it was created with
    public JournalPlan plan() {
        return plan;
    }

    /// What of the journal was damaged when it was opened.
    ///
    /// @return the damages in the file's order; none where it was whole
    public List<Damage> damages() {
        return damages;
    }

    /// What the journal holds, this process's records included as soon as they are written.
    ///
    /// @return the index
    public JournalIndex index() {
        return reader.index();
    }

    /// Records that an attempt starts. Returns at once, unless the disk is far behind.
    ///
    /// @param position from 0
    /// @param attempt from 1
    /// @param digest the key's digest
    /// @param details further facts as JSON; may be empty
    /// @throws StoreException if a write failed before
    /// @throws IllegalStateException if the journal is closed
    public void started(long position, int attempt, KeyDigest digest, byte[] details) {
        RecordFormat.checkPlace(position, attempt);
        writer.add(RecordFormat.started(position, attempt, digest, details));
    }

    /// Records what one model call used. Returns at once, unless the disk is far behind.
    ///
    /// @param position from 0
    /// @param attempt from 1
    /// @param digest the key's digest
    /// @param usage what the call used
    /// @param outlay what it took of any budget
    /// @throws StoreException if a write failed before
    /// @throws IllegalStateException if the journal is closed
    public void called(long position, int attempt, KeyDigest digest, Usage usage, Outlay outlay) {
        RecordFormat.checkPlace(position, attempt);
        writer.add(RecordFormat.called(position, attempt, digest, usage, outlay));
    }

    /// Stores a blob. It is on disk when a later {@link #finished} has returned.
    ///
    /// @param bytes the blob, which may not be changed any more
    /// @return where it will lie
    /// @throws StoreException if a write failed before
    /// @throws IllegalArgumentException if it is longer than 256 MB
    /// @throws IllegalStateException if the journal is closed
    public BlobRef blob(byte[] bytes) {
        return writer.blob(bytes);
    }

    /// Records that an attempt finished, and returns when that and its transcript are on disk.
    ///
    /// @param run what it came to
    /// @param transcript where its transcript lies, as {@link #blob} gave it; empty for none
    /// @param document the run as JSON
    /// @throws StoreException if it cannot be written; the run is then not stored
    /// @throws IllegalArgumentException if the document is longer than 256 MB
    /// @throws IllegalStateException if the journal is closed
    public void finished(FinishedRun run, Optional<BlobRef> transcript, byte[] document) {
        writer.addAndAwait(RecordFormat.finished(run, transcript, document));
    }

    /// Records that a run inside the attempt under way finished, and returns when that and its
    /// transcript are on disk. What it used is part of what the attempt uses.
    ///
    /// @param run what it came to, at the position and the attempt that it was made in
    /// @param transcript where its transcript lies, as {@link #blob} gave it; empty for none
    /// @param document the run as JSON
    /// @throws StoreException if it cannot be written; the run is then not stored
    /// @throws IllegalArgumentException if the document is longer than 256 MB
    /// @throws IllegalStateException if the journal is closed
    public void inner(FinishedRun run, Optional<BlobRef> transcript, byte[] document) {
        writer.addAndAwait(RecordFormat.inner(run, transcript, document));
    }

    /// Records that the evaluation ended, and returns when that is on disk.
    ///
    /// @param complete whether it did all it was to do
    /// @param reason why it stopped, of which the first 1000 characters are kept; empty where it is
    ///   complete
    /// @throws StoreException if it cannot be written
    /// @throws IllegalStateException if the journal is closed
    public void ended(boolean complete, String reason) {
        String kept = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
        writer.addAndAwait(RecordFormat.ended(complete, kept.getBytes(StandardCharsets.UTF_8)));
    }

    /// Records that nothing is under way: unless something more is recorded, the journal is
    /// complete. Returns at once.
    ///
    /// @throws StoreException if a write failed before
    /// @throws IllegalStateException if the journal is closed
    public void rests() {
        writer.add(RecordFormat.ended(true, new byte[0]));
    }

    /// The last finished run of a position.
    ///
    /// @param position from 0
    /// @return the run, empty where none finished
    /// @throws StoreException if it cannot be read, or was damaged since the journal was opened
    public Optional<StoredRun> read(long position) {
        return reader.read(position);
    }

    /// Stores a blob that several runs share, once: also where an earlier process stored it. It is
    /// on disk when a later {@link #finished} has returned.
    ///
    /// @param sha256 its digest, 64 hex digits
    /// @param blob the blob, up to 256 MiB
    /// @return where it lies
    /// @throws StoreException if the journal cannot be written, or what is there cannot be read
    public BlobRef sharedBlob(String sha256, ByteBuffer blob) {
        return shared.place(sha256, blob);
    }

    /// A run that finished inside another.
    ///
    /// @param run what the index knows of it
    /// @return the run
    /// @throws StoreException if it cannot be read, or was damaged since the journal was opened
    public StoredRun read(InnerRun run) {
        return reader.readAt(run.offset());
    }

    /// Reads a blob whose run finished.
    ///
    /// @param place where it lies
    /// @return its bytes
    /// @throws StoreException if it cannot be read, or is damaged
    public byte[] blob(BlobRef place) {
        return reader.blob(place);
    }

    /// Tells of requests to stop, from now on. The hook is called for each request that was seen,
    /// on a thread of the journal's.
    ///
    /// @param stop what to do; it returns soon
    /// @throws IllegalStateException if there is a hook already, or the journal is closed
    public synchronized void onStop(Runnable stop) {
        if (closed || control != null) {
            throw new IllegalStateException(
                    closed ? "the journal is closed" : "there is a hook for stops already");
        }
        control = new ControlWatch(folder, disk, stop);
        control.start();
    }

    /// Writes what is left, and lets go of the journal; what it holds can still be read. A second
    /// time changes nothing.
    ///
    /// @throws StoreException if something could not be written that nobody was told of yet
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (control != null) {
            control.close();
        }
        try (lock) {
            writer.close();
            Waiting.apart(
                    () -> {
                        StateFile.keep(folder, index(), disk);
                        return true;
                    });
        }
    }
}
