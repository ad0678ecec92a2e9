package dev.kbench.internal.file;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/// Removes folders with all that is in them, whatever a program left there. Links are removed, and
/// never followed. A folder that its owner may not enter or change is opened first. Folders inside
/// folders are moved up before they are emptied, so that none lies too deep for its path to be
/// named. What cannot be removed stays, and the rest goes all the same.
///
/// One thread, once.
public final class Removal {
    private final Path root;
    private final Deque<Path> folders = new ArrayDeque<>();
    private long moved;
    private @Nullable IOException first;

    private Removal(Path root) {
        this.root = root;
    }

    /// Removes a file, a link, or a folder and all in it.
    ///
    /// @param path what to remove; it need not be there
    /// @throws IOException the first of the reasons why something stayed
    public static void of(Path path) throws IOException {
        if (isFolder(path)) {
            new Removal(path).remove();
        } else {
            Files.deleteIfExists(path);
        }
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private void remove() throws IOException {
        unlock(root);
        empty(root);
        while (!folders.isEmpty()) {
            Path folder = folders.pop();
            empty(folder);
            delete(folder);
        }
        delete(root);
        if (first != null) {
            throw first;
        }
    }

    private void empty(Path folder) {
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path each : all) {
                if (isFolder(each)) {
                    take(each);
                } else {
                    delete(each);
                }
            }
        } catch (IOException e) {
            stayed(e);
        } catch (DirectoryIteratorException e) {
            stayed(new IOException("%s cannot be listed".formatted(folder), e));
        }
    }

    /// Has a folder emptied in its turn: in the outermost one, under a name that nothing has.
    private void take(Path folder) {
        unlock(folder);
        Path place = folder;
        while (!root.equals(place.getParent())) {
            try {
                place = Files.move(folder, root.resolve("removed-" + moved++));
            } catch (FileAlreadyExistsException taken) {
                // by something that is removed itself
            } catch (IOException e) {
                stayed(e);
                return;
            }
        }
        folders.push(place);
    }

    private void unlock(Path folder) {
        if (Files.isReadable(folder) && Files.isWritable(folder) && Files.isExecutable(folder)) {
            return;
        }
        try {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException | UnsupportedOperationException e) {
            return; // somebody else's: told when it cannot be emptied
        }
    }

    private void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            stayed(e);
        }
    }

    private void stayed(IOException reason) {
        if (first == null) {
            first = reason;
        }
    }
}
