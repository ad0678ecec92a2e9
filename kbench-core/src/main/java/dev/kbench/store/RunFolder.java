package dev.kbench.store;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Writes files into one folder, whole or not at all: a temporary file first, then its final name.
/// What lies in the folder is looked at once, so that numbers go on and no file is overwritten.
///
/// Thread-safe.
final class RunFolder {
    private static final Pattern NUMBERED =
            Pattern.compile("(.*)-run_id_Run_(\\d{1,9})(?:[_-].*)?\\.run\\.json");

    private final Path folder;
    private final AtomicLong temporary = new AtomicLong();
    private @Nullable Set<String> taken;
    private final Map<String, Long> numbers = new HashMap<>();

    RunFolder(Path folder) {
        this.folder = folder.toAbsolutePath();
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
    String writeNew(String name, String text) {
        String claimed = claim(name);
        Path temp = temporary(text);
        try {
            while (!publish(temp, folder.resolve(claimed))) {
                claimed = claim(name);
            }
            return claimed;
        } catch (IOException e) {
            throw failed(folder.resolve(claimed), e);
        } finally {
            discard(temp);
        }
    }

    /// Writes a file in the place of the one of that name, if there is one.
    void replace(String name, String text) {
        synchronized (this) {
            look();
        }
        Path temp = temporary(text);
        Path target = folder.resolve(name);
        try {
            Files.move(
                    temp,
                    target,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            discard(temp);
            throw failed(target, e);
        }
    }

    private synchronized String claim(String name) {
        Set<String> names = look();
        String free = name;
        for (int n = 2; !names.add(free); n++) {
            free = FileNames.again(name, n);
        }
        return free;
    }

    private synchronized Set<String> look() {
        if (taken == null) {
            Set<String> found = new HashSet<>();
            try {
                Files.createDirectories(folder);
                try (Stream<Path> files = Files.list(folder)) {
                    files.map(file -> file.getFileName().toString()).forEach(found::add);
                }
            } catch (IOException e) {
                throw failed(folder, e);
            }
            for (String name : found) {
                Matcher matcher = NUMBERED.matcher(name);
                if (matcher.matches()) {
                    numbers.merge(matcher.group(1), Long.parseLong(matcher.group(2)), Math::max);
                }
            }
            taken = found;
        }
        return taken;
    }

    private Path temporary(String text) {
        Path temp =
                folder.resolve(
                        ".kbench-%d-%d.tmp"
                                .formatted(
                                        ProcessHandle.current().pid(),
                                        temporary.incrementAndGet()));
        try {
            Files.write(
                    temp,
                    text.getBytes(StandardCharsets.US_ASCII),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE);
            return temp;
        } catch (IOException e) {
            discard(temp);
            throw failed(temp, e);
        }
    }

    /// Gives a temporary file its name; false where another process was there first.
    private static boolean publish(Path temp, Path target) throws IOException {
        try {
            Files.createLink(target, temp);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (Files.exists(target)) {
                return false;
            }
            Files.move(temp, target);
            return true;
        }
    }

    private static void discard(Path temp) {
        try {
            Files.deleteIfExists(temp);
        } catch (IOException e) {
            temp.toFile().deleteOnExit();
        }
    }

    private StoreException failed(Path target, IOException e) {
        return new StoreException(
                "%s cannot be written: %s; expected a folder that can be written to, choose another with --out"
                        .formatted(target, reason(e)),
                e);
    }

    private static String reason(IOException e) {
        return e instanceof FileAlreadyExistsException
                ? "there is a file in the folder's place"
                : e instanceof FileSystemException f && f.getReason() != null
                        ? f.getReason()
                        : e.getClass().getSimpleName();
    }
}
