package dev.kbench.browser;

import dev.kbench.internal.file.Removal;
import dev.kbench.tool.ToolUnavailableException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// The folder that a driver and its browser take for the system's folder of temporary files. A
/// browser that is ended by force leaves its profile there, tens of megabytes.
///
/// @param folder the folder
record Leavings(Path folder) {
    private static final String PREFIX = "kbench-browser-";

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(20);

    static Leavings create() {
        try {
            return new Leavings(Files.createTempDirectory(PREFIX));
        } catch (IOException e) {
            throw new ToolUnavailableException(
                    "a browser needs a folder in %s, where none can be made (%s); set -Djava.io.tmpdir to a folder that can be written to"
                            .formatted(System.getProperty("java.io.tmpdir"), e),
                    e);
        }
    }

    /// Removes the folder. What a process that is just ending writes there meanwhile is removed
    /// too; a folder that still resists after some seconds stays.
    void remove() {
        long until = System.nanoTime() + LIMIT.toNanos();
        while (!removed() && System.nanoTime() < until) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private boolean removed() {
        try {
            Removal.of(folder);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
