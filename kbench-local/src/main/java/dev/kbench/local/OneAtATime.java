package dev.kbench.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// A lock that one process on this machine, and in it one thread, holds at a time. The system gives
/// it free when its process ends, however that is.
final class OneAtATime implements AutoCloseable {
    private static final Map<Path, ReentrantLock> HERE = new ConcurrentHashMap<>();
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration LIMIT = Duration.ofHours(1);

    private final ReentrantLock here;
    private final FileChannel channel;

    private OneAtATime(ReentrantLock here, FileChannel channel) {
        this.here = here;
        this.channel = channel;
    }

    /// Waits for the lock.
    ///
    /// @param file the lock's file, which stays
    /// @param waiting is run once if another process has the lock
    /// @param fetching what goes wrong
    static OneAtATime take(Path file, Runnable waiting, Fetching fetching)
            throws IOException, InterruptedException {
        ReentrantLock here = HERE.computeIfAbsent(file.toAbsolutePath(), _ -> new ReentrantLock());
        here.lockInterruptibly();
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                waiting.run();
            }
            for (long left = LIMIT.dividedBy(PAUSE); lock == null; left--) {
                if (left == 0) {
                    throw fetching.lockedTooLong(file);
                }
                Thread.sleep(PAUSE);
                lock = channel.tryLock();
            }
            return new OneAtATime(here, channel);
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (channel != null) {
                channel.close();
            }
            here.unlock();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            here.unlock();
        }
    }
}
