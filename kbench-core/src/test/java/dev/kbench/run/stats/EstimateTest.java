package dev.kbench.run.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Random;

class EstimateTest {
    private static Precision precise(Estimate estimate) {
        return estimate.precision().orElseThrow();
    }

    private static void assertInterval(Interval actual, double low, double high) {
        assertThat(actual.low()).isCloseTo(low, within(1e-9));
        assertThat(actual.high()).isCloseTo(high, within(1e-9));
    }

    /// From statsmodels 0.15.0: `OLS(y, ones).fit(cov_type="cluster", cov_kwds={"groups": g},
    /// use_t=True)` with y = .5 1.5 | 2.25 -1 3 | 3.5.
    @Test
    void theErrorOfAMeanOverRunsIsClusteredByRow() {
        Estimate estimate =
                Estimate.overRuns(new double[] {2, 4.25, 3.5}, new int[] {2, 3, 1}, false);
        assertThat(estimate.value()).isCloseTo(1.625, within(1e-12));
        assertThat(precise(estimate).standardError()).isCloseTo(0.4773516348912338, within(1e-12));
        assertInterval(precise(estimate).interval95(), -0.4288783149151318, 3.6788783149151318);
        assertThat(precise(estimate).fewest()).isEqualTo(1);
        assertThat(precise(estimate).most()).isEqualTo(3);
    }

    /// From statsmodels 0.15.0, as above, with y = 1 0 1 | 1 1 | 0 0 1 0 | 1.
    @Test
    void theErrorOfAShareIsClusteredByRow() {
        Estimate estimate =
                Estimate.overRuns(new double[] {2, 2, 1, 1}, new int[] {3, 2, 4, 1}, true);
        assertThat(estimate.value()).isEqualTo(0.6);
        assertThat(precise(estimate).standardError()).isCloseTo(0.1932183566158591, within(1e-12));
    }

    /// From SciPy 1.17.1: `stats.sem(m)` and `stats.t.interval(0.95, 3, mean(m), sem(m))`.
    @Test
    void rowsCountAlikeHoweverManyOfTheirRunsWereMeasured() {
        Estimate estimate =
                Estimate.overRows(
                        new double[] {0.5, 0.25, 99, 1, 0}, new int[] {4, 4, 0, 1, 2}, false);
        assertThat(estimate.value()).isEqualTo(0.4375);
        assertThat(estimate.rows()).isEqualTo(4);
        assertThat(precise(estimate).standardError()).isCloseTo(0.21347814095749162, within(1e-12));
        assertInterval(precise(estimate).interval95(), -0.24188272094900376, 1.1168827209490038);
    }

    @Test
    void bothMeansAreOneWhereAllRowsHaveAsManyRuns() {
        double[] sums = {3, 0, 2, 1};
        int[] counts = {3, 3, 3, 3};
        Estimate runs = Estimate.overRuns(sums, counts, true);
        Estimate rows = Estimate.overRows(new double[] {1, 0, 2 / 3.0, 1 / 3.0}, counts, true);
        assertThat(rows.value()).isCloseTo(runs.value(), within(1e-15));
        assertThat(precise(rows).standardError())
                .isCloseTo(precise(runs).standardError(), within(1e-15));
        assertInterval(
                precise(rows).interval95(),
                precise(runs).interval95().low(),
                precise(runs).interval95().high());
    }

    /// From statsmodels 0.15.0: `proportion_confint(passed, rows, method="wilson")`.
    @ParameterizedTest
    @CsvSource({
        "0, 10, 0, 0.27753279986288926",
        "10, 10, 0.7224672001371106, 1",
        "4, 6, 0.29999331513839184, 0.9032285888942195",
        "3, 4, 0.30064184258240184, 0.9544127391902995",
        "95, 100, 0.8882495307680808, 0.9784563208456319"
    })
    void aShareWithOneRunARowHasWilsonsInterval(int passed, int rows, double low, double high) {
        double[] sums = new double[rows];
        int[] counts = new int[rows];
        for (int row = 0; row < rows; row++) {
            sums[row] = row < passed ? 1 : 0;
            counts[row] = 1;
        }
        assertInterval(precise(Estimate.overRuns(sums, counts, true)).interval95(), low, high);
    }

    @Test
    void trialsThatAllPassDoNotMakeAShareCertain() {
        Interval interval =
                precise(Estimate.overRuns(new double[] {5, 5, 5}, new int[] {5, 5, 5}, true))
                        .interval95();
        assertThat(interval.low()).isBetween(0.1, 0.5);
        assertThat(interval.high()).isEqualTo(1);
    }

    @Test
    void fewerThanTwoRowsHaveNoPrecision() {
        assertThat(Estimate.overRuns(new double[0], new int[0], true).value()).isNaN();
        Estimate one = Estimate.overRuns(new double[] {3, 0}, new int[] {5, 0}, true);
        assertThat(one.value()).isEqualTo(0.6);
        assertThat(one.precision()).isEmpty();
    }

    @Test
    void hugeAndTinyNumbersKeepTheirMean() {
        Estimate huge = Estimate.overRuns(new double[] {1.6e308, 1.2e308}, new int[] {1, 1}, false);
        assertThat(huge.value()).isCloseTo(1.4e308, within(1e293));
        assertThat(precise(huge).standardError()).isCloseTo(0.2e308, within(1e295));
        assertThat(Estimate.overRuns(new double[] {1e16, 1, -1e16}, new int[] {1, 1, 1}, false))
                .extracting(Estimate::value)
                .isEqualTo(1 / 3.0);
    }

    @Test
    void theOrderOfRowsChangesNothing() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            int rows = 2 + random.nextInt(50);
            double[] sums = random.doubles(rows, -1e6, 1e6).toArray();
            int[] counts = random.ints(rows, 0, 5).toArray();
            counts[0] = 1;
            counts[1] = 2;
            Estimate before = Estimate.overRuns(sums, counts, false);
            for (int i = rows - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                double sum = sums[i];
                sums[i] = sums[j];
                sums[j] = sum;
                int count = counts[i];
                counts[i] = counts[j];
                counts[j] = count;
            }
            Estimate after = Estimate.overRuns(sums, counts, false);
            assertThat(after.value()).isCloseTo(before.value(), within(1e-8));
            assertThat(precise(after).standardError())
                    .isCloseTo(precise(before).standardError(), within(1e-6));
        }
    }

    @Test
    void anIntervalGoesUpwards() {
        assertThat(new Interval(1, 2).contains(2)).isTrue();
        assertThat(new Interval(1, 2).contains(2.1)).isFalse();
        assertThatThrownBy(() -> new Interval(2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("an interval goes from low to high, got 2.0 to 1.0");
        assertThatThrownBy(() -> new Interval(Double.NaN, 1))
                .hasMessage("an interval goes from low to high, got NaN to 1.0");
    }
}
