package dev.kbench.run;

import java.time.Duration;

/// How often a run that raises is made again. A run raises if it failed, but not by a check that
/// stopped it, or could not be measured, but not because it was cancelled or a budget was spent.
///
/// @param maxAttempts how often a run is made at most, 1 or more
/// @param delay how long to wait before the next attempt, 0 or more; the run holds no place
///   meanwhile
public record RetryPolicy(int maxAttempts, Duration delay) {
    /// A run is made once.
    public static final RetryPolicy ONCE = new RetryPolicy(1, Duration.ofSeconds(1));

    /// Refuses fewer than one attempt and a negative delay.
    public RetryPolicy {
        if (maxAttempts < 1) {
            throw new IllegalArgumentException("maxAttempts must be 1 or more, got " + maxAttempts);
        }
        if (delay.isNegative()) {
            throw new IllegalArgumentException(
                    "retryDelay must be 0 or more, got %s".formatted(delay));
        }
    }

    /// Whether an attempt is followed by another.
    ///
    /// @param outcome what it came to
    /// @param attempt which attempt it was, from 1
    /// @return true if it raises and attempts are left
    public boolean again(OutcomeRecord outcome, int attempt) {
        return attempt < maxAttempts && outcome.raises() && !outcome.ends();
    }
}
