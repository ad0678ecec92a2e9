package dev.kbench.run;

import dev.kbench.run.stats.Interval;
import dev.kbench.run.stats.Precision;

import java.util.Optional;

/// How much one model is ahead of another on the rows that both were measured on. Differences are
/// taken row by row, so that what makes a row hard for both does not blur them: the standard error
/// is √(Σ (d − mean)² / (G(G−1))) over the differences d of G rows, the interval mean ± t · error
/// with G − 1 degrees of freedom. Source: Miller, *Adding Error Bars to Evals*, 2024, section 4.2.
///
/// @param first a model
/// @param second the model it is compared with
/// @param value the mean of first − second; NaN where no row was measured for both
/// @param rows how many rows were measured for both
/// @param leftOut how many rows were measured for one of them only
/// @param precision standard error and 95 % interval; empty for fewer than 2 rows
public record PairedDifference(
        String first,
        String second,
        double value,
        int rows,
        int leftOut,
        Optional<Precision> precision) {
    /// The standard error of the difference.
    ///
    /// @return 0 or more
    /// @throws IllegalStateException for fewer than 2 rows
    public double standardError() {
        return precise().standardError();
    }

    /// The 95 % confidence interval of the difference.
    ///
    /// @return the interval
    /// @throws IllegalStateException for fewer than 2 rows
    public Interval interval95() {
        return precise().interval95();
    }

    private Precision precise() {
        return precision.orElseThrow(
                () ->
                        new IllegalStateException(
                                "a paired difference has an error from 2 rows on that both models"
                                        + " were measured on: "
                                        + this));
    }

    /// The difference and what it rests on.
    ///
    /// @return such as `a − b: 0.120 (50 rows, 2 measured for one only; 95 % interval 0.010 to
    ///   0.230)`
    @Override
    public String toString() {
        return "%s − %s: %s (%d rows, %d measured for one only%s)"
                .formatted(
                        first,
                        second,
                        Score.figure(value),
                        rows,
                        leftOut,
                        precision
                                .map(p -> "; 95 % interval " + Score.range(p.interval95()))
                                .orElse(""));
    }
}
