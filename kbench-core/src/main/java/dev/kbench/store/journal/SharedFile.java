package dev.kbench.store.journal;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/// A file that many threads read from. Not a channel: a thread that is interrupted would close one
/// for all the others.
///
/// Thread-safe.
final class SharedFile implements AutoCloseable {
    private final Path path;
    private final @Nullable RandomAccessFile file;
    private final ReentrantLock turn = new ReentrantLock();

    SharedFile(Path path) throws IOException {
        this(path, new RandomAccessFile(path.toFile(), "r"));
    }

    private SharedFile(Path path, @Nullable RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /// A file that is not there holds nothing.
    static SharedFile orEmpty(Path path) throws IOException {
        return Files.notExists(path) ? new SharedFile(path, null) : new SharedFile(path);
    }

    Path path() {
        return path;
    }

    long size() throws IOException {
        return file == null ? 0 : file.length();
    }

    /// Reads up to a number of bytes.
    ///
    /// @return how many it read; fewer than wanted only at the file's end
    int read(long offset, byte[] into, int from, int wanted) throws IOException {
        if (file == null) {
            return 0;
        }
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
        if (file == null) {
            return;
        }
        try {
            file.close();
        } catch (IOException nothingToLose) {
            // it was only read from
        }
    }
}
