package dev.kbench.store.journal;

import java.io.IOException;

/// Told of everything a journal does to the disk, so that a test can end the process there, or make
/// the step fail. Called by whichever thread does the step.
@FunctionalInterface
public interface DiskSteps {
    /// When, within a step.
    enum Moment {
        /// Nothing of it is done.
        BEFORE,
        /// Half of the bytes are written; for steps that write, and only if {@link #halves}.
        HALFWAY,
        /// It is done.
        AFTER
    }

    /// Does nothing.
    DiskSteps NONE = (_, _) -> {};

    /// Called at each step.
    ///
    /// @param step what is done
    /// @param moment before, in the midst of it, or after
    /// @throws IOException to make the step fail
    void at(DiskStep step, Moment moment) throws IOException;

    /// Whether writes are done in two halves, so that a process can end between them.
    ///
    /// @return false, unless overridden
    default boolean halves() {
        return false;
    }
}
