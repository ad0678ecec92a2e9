package dev.kbench.run.stats;

/// From one number to another, both included.
///
/// @param low the lower end
/// @param high the upper end, not below the lower
public record Interval(double low, double high) {
    /// Refuses ends that are not in order; NaN is in no order.
    public Interval {
        if (!(low <= high)) {
            throw new IllegalArgumentException(
                    "an interval goes from low to high, got %s to %s".formatted(low, high));
        }
    }

    /// Whether a number lies in it.
    ///
    /// @param number any number
    /// @return true from the lower end to the upper
    public boolean contains(double number) {
        return low <= number && number <= high;
    }
}
