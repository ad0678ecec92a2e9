package dev.kbench.run;

/// What an evaluation does once a run has failed, or could not be measured, for good.
public enum OnFailure {
    /// Starts no further runs, lets those under way end, and throws.
    RAISE,
    /// Goes on; such runs are among the results.
    CONTINUE
}
