package dev.kbench.workspace;

import static java.util.Objects.requireNonNull;

/// What a benchmark asks of the place it is run in.
///
/// Thread-safe.
public final class Client {
    private final Workspace workspace;

    /// The client of a workspace.
    ///
    /// @param workspace the workspace
    public Client(Workspace workspace) {
        this.workspace = requireNonNull(workspace, "workspace");
    }

    /// Has completed runs read back instead of made again, in this workspace and until closed: `try
    /// (var _ = client().enableCache()) { … }`. A run is read back if one with the same task,
    /// version, code, row content, parameters, model with its settings, and trial has completed
    /// before, in whatever evaluation; a failed one is made again. Scopes may overlap: the cache is
    /// on until the last is closed.
    ///
    /// @return closes to switch it off again
    public CacheScope enableCache() {
        return workspace.enableCache();
    }
}
