package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// What is written together, and those who wait for it.
final class Group {
    final Bytes records;
    final List<Part> blobs = new ArrayList<>();
    boolean awaited;
    long blobBytes;

    private final SpareBytes spare;
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile @Nullable StoreException failure;

    /// Blobs that go into one segment, one behind the other.
    record Part(int segment, long offset, Bytes bytes) {}

    /// @param spare where buffers come from, and go once the group is written
    Group(SpareBytes spare) {
        this.spare = spare;
        this.records = spare.take();
    }

    /// Makes a flush of what was written before.
    static Group ofNothing() {
        Group group = new Group(new SpareBytes());
        group.awaited = true;
        return group;
    }

    long bytes() {
        return records.size() + blobBytes;
    }

    void blob(BlobRef place, byte[] frame) {
        if (blobs.isEmpty() || blobs.getLast().segment() != place.segment()) {
            blobs.add(new Part(place.segment(), place.offset(), spare.take()));
        }
        blobs.getLast().bytes().add(frame);
        blobBytes += frame.length;
    }

    /// Gives the buffers back: nobody reads the group any more.
    void release() {
        spare.give(records);
        blobs.forEach(part -> spare.give(part.bytes()));
    }

    void finish(@Nullable StoreException failed) {
        failure = failed;
        done.countDown();
    }

    /// Waits until the group is on disk, an interrupt notwithstanding: the run is over, and its
    /// record must not be lost because somebody lost patience with it.
    void await() {
        Waiting.uninterrupted(done::await);
        StoreException failed = failure;
        if (failed != null) {
            throw failed.again();
        }
    }
}
