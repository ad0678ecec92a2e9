package dev.kbench.run.stats;

import java.util.Optional;

/// What an {@link Estimate} is made of: each row's sum and the weight it counts with.
final class RowSums {
    private final double[] sums;
    private final int[] counts;
    private final boolean alike;

    /// @param sums for each row its sum; its mean where rows count alike
    RowSums(double[] sums, int[] counts, boolean alike) {
        this.sums = sums;
        this.counts = counts;
        this.alike = alike;
    }

    Estimate estimate(boolean rate) {
        Sum sum = new Sum();
        int rows = 0;
        long runs = 0;
        int fewest = Integer.MAX_VALUE;
        int most = 0;
        for (int row = 0; row < counts.length; row++) {
            if (counts[row] > 0) {
                sum.add(sums[row]);
                rows++;
                runs += counts[row];
                fewest = Math.min(fewest, counts[row]);
                most = Math.max(most, counts[row]);
            }
        }
        double weights = alike ? rows : runs;
        double mean = rows == 0 ? Double.NaN : sum.over(weights);
        if (rows < 2) {
            return new Estimate(mean, rows, Optional.empty());
        }
        double error = error(mean, rows, weights);
        if (!Double.isFinite(error)) {
            return new Estimate(mean, rows, Optional.empty());
        }
        Interval interval =
                rate
                        ? Estimate.rateInterval(Math.clamp(mean, 0, 1), error, rows, runs)
                        : Estimate.meanInterval(mean, error, rows);
        return new Estimate(
                mean, rows, Optional.of(new Precision(error, interval, rows, fewest, most)));
    }

    private double distance(int row, double mean) {
        return counts[row] == 0 ? 0 : sums[row] - (alike ? 1 : counts[row]) * mean;
    }

    private double error(double mean, int rows, double weights) {
        double largest = 0;
        for (int row = 0; row < counts.length; row++) {
            largest = Math.max(largest, Math.abs(distance(row, mean)));
        }
        if (largest == 0) {
            return 0;
        }
        Sum squares = new Sum();
        for (int row = 0; row < counts.length; row++) {
            double part = distance(row, mean) / largest;
            squares.add(part * part);
        }
        return Math.sqrt(squares.over(1) * rows / (rows - 1)) / weights * largest;
    }
}
