package dev.kbench.run;

import dev.kbench.run.stats.Estimate;
import dev.kbench.run.stats.Interval;
import dev.kbench.run.stats.PassEstimates;

import java.util.Optional;

/// Figures for runs of which several, the trials, are of one row. Each figure is worked out for
/// every cell (a row for one model and one value of each axis) from its measured trials, then
/// averaged over the row's cells, then over rows, so that a row counts the same however many of its
/// trials were measured. Its standard error is that of a mean of independent rows; where rows have
/// differing numbers of measured trials, the figure says between which.
///
/// Immutable.
public final class Trials {
    private final RunSource<?> runs;

    Trials(RunSource<?> runs) {
        this.runs = runs;
    }

    /// A figure of one cell.
    private interface Figure {
        double of(int trials, double sum);
    }

    /// The mean over rows of the share of their trials that passed, of those that completed or
    /// failed.
    ///
    /// @return the rate, 0 to 1
    /// @throws IllegalStateException if no row has such a trial
    public Score passRate() {
        return new Cells(true, "a mean over rows").mean(1, Trials::mean);
    }

    /// The mean over rows of the mean value of their completed trials.
    ///
    /// @return the mean
    /// @throws IllegalStateException if no row has such a trial, or a value is no finite number
    public Score score() {
        return new Cells(false, "a mean over rows").mean(1, Trials::mean);
    }

    /// pass@k: how likely at least one of k trials of a row passes, without bias ({@link
    /// PassEstimates#anyOf}). Rows with fewer than k measured trials are left out, and counted.
    ///
    /// @param k 1 to the number of trials
    /// @return the mean over rows, 0 to 1
    /// @throws IllegalArgumentException if there are not as many trials
    /// @throws IllegalStateException if no row has k measured trials
    public Score passAt(int k) {
        return pass("pass@" + k, k, (trials, sum) -> PassEstimates.anyOf(trials, (int) sum, k));
    }

    /// pass^k: how likely all of k trials of a row pass, without bias ({@link
    /// PassEstimates#allOf}). Rows with fewer than k measured trials are left out, and counted.
    ///
    /// @param k 1 to the number of trials
    /// @return the mean over rows, 0 to 1
    /// @throws IllegalArgumentException if there are not as many trials
    /// @throws IllegalStateException if no row has k measured trials
    public Score passAll(int k) {
        return pass("pass^" + k, k, (trials, sum) -> PassEstimates.allOf(trials, (int) sum, k));
    }

    private Score pass(String name, int k, Figure figure) {
        if (k < 1) {
            throw new IllegalArgumentException("k must be 1 or more, got " + k);
        }
        Cells cells = new Cells(true, name);
        int most = cells.most();
        if (k > most) {
            throw new IllegalArgumentException(
                    "%s needs %d or more trials of a row, there are at most %d; evaluate with.trials(%d)"
                            .formatted(name, k, most, k));
        }
        return cells.mean(k, figure);
    }

    private static double mean(int trials, double sum) {
        return sum / trials;
    }

    /// What each cell's trials came to.
    private final class Cells {
        private final String name;
        private final double[] sums = new double[runs.cells()];
        private final int[] measured = new int[runs.cells()];
        private final int[] unmeasured = new int[runs.cells()];
        private final int[] rows = new int[runs.cells()];
        private final boolean shares;

        /// @param verdicts whether the trials' verdicts are counted, not their values
        Cells(boolean verdicts, String name) {
            this.name = name;
            this.shares = verdicts || RunFigures.areShares(runs);
            for (int i = 0; i < runs.size(); i++) {
                int state = runs.state(i);
                int cell = runs.cell(i);
                rows[cell] = runs.row(i);
                if (RunState.unmeasured(state)) {
                    unmeasured[cell]++;
                } else if (verdicts) {
                    measured[cell]++;
                    sums[cell] += RunState.passed(state) ? 1 : 0;
                } else if (RunState.completed(state)) {
                    measured[cell]++;
                    sums[cell] += RunFigures.number(runs, i);
                }
            }
        }

        int most() {
            int most = 0;
            for (int cell = 0; cell < measured.length; cell++) {
                most = Math.max(most, measured[cell] + unmeasured[cell]);
            }
            return most;
        }

        /// The mean over cells with enough measured trials.
        Score mean(int enough, Figure figure) {
            RowMeans rowMeans = new RowMeans(runs.rows());
            RowMeans worst = new RowMeans(runs.rows());
            RowMeans best = new RowMeans(runs.rows());
            boolean anyUnmeasured = false;
            for (int cell = 0; cell < measured.length; cell++) {
                int all = measured[cell] + unmeasured[cell];
                anyUnmeasured |= unmeasured[cell] > 0;
                if (measured[cell] >= enough) {
                    rowMeans.add(rows[cell], figure.of(measured[cell], sums[cell]), measured[cell]);
                }
                if (all >= enough) {
                    worst.add(rows[cell], figure.of(all, sums[cell]), all);
                    best.add(rows[cell], figure.of(all, sums[cell] + unmeasured[cell]), all);
                }
            }
            Tally tally = RunFigures.tally(runs);
            if (rowMeans.rows() == 0) {
                throw new IllegalStateException(
                        "%s needs %d or more measured trials of a row, no row has them: %s"
                                .formatted(name, enough, tally));
            }
            Estimate estimate = rowMeans.estimate(shares);
            Optional<Interval> bounds =
                    anyUnmeasured && shares
                            ? Optional.of(
                                    new Interval(
                                            worst.estimate(true).value(),
                                            best.estimate(true).value()))
                            : Optional.empty();
            return new Score(
                    estimate.value(),
                    tally,
                    bounds,
                    estimate.precision(),
                    present() - rowMeans.rows());
        }

        /// How many rows have a run.
        private int present() {
            boolean[] seen = new boolean[runs.rows()];
            int present = 0;
            for (int cell = 0; cell < measured.length; cell++) {
                if (measured[cell] + unmeasured[cell] > 0 && !seen[rows[cell]]) {
                    seen[rows[cell]] = true;
                    present++;
                }
            }
            return present;
        }
    }
}
