package dev.kbench.event;

/// Is told what happens, in the thread in which it happens. It should be quick, and must be
/// thread-safe.
@FunctionalInterface
public interface RunListener {
    /// Something happened.
    ///
    /// @param event what
    void on(RunEvent event);
}
