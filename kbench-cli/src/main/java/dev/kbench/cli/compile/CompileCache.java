package dev.kbench.cli.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Compiled files by their digest, in one folder. A cache that cannot be read or written is as good
/// as an empty one: it never keeps a file from being run. The oldest entries go once there are too
/// many.
///
/// Thread-safe, also among processes: a file appears under its name only when it is whole.
final class CompileCache {
    private static final int MOST = 200;
    private static final String SUFFIX = ".classes";

    private final Path folder;

    CompileCache(Path folder) {
        this.folder = folder;
    }

    Optional<CompiledFile> find(String digest) {
        try {
            return CompiledFormat.read(Files.readAllBytes(folder.resolve(digest + SUFFIX)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void keep(String digest, CompiledFile file) {
        try {
            WholeFile.write(folder.resolve(digest + SUFFIX), CompiledFormat.write(file));
            prune();
        } catch (IOException e) {
            // An unwritable cache only costs the next run its time.
        }
    }

    private void prune() throws IOException {
        List<Path> entries;
        try (Stream<Path> files = Files.list(folder)) {
            entries = files.filter(f -> f.toString().endsWith(SUFFIX)).toList();
        }
        if (entries.size() > MOST) {
            List<Path> oldestFirst =
                    entries.stream().sorted(Comparator.comparing(CompileCache::modified)).toList();
            for (Path old : oldestFirst.subList(0, entries.size() - MOST / 2)) {
                Files.deleteIfExists(old);
            }
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
