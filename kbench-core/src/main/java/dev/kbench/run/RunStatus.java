package dev.kbench.run;

/// Where a run stands.
public enum RunStatus {
    /// It has not begun.
    PENDING,
    /// It is under way.
    RUNNING,
    /// It completed, whatever its verdict.
    SUCCESS,
    /// It failed, or could not be measured.
    FAILED
}
