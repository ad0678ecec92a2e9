package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/// Holds a journal for one process. The system's lock decides, so that one of a dead process holds
/// nobody up; the pid in the file is for the message. The locked byte lies far behind the text:
/// some systems refuse to read what is locked.
///
/// On most systems a process loses its lock when it closes any channel on the file. So within a
/// process a set decides, and the file of a lock that is held is never opened a second time; both
/// are looked at together, under one monitor.
final class JournalLock implements AutoCloseable {
    static final String NAME = "lock";

    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    /// Whoever asks for a holder has a shared lock for a moment, which must not look like a holder.
    private static final int TRIES = 10;

    private static final long BETWEEN_TRIES_MS = 10;

    private static final Set<Path> HELD_HERE = new HashSet<>();

    private final Path key;
    private final FileChannel channel;
    private final Disk disk;

    private JournalLock(Path key, FileChannel channel, Disk disk) {
        this.key = key;
        this.channel = channel;
        this.disk = disk;
    }

    /// Takes the lock.
    ///
    /// @throws StoreException naming the process that holds it
    static JournalLock take(Path folder, Disk disk) {
        JournalLock lock = tryTake(folder, disk);
        if (lock == null) {
            throw new StoreException(
                    "the evaluation %s is held by %s: wait for it, or stop it (kbench stop %s)"
                            .formatted(folder, holderText(folder), folder.getFileName()),
                    null);
        }
        return lock;
    }

    /// Takes the lock as soon as nobody has it.
    ///
    /// @throws StoreException naming the process that holds it when the time is over
    static JournalLock await(Path folder, Duration limit, Disk disk) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            JournalLock lock = tryTake(folder, disk);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() - end >= 0) {
                throw new StoreException(
                        "%s has been held by %s for more than %s: end that process, or choose another folder with --out"
                                .formatted(folder, holderText(folder), limit),
                        null);
            }
            Waiting.uninterrupted(() -> Thread.sleep(BETWEEN_TRIES_MS));
        }
    }

    /// Takes the lock, unless somebody has it.
    static @Nullable JournalLock tryTake(Path folder, Disk disk) {
        Path file = folder.resolve(NAME);
        synchronized (HELD_HERE) {
            try {
                Path key = folder.toRealPath();
                FileChannel channel = HELD_HERE.contains(key) ? null : locked(file, disk);
                if (channel == null) {
                    return null;
                }
                HELD_HERE.add(key);
                return new JournalLock(key, channel, disk);
            } catch (IOException e) {
                throw StoreException.writing(file, e);
            }
        }
    }

    private static String holderText(Path folder) {
        Path file = folder.resolve(NAME);
        synchronized (HELD_HERE) {
            try {
                return HELD_HERE.contains(folder.toRealPath())
                        ? "this process, " + self()
                        : "process " + text(file);
            } catch (IOException e) {
                throw StoreException.reading(file, e);
            }
        }
    }

    /// Who holds a journal.
    ///
    /// @return the pid, 0 where it is not known; empty where nobody does
    static OptionalLong holder(Path folder) {
        Path file = folder.resolve(NAME);
        synchronized (HELD_HERE) {
            try {
                if (Files.notExists(file)) {
                    return OptionalLong.empty();
                }
                if (HELD_HERE.contains(folder.toRealPath())) {
                    return OptionalLong.of(ProcessHandle.current().pid());
                }
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
                        FileLock lock = channel.tryLock(LOCKED_BYTE, 1, true)) {
                    return lock == null ? OptionalLong.of(pid(file)) : OptionalLong.empty();
                }
            } catch (IOException e) {
                throw StoreException.reading(file, e);
            }
        }
    }

    private static @Nullable FileChannel locked(Path file, Disk disk) throws IOException {
        FileChannel channel =
                disk.open(
                        DiskStep.LOCK_OPEN,
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            for (int n = 0; n < TRIES; n++) {
                if (channel.tryLock(LOCKED_BYTE, 1, false) != null) {
                    byte[] holder = (self() + "\n").getBytes(StandardCharsets.UTF_8);
                    channel.truncate(0);
                    disk.write(DiskStep.LOCK_WRITE, channel, 0, holder, holder.length);
                    return channel;
                }
                Thread.sleep(BETWEEN_TRIES_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    private static String self() {
        ProcessHandle self = ProcessHandle.current();
        return self.info()
                .startInstant()
                .map(start -> "%d (started %s)".formatted(self.pid(), start))
                .orElse(Long.toString(self.pid()));
    }

    private static String text(Path file) throws IOException {
        // whatever it holds: it is for a message only
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
        return text.isEmpty() ? "unknown" : text;
    }

    private static long pid(Path file) throws IOException {
        String first = text(file).split(" ", 2)[0];
        return first.matches("\\d{1,18}") ? Long.parseLong(first) : 0;
    }

    @Override
    public void close() {
        synchronized (HELD_HERE) {
            if (!channel.isOpen()) {
                return;
            }
            try (channel) {
                disk.step(DiskStep.LOCK_RELEASE, channel::close);
            } catch (IOException released) {
                // the lock goes with the file's descriptor, whatever the system says about it
            }
            HELD_HERE.remove(key);
        }
    }
}
