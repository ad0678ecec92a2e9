package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Writes groups of records. Callers add to the current group and, where a run finished, wait for
/// it. One platform thread takes the group, writes and flushes its blobs, writes and flushes its
/// records, in this order, and wakes those who wait; what comes meanwhile is the next group. So a
/// record never names a blob that is not on disk, and thousands share a flush.
///
/// A group that nobody waits for is written within {@link #LINGER_NANOS} and not flushed: it
/// survives the process's end, not the machine's.
///
/// Whatever fails, fails for good: those who wait and those who come get the same exception, and
/// the journal is cut to its last whole group, if the disk still lets it.
///
/// Thread-safe.
final class GroupWriter implements AutoCloseable {
    static final long LIMIT_BYTES = 32 << 20;
    private static final long EAGER_BYTES = 1 << 20;
    private static final long LINGER_NANOS = 2_000_000;

    private final Path file;
    private final FileChannel channel;
    private final Disk disk;
    private final BlobSegments segments;
    private final JournalIndex index;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final SpareBytes spare = new SpareBytes();
    private Group current = new Group(spare);
    private @Nullable StoreException failure;
    private volatile boolean told;
    private boolean closing;

    private long written;
    private boolean unflushed;
    private final RecordView view = new RecordView();

    /// @param channel the journal's; nobody else uses it
    /// @param size where the journal ends
    GroupWriter(
            Path folder,
            FileChannel channel,
            long size,
            Disk disk,
            BlobSegments segments,
            JournalIndex index) {
        this.file = folder.resolve(JournalReader.NAME);
        this.channel = channel;
        this.written = size;
        this.disk = disk;
        this.segments = segments;
        this.index = index;
        this.thread = Thread.ofPlatform().daemon().name("kbench-journal").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    BlobRef blob(byte[] blob) {
        return framed(BlobSegments.frame(BlobSegments.MAGIC, ByteBuffer.wrap(blob)));
    }

    BlobRef shared(ByteBuffer blob) {
        return framed(BlobSegments.frame(BlobSegments.SHARED_MAGIC, blob));
    }

    private BlobRef framed(byte[] frame) {
        lock.lock();
        try {
            makeRoom(frame.length);
            BlobRef place = segments.place(frame.length - BlobSegments.FRAME);
            boolean first = current.bytes() == 0;
            current.blob(place, frame);
            wake(first);
            return place;
        } finally {
            lock.unlock();
        }
    }

    void add(byte[] record) {
        append(record, false);
    }

    void addAndAwait(byte[] record) {
        Group group = append(record, true);
        try {
            group.await();
        } catch (StoreException e) {
            told = true;
            throw e;
        }
    }

    private Group append(byte[] record, boolean awaited) {
        lock.lock();
        try {
            makeRoom(record.length);
            boolean first = current.bytes() == 0;
            current.records.add(record);
            current.awaited |= awaited;
            wake(first || awaited);
            return current;
        } finally {
            lock.unlock();
        }
    }

    private void wake(boolean needed) {
        if (needed || current.bytes() >= EAGER_BYTES) {
            work.signal();
        }
    }

    /// Waits while the current group is full, and refuses what can no longer be written.
    private void makeRoom(int bytes) {
        while (failure == null
                && !closing
                && current.bytes() > 0
                && current.bytes() + bytes > LIMIT_BYTES) {
            room.awaitUninterruptibly();
        }
        if (failure != null) {
            told = true;
            throw failure.again();
        }
        if (closing) {
            throw new IllegalStateException("the journal " + file + " is closed");
        }
    }

    private void run() {
        try {
            Group group = next();
            while (group != null && write(group)) {
                group.finish(null);
                group.release();
                group = next();
            }
            if (group == null && unflushed) {
                write(Group.ofNothing());
            }
        } catch (InterruptedException nobodyDoesThat) {
            fail(Group.ofNothing(), StoreException.writing(file, nobodyDoesThat));
        }
    }

    private @Nullable Group next() throws InterruptedException {
        lock.lock();
        try {
            while (current.bytes() == 0 && !closing) {
                work.await();
            }
            long patience = LINGER_NANOS;
            while (patience > 0 && !closing && !current.awaited && current.bytes() < EAGER_BYTES) {
                patience = work.awaitNanos(patience);
            }
            if (current.bytes() == 0) {
                return null;
            }
            Group taken = current;
            current = new Group(spare);
            room.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private boolean write(Group group) {
        Path at = file;
        try {
            for (Group.Part part : group.blobs) {
                at = segments.path(part.segment());
                segments.write(part);
            }
            if (group.awaited) {
                segments.force();
            }
            at = file;
            int size = group.records.size();
            disk.write(DiskStep.JOURNAL_WRITE, channel, written, group.records.array(), size);
            if (group.awaited) {
                disk.force(DiskStep.JOURNAL_FORCE, channel);
            }
            unflushed = !group.awaited;
            takeIn(group.records);
            written += size;
            return true;
        } catch (IOException | RuntimeException | Error e) {
            fail(group, StoreException.writing(at, e));
            return false;
        }
    }

    private void takeIn(Bytes records) {
        ByteBuffer bytes = ByteBuffer.wrap(records.array(), 0, records.size());
        for (int at = 0; at < bytes.limit(); at += view.length()) {
            index.add(view.at(bytes, at, written + at));
        }
    }

    private void fail(Group group, StoreException failed) {
        try {
            disk.step(DiskStep.TORN_TRUNCATE, () -> channel.truncate(written));
        } catch (IOException | RuntimeException e) {
            failed.addSuppressed(e);
        }
        lock.lock();
        try {
            failure = failed;
            group.finish(failed);
            current.finish(failed);
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Writes and flushes what is left, and closes the files.
    ///
    /// @throws StoreException if a write failed and nobody was told of it yet
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            work.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        Waiting.uninterrupted(thread::join);
        try (channel;
                segments) {
            // both are closed, whichever fails
        } catch (IOException e) {
            throw StoreException.writing(file, e);
        }
        StoreException failed = failure;
        if (failed != null && !told) {
            throw failed;
        }
    }
}
