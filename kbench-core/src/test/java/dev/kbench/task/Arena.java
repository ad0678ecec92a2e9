package dev.kbench.task;

import dev.kbench.config.Settings;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Usage;
import dev.kbench.key.ModelRef;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelProvider;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.Progress;
import dev.kbench.store.MemoryRunStore;
import dev.kbench.store.RunStore;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

/// A workspace of a test's own: nothing reaches the disk, and what is told is kept.
public final class Arena {
    final MemoryRunStore store = new MemoryRunStore();
    final List<RunEvent> events = new CopyOnWriteArrayList<>();
    final Workspace workspace;

    /// A workspace without overrides.
    public Arena() {
        this(Overrides.NONE);
    }

    Arena(Overrides overrides) {
        this.workspace = workspace(store, overrides, Optional.empty());
        workspace.listeners().add(events::add);
    }

    /// A workspace with files, and journals.
    Arena(RunStore files, Overrides overrides, JournalFolder journals) {
        this.workspace = workspace(files, overrides, Optional.of(journals));
        workspace.listeners().add(events::add);
    }

    private static Workspace workspace(
            RunStore store, Overrides overrides, Optional<JournalFolder> journals) {
        Settings settings = Settings.of(Map.of());
        return new Workspace(
                settings,
                new Models(settings, List.of(new Fake()), List.of(), Progress.NONE),
                store,
                overrides,
                journals);
    }

    /// Calls a body in this workspace.
    public <T> T call(Callable<T> body) {
        return call(workspace, body);
    }

    /// Calls a body in a workspace with a store of its own.
    static <T> T in(RunStore store, Callable<T> body) {
        return call(workspace(store, Overrides.NONE, Optional.empty()), body);
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

    /// Serves `fake/…`: models that answer with their ids.
    private static final class Fake implements ModelProvider {
        @Override
        public String name() {
            return "fake";
        }

        @Override
        public boolean serves(String modelId, Settings settings) {
            return modelId.startsWith("fake/");
        }

        @Override
        public Connection connect(String modelId, Settings settings, Progress progress) {
            return new Connection(ModelRef.of(modelId, "fake"), modelId, new Echo(modelId), "");
        }
    }

    private record Echo(String id) implements ModelClient {
        @Override
        public Capabilities capabilities() {
            return Capabilities.BASIC;
        }

        @Override
        public ModelResponse send(ModelCall call, ChunkSink chunks) {
            return ModelResponse.of(id, Usage.NONE);
        }

        @Override
        public void close() {}
    }
}
