package dev.kbench.workspace;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// What the workspaces of one command share.
///
/// Thread-safe.
final class Session {
    private static final Logger LOG = System.getLogger(Session.class.getName());

    /// Tell this command's evaluations from another's: its own id, and those of the commands that
    /// it goes on with.
    final Set<String> ids = ConcurrentHashMap.newKeySet();

    /// The evaluations that are its own work.
    final Set<String> noted = ConcurrentHashMap.newKeySet();

    private final Map<Class<?>, AutoCloseable> shared = new LinkedHashMap<>();
    private volatile boolean endIsTold;
    private volatile boolean complete;

    Session() {
        ids.add(UUID.randomUUID().toString());
    }

    synchronized <T extends AutoCloseable> T shared(Class<T> type, Supplier<T> first) {
        return type.cast(shared.computeIfAbsent(type, _ -> first.get()));
    }

    synchronized void close() {
        for (AutoCloseable one : shared.values()) {
            try {
                one.close();
            } catch (Exception e) {
                LOG.log(Level.WARNING, "a command could not be ended whole", e);
            }
        }
        shared.clear();
    }

    void tellsEnd() {
        endIsTold = true;
    }

    boolean endIsTold() {
        return endIsTold;
    }

    void complete() {
        complete = true;
    }

    boolean isComplete() {
        return complete;
    }
}
