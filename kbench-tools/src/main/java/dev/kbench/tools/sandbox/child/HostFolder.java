package dev.kbench.tools.sandbox.child;

import dev.kbench.internal.file.Removal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// The folder of this JVM, in the system's folder for temporary files, where boxes are prepared. It
/// goes with the JVM; what one that was killed has left is removed by the next.
///
/// Thread-safe.
public final class HostFolder {
    private static final String PREFIX = "kbench-box-";
    private static final long OWN_PID = ProcessHandle.current().pid();

    private final Path folder;
    private final AtomicLong made = new AtomicLong();

    private HostFolder(Path folder) {
        this.folder = folder;
    }

    private static final class Only {
        static final HostFolder FOLDER = make(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /// This JVM's.
    ///
    /// @return the folder, made on first use
    public static HostFolder ofProcess() {
        return Only.FOLDER;
    }

    static HostFolder make(Path parent) {
        try {
            sweep(parent);
            Path folder = Files.createTempDirectory(parent, PREFIX + OWN_PID + "-").toRealPath();
            // a box may have a user of its own, who must reach what it is given and see no more
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(
                        folder,
                        java.nio.file.attribute.PosixFilePermissions.fromString("rwx--x--x"));
            }
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().unstarted(() -> removeQuietly(folder)));
            return new HostFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "no folder could be made in %s: %s; set -Djava.io.tmpdir to a folder that can be written to"
                            .formatted(parent, e),
                    e);
        }
    }

    /// Where it is.
    ///
    /// @return its real path
    public Path path() {
        return folder;
    }

    /// A path in it that nobody else has; nothing is made there.
    ///
    /// @param kind what it is for, as the beginning of its name
    /// @return the path
    public Path fresh(String kind) {
        return folder.resolve(kind + "-" + made.incrementAndGet());
    }

    private static void sweep(Path parent) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path one : left) {
                if (isOrphan(one.getFileName().toString(), PREFIX)) {
                    removeQuietly(one);
                }
            }
        }
    }

    /// Whether something that carries its process's id in its name has outlived that process.
    ///
    /// @param name the name: the prefix, the id, and what follows a dash
    /// @param prefix the prefix
    /// @return true if there is an id and no such process
    public static boolean isOrphan(String name, String prefix) {
        String id = name.substring(prefix.length()).replaceFirst("-.*", "");
        if (!id.matches("[1-9][0-9]{0,9}")) {
            return false;
        }
        return ProcessHandle.of(Long.parseLong(id)).isEmpty();
    }

    /// Removes a file, or a folder and all in it; what cannot be removed stays.
    ///
    /// @param path what to remove
    public static void removeQuietly(Path path) {
        try {
            Removal.of(path);
        } catch (IOException e) {
            return; // somebody else's
        }
    }
}
