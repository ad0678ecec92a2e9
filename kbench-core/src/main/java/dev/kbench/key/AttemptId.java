package dev.kbench.key;

/// One attempt at a run.
///
/// @param key which run
/// @param attempt which attempt, from 1
public record AttemptId(RunKey key, int attempt) {
    /// Refuses an attempt before the first.
    public AttemptId {
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt must be 1 or more, got " + attempt);
        }
    }
}
