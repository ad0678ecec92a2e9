package dev.kbench.store;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Writes files into one folder, whole or not at all: a temporary file first, then its final name.
/// What lies in the folder is looked at once, so that numbers go on and no file is overwritten.
///
/// Thread-safe.
final class RunFolder {
    private static final Pattern RUN_FILE =
            Pattern.compile("(.*)-run_(?:id_Run_(\\d{1,9})|param_id_).*\\.run\\.json");
    private static final Pattern TEMPORARY = Pattern.compile("\\.kbench-.*\\.tmp");
    private static final Duration LEFT_BEHIND = Duration.ofDays(1);

    private final Path folder;
    private final String owner = UUID.randomUUID().toString();
    private final AtomicLong temporary = new AtomicLong();
    private final Map<String, Long> numbers = new HashMap<>();

    /// Names that were taken when somebody wanted them, with the number to try next.
    private final Map<String, Integer> taken = new HashMap<>();

    private boolean looked;

    RunFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
    }

    Path resolve(String name) {
        return folder.resolve(name);
    }

    /// Sets numbers aside for a task's runs, and gives the first of them.
    synchronized long nextNumbers(String stem, long count) {
        look();
        return numbers.merge(stem, count, Math::addExact) - count + 1;
    }

    /// Writes a file under a name that no other file has.
    ///
    /// @param name the name wanted
    /// @return the name it got
    String writeNew(String name, byte[] content) {
        synchronized (this) {
            look();
        }
        Path temp = temporary(content);
        String free = name;
        try {
            while (!publish(temp, folder.resolve(free))) {
                free = another(name);
            }
            return free;
        } catch (IOException e) {
            throw StoreException.writing(folder.resolve(free), e);
        } finally {
            discard(temp);
        }
    }

    private synchronized String another(String name) {
        return FileNames.again(name, taken.merge(name, 2, (last, _) -> last + 1));
    }

    /// Writes a file in the place of the one of that name, if there is one.
    void replace(String name, byte[] content) {
        synchronized (this) {
            look();
        }
        Path temp = temporary(content);
        Path target = folder.resolve(name);
        try {
            Files.move(
                    temp,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            discard(temp);
            throw StoreException.writing(target, e);
        }
    }

    /// Removes a file, if it is there; its name is free again.
    void remove(String name) {
        Path target = folder.resolve(name);
        try {
            Files.deleteIfExists(target);
            synchronized (this) {
                taken.clear();
            }
        } catch (IOException e) {
            throw StoreException.removing(target, e);
        }
    }

    /// The number in a run file's name, 0 where it has none.
    static long number(String file) {
        Matcher matcher = RUN_FILE.matcher(file);
        return matcher.matches() && matcher.group(2) != null ? Long.parseLong(matcher.group(2)) : 0;
    }

    private synchronized void look() {
        if (looked) {
            return;
        }
        Map<String, Long> files = new HashMap<>();
        try {
            Files.createDirectories(folder);
            try (Stream<Path> all = Files.list(folder)) {
                all.map(file -> file.getFileName().toString())
                        .forEach(
                                name -> {
                                    sweep(name);
                                    count(name, files);
                                });
            }
        } catch (UncheckedIOException e) {
            throw StoreException.writing(folder, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw StoreException.writing(folder, e);
        }
        files.forEach((stem, count) -> numbers.merge(stem, count, Math::max));
        looked = true;
    }

    /// A task's numbers go on from the highest in the folder. Files of rows carry a label and no
    /// number: there are at least as many numbers as files.
    private void count(String name, Map<String, Long> files) {
        Matcher matcher = RUN_FILE.matcher(name);
        if (matcher.matches()) {
            String stem = matcher.group(1);
            long number = matcher.group(2) == null ? 0 : Long.parseLong(matcher.group(2));
            numbers.merge(stem, number, Math::max);
            files.merge(stem, 1L, Long::sum);
        }
    }

    /// Removes what a crash left behind long ago; what is younger may be another process's.
    private void sweep(String name) {
        if (TEMPORARY.matcher(name).matches()) {
            try {
                Path file = folder.resolve(name);
                Instant limit = Instant.now().minus(LEFT_BEHIND);
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.delete(file);
                }
            } catch (IOException gone) {
                // another process was faster, or it is not ours to remove: it hurts nobody
            }
        }
    }

    private Path temporary(byte[] content) {
        Path temp = folder.resolve(".kbench-" + owner + "-" + temporary.incrementAndGet() + ".tmp");
        try {
            try {
                Files.write(temp, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            } catch (NoSuchFileException folderGone) {
                Files.createDirectories(folder);
                Files.write(temp, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            }
            return temp;
        } catch (IOException e) {
            discard(temp);
            throw StoreException.writing(temp, e);
        }
    }

    /// Gives a temporary file its name; false where another file has it.
    private boolean publish(Path temp, Path target) throws IOException {
        try {
            Files.createLink(target, temp);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException e) {
            synchronized (this) {
                if (Files.exists(target)) {
                    return false;
                }
                Files.move(temp, target);
                return true;
            }
        }
    }

    private static void discard(Path temp) {
        File file = temp.toFile();
        if (!file.delete() && file.exists()) {
            file.deleteOnExit();
        }
    }
}
