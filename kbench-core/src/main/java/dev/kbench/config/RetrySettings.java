package dev.kbench.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// How often and how long a request to a model is sent again, as far as the user says it.
///
/// @param most how often, 0 to 100
/// @param firstWait the longest wait before the first retry
/// @param longestWait what no wait of our own exceeds
/// @param within the time from a call's first request within which it may be sent again
public record RetrySettings(
        OptionalInt most,
        Optional<Duration> firstWait,
        Optional<Duration> longestWait,
        Optional<Duration> within) {
    /// Nothing is said.
    public static final RetrySettings NONE =
            new RetrySettings(
                    OptionalInt.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /// These, and others where these say nothing.
    ///
    /// @param others what else was said
    /// @return the settings
    public RetrySettings or(RetrySettings others) {
        return new RetrySettings(
                most.isPresent() ? most : others.most,
                firstWait.or(() -> others.firstWait),
                longestWait.or(() -> others.longestWait),
                within.or(() -> others.within));
    }
}
