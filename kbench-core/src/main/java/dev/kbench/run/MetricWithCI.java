package dev.kbench.run;

/// A number and the half-width of its confidence interval: value ± interval.
///
/// @param value the number, finite
/// @param interval the half-width, finite, 0 or more
public record MetricWithCI(double value, double interval) {
    /// Refuses what is not a number.
    ///
    /// @throws NoNumberException if the value or the interval is none
    public MetricWithCI {
        if (!Double.isFinite(value) || !(interval >= 0) || Double.isInfinite(interval)) {
            throw new NoNumberException(
                    "expected a finite value and a finite interval of 0 or more, got %s ± %s; a mean over no completed runs is not a number"
                            .formatted(value, interval));
        }
    }

    @Override
    public String toString() {
        return value + "(±" + interval + ")";
    }
}
