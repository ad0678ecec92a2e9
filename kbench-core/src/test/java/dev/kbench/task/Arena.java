package dev.kbench.task;

import dev.kbench.config.Settings;
import dev.kbench.event.RunEvent;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Progress;
import dev.kbench.store.MemoryRunStore;
import dev.kbench.store.RunStore;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/// A workspace of a test's own: nothing reaches the disk, and what is told is kept.
final class Arena {
    final MemoryRunStore store = new MemoryRunStore();
    final List<RunEvent> events = new CopyOnWriteArrayList<>();
    final Workspace workspace;

    Arena() {
        this(Overrides.NONE);
    }

    Arena(Overrides overrides) {
        this.workspace = workspace(store, overrides);
        workspace.listeners().add(events::add);
    }

    private static Workspace workspace(RunStore store, Overrides overrides) {
        Settings settings = Settings.of(Map.of());
        return new Workspace(
                settings,
                new Models(settings, List.of(), List.of(), Progress.NONE),
                store,
                overrides);
    }

    <T> T call(Callable<T> body) {
        return call(workspace, body);
    }

    /// Calls a body in a workspace with a store of its own.
    static <T> T in(RunStore store, Callable<T> body) {
        return call(workspace(store, Overrides.NONE), body);
    }

    /// Calls a body in a workspace of its own.
    static <T> T alone(Callable<T> body) {
        return new Arena().call(body);
    }

    private static <T> T call(Workspace workspace, Callable<T> body) {
        try {
            return workspace.call(body);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> notices() {
        return events.stream()
                .filter(RunEvent.Notice.class::isInstance)
                .map(event -> ((RunEvent.Notice) event).text())
                .toList();
    }
}
