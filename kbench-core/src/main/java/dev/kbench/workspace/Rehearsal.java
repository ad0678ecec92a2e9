package dev.kbench.workspace;

/// Is told of the runs that would be made, in a workspace that makes none ({@link
/// Workspace#rehearsing}).
@FunctionalInterface
public interface Rehearsal {
    /// An evaluation, or a single run, would begin now.
    ///
    /// @param runs what it would run
    void planned(PlannedRuns runs);
}
