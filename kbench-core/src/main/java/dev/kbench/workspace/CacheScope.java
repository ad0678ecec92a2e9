package dev.kbench.workspace;

import java.util.concurrent.atomic.AtomicBoolean;

/// Keeps the cache switched on until closed.
///
/// Thread-safe.
public final class CacheScope implements AutoCloseable {
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Runnable off;

    CacheScope(Runnable off) {
        this.off = off;
    }

    /// Switches the cache off, unless another scope has it on. Closing twice changes nothing.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            off.run();
        }
    }
}
