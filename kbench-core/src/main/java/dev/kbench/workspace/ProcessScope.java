package dev.kbench.workspace;

/// Keeps a workspace the process's own until closed ({@link Workspace#adopt}).
///
/// Thread-safe.
public final class ProcessScope implements AutoCloseable {
    private final Runnable back;

    ProcessScope(Runnable back) {
        this.back = back;
    }

    /// Gives the process back the workspace it had. Closing twice changes nothing.
    @Override
    public void close() {
        back.run();
    }
}
