package dev.kbench.workspace;

/// What of earlier evaluations stands in for runs.
public enum Reuse {
    /// An evaluation of the same plan that did not finish is continued: its completed runs stay,
    /// the rest is run. One that finished is run afresh.
    CONTINUE,
    /// Every run is made.
    FRESH,
    /// Any completed run with an equal key stays, whichever evaluation made it.
    CACHED
}
