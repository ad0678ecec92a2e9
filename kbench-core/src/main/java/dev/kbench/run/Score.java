package dev.kbench.run;

import dev.kbench.run.stats.Interval;
import dev.kbench.run.stats.Precision;

import java.util.Locale;
import java.util.Optional;

/// A figure over many runs, and what it rests on.
///
/// @param value the figure; NaN where nothing was measured
/// @param tally how many runs were measured, failed, were not measured, were not run
/// @param bounds what the figure would be had everything unmeasured come out worst, and best; empty
///   where nothing is unmeasured, or nobody knows how far a value can go
/// @param precision its standard error, clustered by row, and 95 % confidence interval; empty where
///   fewer than 2 rows were measured
/// @param leftOut how many rows have too few measured runs to be part of it
public record Score(
        double value,
        Tally tally,
        Optional<Interval> bounds,
        Optional<Precision> precision,
        int leftOut) {
    /// How many runs completed.
    ///
    /// @return 0 or more
    public long measured() {
        return tally.completed();
    }

    /// How many runs failed.
    ///
    /// @return 0 or more
    public long failed() {
        return tally.failed();
    }

    /// How many runs have no verdict.
    ///
    /// @return 0 or more
    public long unmeasured() {
        return tally.unmeasured();
    }

    /// How many runs there are.
    ///
    /// @return measured + failed + unmeasured
    public long total() {
        return tally.total();
    }

    /// How many runs were planned and not made.
    ///
    /// @return 0 or more
    public long notRun() {
        return tally.notRun();
    }

    /// The standard error, clustered by row.
    ///
    /// @return 0 or more
    /// @throws IllegalStateException if it rests on fewer than 2 rows
    public double standardError() {
        return precise("a standard error").standardError();
    }

    /// The 95 % confidence interval.
    ///
    /// @return the interval
    /// @throws IllegalStateException if it rests on fewer than 2 rows
    public Interval interval95() {
        return precise("a confidence interval").interval95();
    }

    private Precision precise(String what) {
        return precision.orElseThrow(
                () ->
                        new IllegalStateException(
                                "%s needs 2 or more rows with a measured run, and finite squares; this figure rests on %s"
                                        .formatted(what, this)));
    }

    /// The figure and what it rests on.
    ///
    /// @return such as `0.850 (17 measured, 2 failed, 1 unmeasured of 20; 0.800 to 0.850 whatever
    ///   the unmeasured come to; 95 % interval 0.640 to 0.948)`
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(figure(value)).append(" (").append(tally);
        if (leftOut > 0) {
            text.append("; ")
                    .append(leftOut == 1 ? "1 row" : leftOut + " rows")
                    .append(" with too few measured runs left out");
        }
        bounds.ifPresent(
                b -> text.append("; ").append(range(b)).append(" whatever the unmeasured come to"));
        precision.ifPresent(
                p -> {
                    text.append("; 95 % interval ").append(range(p.interval95()));
                    if (p.fewest() < p.most()) {
                        text.append(
                                ", rows with %d to %d measured runs"
                                        .formatted(p.fewest(), p.most()));
                    }
                });
        return text.append(')').toString();
    }

    static String range(Interval interval) {
        return figure(interval.low()) + " to " + figure(interval.high());
    }

    /// Three digits after the point, where such a text tells the number.
    static String figure(double number) {
        if (Double.isNaN(number)) {
            return "n/a";
        }
        double size = Math.abs(number);
        boolean plain = size == 0 || (size >= 5e-4 && size < 1e9);
        return String.format(Locale.ROOT, plain ? "%.3f" : "%.3g", number);
    }
}
