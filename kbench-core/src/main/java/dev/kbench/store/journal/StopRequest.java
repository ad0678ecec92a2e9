package dev.kbench.store.journal;

import dev.kbench.store.StoreException;

import java.nio.file.Path;

/// A request that was put to the process that holds a journal. Thread-safe.
public final class StopRequest {
    private final Path folder;
    private final String token;

    StopRequest(Path folder, String token) {
        this.folder = folder;
        this.token = token;
    }

    /// Whether that process has seen it. It looks every {@value ControlWatch#EVERY_MS} ms.
    ///
    /// @return true from then on, until somebody asks again
    /// @throws StoreException if the folder cannot be read
    public boolean seen() {
        return StopRequests.seen(folder, token);
    }
}
