package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.stream.Stream;

/// The commands whose evaluations lie in a folder and that did not come to their end: an empty file
/// for each, made before its first run and removed when it has written and shown all that it had
/// to. What such a command finished is gone on with, as what it did not finish is.
///
/// Thread-safe.
public final class OpenCommands {
    private static final String SUFFIX = ".open";

    private final Path root;
    private final Disk disk;

    OpenCommands(Path root, Disk disk) {
        this.root = root;
        this.disk = disk;
    }

    /// Notes that commands are under way; on disk when this returns.
    ///
    /// @param ids theirs
    /// @throws StoreException if the disk refuses
    public void begin(Set<String> ids) {
        try {
            boolean isNew = false;
            for (String id : ids) {
                Path mark = mark(id);
                if (Files.notExists(mark)) {
                    disk.open(
                                    DiskStep.MARK_CREATE,
                                    mark,
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE)
                            .close();
                    isNew = true;
                }
            }
            if (isNew) {
                disk.forceFolder(root);
            }
        } catch (IOException e) {
            throw StoreException.writing(root, e);
        }
    }

    /// Notes that commands came to their end.
    ///
    /// @param ids theirs
    /// @throws StoreException if the disk refuses
    public void end(Set<String> ids) {
        try {
            for (String id : ids) {
                disk.delete(DiskStep.MARK_DELETE, mark(id));
            }
        } catch (IOException e) {
            throw StoreException.writing(root, e);
        }
    }

    /// Whether one of some commands did not come to its end.
    ///
    /// @param ids theirs
    /// @return true if one is under way, or was cut short
    public boolean hasAny(Set<String> ids) {
        return ids.stream().anyMatch(id -> Files.exists(mark(id)));
    }

    /// Forgets all: for a folder without evaluations.
    void forget() throws IOException {
        try (Stream<Path> all = Files.list(root)) {
            for (Path mark : all.filter(file -> file.toString().endsWith(SUFFIX)).toList()) {
                disk.delete(DiskStep.MARK_DELETE, mark);
            }
        }
    }

    private Path mark(String id) {
        return root.resolve(id + SUFFIX);
    }
}
