package dev.kbench.store.journal;

import dev.kbench.store.journal.DiskSteps.Moment;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// The only way a journal changes the disk: each step is told before and after.
///
/// Thread-safe.
final class Disk {
    /// Bytes of the heap reach a channel through a direct buffer as large as they are: pieces keep
    /// that small.
    private static final int PIECE = 1 << 18;

    private static final boolean WINDOWS = java.io.File.separatorChar == '\\';

    private final DiskSteps steps;

    Disk(DiskSteps steps) {
        this.steps = steps;
    }

    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }

    void step(DiskStep step, Action action) throws IOException {
        steps.at(step, Moment.BEFORE);
        action.run();
        steps.at(step, Moment.AFTER);
    }

    /// Opens a file, which is closed again where the step fails afterwards.
    FileChannel open(DiskStep step, Path file, OpenOption... options) throws IOException {
        steps.at(step, Moment.BEFORE);
        FileChannel channel = FileChannel.open(file, options);
        try {
            steps.at(step, Moment.AFTER);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    void delete(DiskStep step, Path file) throws IOException {
        step(step, () -> Files.deleteIfExists(file));
    }

    /// Writes bytes where they belong; on a failure, a part of them may be there.
    void write(DiskStep step, FileChannel channel, long offset, byte[] bytes, int length)
            throws IOException {
        steps.at(step, Moment.BEFORE);
        int half = steps.halves() ? length / 2 : 0;
        if (half > 0) {
            write(channel, offset, bytes, 0, half);
            steps.at(step, Moment.HALFWAY);
        }
        write(channel, offset, bytes, half, length);
        steps.at(step, Moment.AFTER);
    }

    private static void write(FileChannel channel, long offset, byte[] bytes, int from, int to)
            throws IOException {
        for (int at = from; at < to; ) {
            ByteBuffer piece = ByteBuffer.wrap(bytes, at, Math.min(PIECE, to - at));
            at += channel.write(piece, offset + at);
        }
    }

    void force(DiskStep step, FileChannel channel) throws IOException {
        step(step, () -> channel.force(false));
    }

    /// Writes a small file whole or not at all, in the place of the one there is.
    void replace(Path file, byte[] bytes) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
        try (FileChannel channel =
                open(
                        DiskStep.FILE_CREATE,
                        temporary,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            write(DiskStep.FILE_WRITE, channel, 0, bytes, bytes.length);
            force(DiskStep.FILE_FORCE, channel);
        }
        rename(temporary, file);
    }

    void rename(Path from, Path to) throws IOException {
        step(
                DiskStep.FILE_RENAME,
                () ->
                        Files.move(
                                from,
                                to,
                                StandardCopyOption.ATOMIC_MOVE,
                                StandardCopyOption.REPLACE_EXISTING));
        forceFolderOf(to);
    }

    void forceFolderOf(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            forceFolder(folder);
        }
    }

    /// Flushes the names in a folder, where the system has a way to.
    void forceFolder(Path folder) throws IOException {
        if (WINDOWS) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            step(DiskStep.FOLDER_FORCE, () -> channel.force(true));
        }
    }
}
