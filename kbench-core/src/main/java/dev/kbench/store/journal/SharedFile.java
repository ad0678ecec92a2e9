package dev.kbench.store.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/// A file that many threads read from. Not a channel: a thread that is interrupted would close one
/// for all the others.
///
/// Thread-safe.
final class SharedFile implements AutoCloseable {
    private final Path path;
    private final RandomAccessFile file;
    private final ReentrantLock turn = new ReentrantLock();

    SharedFile(Path path) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "r");
    }

    Path path() {
        return path;
    }

    long size() throws IOException {
        return file.length();
    }

    /// Reads up to a number of bytes.
    ///
    /// @return how many it read; fewer than wanted only at the file's end
    int read(long offset, byte[] into, int from, int wanted) throws IOException {
        turn.lock();
        try {
            file.seek(offset);
            int got = 0;
            while (got < wanted) {
                int n = file.read(into, from + got, wanted - got);
                if (n < 0) {
                    break;
                }
                got += n;
            }
            return got;
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException nothingToLose) {
            // it was only read from
        }
    }
}
