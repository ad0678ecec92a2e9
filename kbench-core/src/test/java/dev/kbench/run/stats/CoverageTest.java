package dev.kbench.run.stats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.SplittableRandom;
import java.util.function.Supplier;

/// Draws many samples whose true mean is known and counts how many of their 95 % intervals hold it.
class CoverageTest {
    private static final int SAMPLES = 10_000;

    private final SplittableRandom random = new SplittableRandom(20260203);

    private static void assertCovers(double truth, Supplier<Estimate> sample) {
        int held = 0;
        for (int i = 0; i < SAMPLES; i++) {
            Interval interval = sample.get().precision().orElseThrow().interval95();
            held += interval.contains(truth) ? 1 : 0;
        }
        assertThat((double) held / SAMPLES).isBetween(0.93, 0.97);
    }

    /// The chance of one row: rows are easy or hard, by so much that their mean is as given.
    private double chance(double mean, double spread) {
        if (spread == 0) {
            return mean;
        }
        double up = spread * (1 - mean);
        double down = spread * mean;
        return random.nextDouble() < mean ? mean + up : mean - down;
    }

    private int passes(int trials, double chance) {
        int passes = 0;
        for (int i = 0; i < trials; i++) {
            passes += random.nextDouble() < chance ? 1 : 0;
        }
        return passes;
    }

    @ParameterizedTest
    @CsvSource({
        // rows, trials, mean, spread of rows (0: all alike, 1: each row always passes or always
        // fails)
        "30, 1, 0.5, 0",
        "100, 1, 0.8, 0",
        "100, 1, 0.95, 0",
        "500, 1, 0.95, 0",
        "1000, 1, 0.02, 0",
        "30, 5, 0.5, 0",
        "30, 5, 0.8, 0.5",
        "30, 5, 0.5, 0.9",
        "100, 3, 0.9, 0.3",
        "100, 10, 0.8, 0.7",
        "200, 10, 0.95, 0.5",
        "500, 4, 0.02, 0.2"
    })
    void ofPassRates(int rows, int trials, double mean, double spread) {
        double[] passed = new double[rows];
        int[] measured = new int[rows];
        assertCovers(
                mean,
                () -> {
                    for (int row = 0; row < rows; row++) {
                        passed[row] = passes(trials, chance(mean, spread));
                        measured[row] = trials;
                    }
                    return Estimate.overRuns(passed, measured, true);
                });
    }

    /// A third of the trials could not be measured; some rows have none.
    @ParameterizedTest
    @CsvSource({"30, 3, 0.7, 0.5", "100, 2, 0.8, 0.5", "100, 5, 0.6, 0.9", "200, 5, 0.95, 0.2"})
    void ofPassRatesWithTrialsMissing(int rows, int trials, double mean, double spread) {
        double[] passed = new double[rows];
        double[] shares = new double[rows];
        int[] measured = new int[rows];
        Supplier<Estimate> runs =
                () -> {
                    for (int row = 0; row < rows; row++) {
                        measured[row] = passes(trials, 2 / 3.0);
                        passed[row] = passes(measured[row], chance(mean, spread));
                        shares[row] = measured[row] == 0 ? 0 : passed[row] / measured[row];
                    }
                    return Estimate.overRuns(passed, measured, true);
                };
        assertCovers(mean, runs);
        assertCovers(
                mean,
                () -> {
                    runs.get();
                    return Estimate.overRows(shares, measured, true);
                });
    }

    @ParameterizedTest
    @CsvSource({"2, 1", "5, 1", "5, 4", "30, 3", "200, 2"})
    void ofMeansOfNumbers(int rows, int trials) {
        double[] sums = new double[rows];
        int[] measured = new int[rows];
        assertCovers(
                10,
                () -> {
                    for (int row = 0; row < rows; row++) {
                        double level = 10 + 3 * random.nextGaussian();
                        sums[row] = 0;
                        measured[row] = trials;
                        for (int trial = 0; trial < trials; trial++) {
                            sums[row] += level + random.nextGaussian();
                        }
                    }
                    return Estimate.overRuns(sums, measured, false);
                });
    }

    @Test
    void ofMeansOfSkewedNumbers() {
        double[] sums = new double[200];
        int[] measured = new int[200];
        assertCovers(
                1,
                () -> {
                    for (int row = 0; row < sums.length; row++) {
                        sums[row] = random.nextExponential();
                        measured[row] = 1;
                    }
                    return Estimate.overRuns(sums, measured, false);
                });
    }

    @Test
    void ofPassAtK() {
        int rows = 60;
        int trials = 10;
        int k = 3;
        double easy = 0.9;
        double hard = 0.1;
        double truth = (2 - Math.pow(1 - easy, k) - Math.pow(1 - hard, k)) / 2;
        double[] estimates = new double[rows];
        int[] measured = new int[rows];
        assertCovers(
                truth,
                () -> {
                    for (int row = 0; row < rows; row++) {
                        int passed = passes(trials, random.nextBoolean() ? easy : hard);
                        estimates[row] = PassEstimates.anyOf(trials, passed, k);
                        measured[row] = trials;
                    }
                    return Estimate.overRows(estimates, measured, true);
                });
    }

    @Test
    void ofPairedDifferences() {
        double[] differences = new double[80];
        int[] counts = new int[80];
        assertCovers(
                0.1,
                () -> {
                    for (int row = 0; row < differences.length; row++) {
                        double level = random.nextDouble();
                        int better = passes(1, 0.2 + 0.7 * level);
                        int worse = passes(1, 0.1 + 0.7 * level);
                        differences[row] = better - worse;
                        counts[row] = 1;
                    }
                    return Estimate.overRows(differences, counts, false);
                });
    }
}
