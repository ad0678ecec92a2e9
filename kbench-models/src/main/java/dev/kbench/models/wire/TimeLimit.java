package dev.kbench.models.wire;

import dev.kbench.control.Deadline;

import java.time.Duration;

/// How long one answer may take: as its endpoint allows, or until the run's deadline where that is
/// earlier.
///
/// @param left the time
/// @param words what to say where it has passed
public record TimeLimit(Duration left, String words) {
    /// The time from now on.
    ///
    /// @param endpoint what is asked
    /// @param deadline the run's deadline
    /// @return the time that is left
    public static TimeLimit of(Endpoint endpoint, Deadline deadline) {
        Duration left = deadline.left(System.nanoTime());
        return endpoint.most().compareTo(left) <= 0
                ? new TimeLimit(
                        endpoint.most(), "within %d s".formatted(endpoint.most().toSeconds()))
                : new TimeLimit(left, "before the run's deadline");
    }
}
