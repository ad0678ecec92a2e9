package dev.kbench.models.wire;

import dev.kbench.control.Deadline;

import java.time.Duration;

/// How long one answer may take: as its endpoint allows, or until the run's deadline where that is
/// earlier.
///
/// @param left the time
/// @param ofRun whether it is the run's deadline that is earlier
public record TimeLimit(Duration left, boolean ofRun) {
    /// The time from now on.
    ///
    /// @param endpoint what is asked
    /// @param deadline the run's deadline
    /// @return the time that is left
    public static TimeLimit of(Endpoint endpoint, Deadline deadline) {
        Duration left = deadline.left(System.nanoTime());
        return endpoint.most().compareTo(left) <= 0
                ? new TimeLimit(endpoint.most(), false)
                : new TimeLimit(left, true);
    }

    /// What to say where it has passed.
    ///
    /// @return such as `within 600 s`
    public String words() {
        return ofRun ? "before the run's deadline" : "within %d s".formatted(left.toSeconds());
    }
}
