package dev.kbench.store.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Looks for requests to stop, on a platform thread of its own: a busy disk or bodies that spin
/// hold it up as little as can be.
final class ControlWatch implements AutoCloseable {
    static final int EVERY_MS = 200;

    private final Path folder;
    private final Disk disk;
    private final Runnable stop;
    private final CountDownLatch closed = new CountDownLatch(1);

    ControlWatch(Path folder, Disk disk, Runnable stop) {
        this.folder = folder;
        this.disk = disk;
        this.stop = stop;
    }

    void start() {
        Thread.ofPlatform().daemon().name("kbench-journal-control").start(this::run);
    }

    private void run() {
        try {
            while (!closed.await(EVERY_MS, TimeUnit.MILLISECONDS)) {
                if (StopRequests.pending(folder)) {
                    // answered first: what is asked meanwhile is a request of its own
                    StopRequests.answer(folder, disk);
                    stop.run();
                }
            }
        } catch (InterruptedException | IOException end) {
            // nobody interrupts it; a folder that can no longer be written to fails the writer,
            // which says so
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
