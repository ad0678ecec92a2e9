package dev.kbench.run.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PassEstimatesTest {
    /// From exact fractions in Python: `1 - Fraction(comb(n-c, k), comb(n, k))` and
    /// `Fraction(comb(c, k), comb(n, k))`.
    @ParameterizedTest
    @CsvSource({
        "5, 2, 1, 0.4, 0.4",
        "5, 2, 3, 0.9, 0",
        "200, 3, 100, 0.8768844221105527, 0",
        "1000, 10, 7, 0.06813320706241906, 6.176632910159295e-16",
        "5, 5, 5, 1, 1",
        "5, 0, 5, 0, 0"
    })
    void itIsTheReferenceValue(int trials, int passed, int k, double any, double all) {
        assertThat(PassEstimates.anyOf(trials, passed, k)).isCloseTo(any, within(1e-14));
        assertThat(PassEstimates.allOf(trials, passed, k)).isCloseTo(all, within(all * 1e-12));
    }

    /// Every way of drawing k of n trials, of which the first c pass.
    @Test
    void itIsTheShareOfDrawsThatPass() {
        for (int n = 1; n <= 8; n++) {
            for (int c = 0; c <= n; c++) {
                for (int k = 1; k <= n; k++) {
                    int draws = 0;
                    int any = 0;
                    int all = 0;
                    for (int set = 0; set < 1 << n; set++) {
                        if (Integer.bitCount(set) == k) {
                            int passes = Integer.bitCount(set & ((1 << c) - 1));
                            draws++;
                            any += passes > 0 ? 1 : 0;
                            all += passes == k ? 1 : 0;
                        }
                    }
                    assertThat(PassEstimates.anyOf(n, c, k))
                            .isCloseTo((double) any / draws, within(1e-14));
                    assertThat(PassEstimates.allOf(n, c, k))
                            .isCloseTo((double) all / draws, within(1e-14));
                }
            }
        }
    }

    @Test
    void aMillionTrialsAreNoTrouble() {
        assertThat(PassEstimates.anyOf(1_000_000, 500_000, 500_000)).isEqualTo(1);
        assertThat(PassEstimates.allOf(1_000_000, 999_999, 1)).isEqualTo(0.999999);
    }

    @Test
    void countsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> PassEstimates.anyOf(5, 2, 6))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("k must be between 1 and the trials, got k = 6 of 5 trials");
        assertThatThrownBy(() -> PassEstimates.allOf(5, 2, 0))
                .hasMessage("k must be between 1 and the trials, got k = 0 of 5 trials");
        assertThatThrownBy(() -> PassEstimates.anyOf(5, 6, 1))
                .hasMessage("passed must be between 0 and the trials, got 6 of 5");
        assertThatThrownBy(() -> PassEstimates.anyOf(5, -1, 1))
                .hasMessage("passed must be between 0 and the trials, got -1 of 5");
    }
}
