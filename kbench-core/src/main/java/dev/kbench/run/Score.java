package dev.kbench.run;

import java.util.Locale;

/// A figure over many runs, and what it rests on.
///
/// @param value the figure; NaN where nothing was measured
/// @param measured how many runs completed
/// @param failed how many failed
/// @param unmeasured how many have no verdict
/// @param total how many runs there are: measured + failed + unmeasured
public record Score(double value, long measured, long failed, long unmeasured, long total) {
    /// Refuses counts that do not add up.
    public Score {
        if (measured + failed + unmeasured != total) {
            throw new IllegalArgumentException(
                    "measured %d + failed %d + unmeasured %d is not the total %d"
                            .formatted(measured, failed, unmeasured, total));
        }
    }

    /// The figure and what it rests on.
    ///
    /// @return such as `0.850 (17 measured, 2 failed, 1 unmeasured of 20)`
    @Override
    public String toString() {
        String figure = Double.isNaN(value) ? "n/a" : String.format(Locale.ROOT, "%.3f", value);
        return "%s (%d measured, %d failed, %d unmeasured of %d)"
                .formatted(figure, measured, failed, unmeasured, total);
    }
}
