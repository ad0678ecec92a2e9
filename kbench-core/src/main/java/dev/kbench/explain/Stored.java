package dev.kbench.explain;

/// What is known of the latest run of a key.
enum Stored {
    /// It started and did not end.
    CUT_SHORT,
    /// It failed.
    FAILED,
    /// It has no verdict.
    UNMEASURED,
    /// It completed, but its document cannot be read back.
    UNREADABLE,
    /// It completed.
    COMPLETED;

    /// Whether a later run of another kind leaves it in place: a completed run is found, whatever
    /// came after it.
    boolean outlasts(Stored later) {
        return this == COMPLETED && later != COMPLETED;
    }
}
