package dev.kbench.bench;

import java.util.Locale;
import java.util.stream.DoubleStream;

/// A figure that was taken several times.
///
/// @param min the least
/// @param median the middle one, or the mean of the two in the middle
/// @param max the most
record Spread(double min, double median, double max) {
    static Spread of(DoubleStream taken) {
        double[] values = taken.sorted().toArray();
        if (values.length == 0) {
            throw new IllegalArgumentException("a figure must be taken at least once");
        }
        int middle = values.length / 2;
        double median =
                values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
        return new Spread(values[0], median, values[values.length - 1]);
    }

    /// As `min/median/max`, without decimals.
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,.0f/%,.0f/%,.0f", min, median, max);
    }
}
