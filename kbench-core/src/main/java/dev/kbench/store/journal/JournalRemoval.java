package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Removes an evaluation's folder: its plan first, so that what a crash leaves is no evaluation any
/// more. Files that are none of a journal's stay, and the folder with them.
final class JournalRemoval {
    private static final Pattern OURS =
            Pattern.compile(
                    "journal|journal\\.torn-\\d+|blobs-\\d+|(plan|state)\\.json(\\.tmp)?|control(\\.tmp|\\.seen)?");

    private JournalRemoval() {}

    /// Removes it, unless somebody holds it.
    ///
    /// @return whether it was removed
    static boolean remove(Path folder, Disk disk) {
        JournalLock lock = JournalLock.tryTake(folder, disk);
        if (lock == null) {
            return false;
        }
        try {
            try (lock) {
                disk.delete(DiskStep.FILE_DELETE, folder.resolve(PlanFile.NAME));
                for (Path file : files(folder)) {
                    disk.delete(DiskStep.FILE_DELETE, file);
                }
            }
            disk.delete(DiskStep.FILE_DELETE, folder.resolve(JournalLock.NAME));
            disk.step(DiskStep.FOLDER_DELETE, () -> Files.delete(folder));
        } catch (DirectoryNotEmptyException foreign) {
            return true;
        } catch (IOException e) {
            throw StoreException.writing(folder, e);
        }
        return true;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> OURS.matcher(file.getFileName().toString()).matches())
                    .toList();
        }
    }
}
