package dev.kbench.task;

import dev.kbench.config.Settings;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Progress;
import dev.kbench.store.MemoryRunStore;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/// Workspaces that keep nothing, without models of their own.
final class InMemory {
    private InMemory() {}

    /// Calls something in a workspace of an environment.
    static <T> T call(Map<String, String> environment, Callable<T> body) throws Exception {
        Settings settings = Settings.of(environment);
        return new Workspace(
                        settings,
                        new Models(settings, List.of(), List.of(), Progress.NONE),
                        new MemoryRunStore(),
                        Overrides.NONE)
                .call(body);
    }
}
