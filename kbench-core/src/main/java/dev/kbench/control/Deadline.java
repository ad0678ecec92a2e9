package dev.kbench.control;

import java.time.Duration;

/// The moment by which a job must have ended, on the clock of `System.nanoTime`.
///
/// @param nanos the moment, meaningful only if {@code limited}
/// @param limited false where there is no deadline
public record Deadline(long nanos, boolean limited) {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);

    /// No deadline.
    public static final Deadline NONE = new Deadline(0, false);

    /// A deadline some time from a moment.
    ///
    /// @param nowNanos the moment, as `System.nanoTime` gives it
    /// @param after how long after it; zero or less is a deadline that has passed
    /// @return the deadline; none where it lies more than 146 years ahead
    public static Deadline after(long nowNanos, Duration after) {
        if (after.compareTo(LONGEST) > 0) {
            return NONE;
        }
        return new Deadline(nowNanos + (after.isNegative() ? 0 : after.toNanos()), true);
    }

    /// The one of two that comes first.
    ///
    /// @param other another deadline
    /// @return this or the other
    public Deadline earlier(Deadline other) {
        return !limited || (other.limited && other.nanos - nanos < 0) ? other : this;
    }

    /// Whether it has passed.
    ///
    /// @param nowNanos the moment to count from
    /// @return true from the deadline on, never without one
    public boolean passed(long nowNanos) {
        return limited && nanos - nowNanos <= 0;
    }

    /// What is left.
    ///
    /// @param nowNanos the moment to count from
    /// @return the time left, zero or negative once it has passed,
    ///   `Duration.ofNanos(Long.MAX_VALUE)` without a deadline
    public Duration left(long nowNanos) {
        return limited ? Duration.ofNanos(nanos - nowNanos) : Duration.ofNanos(Long.MAX_VALUE);
    }
}
