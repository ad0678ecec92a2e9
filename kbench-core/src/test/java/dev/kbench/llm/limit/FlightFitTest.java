package dev.kbench.llm.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FlightFitTest {
    private final FlightFit fit = new FlightFit();

    @Test
    void nothingSpeaksAgainstANumberThatNoCallWasTakenAbove() {
        for (int calls = 1; calls <= 5; calls++) {
            fit.add(calls, 1, true);
            fit.add(calls + 5, 1, false);
        }

        assertThat(fit.against()).isZero();
    }

    @Test
    void eachCallOnTheWrongSideOfTheLikeliestNumberSpeaksAgainstItByWhatItCounts() {
        fit.add(3, 1, true);
        fit.add(3, 1, true);
        fit.add(2, 0.5, false);
        fit.add(4, 1, false);
        fit.add(5, 0.25, true);

        assertThat(fit.against()).isEqualTo(0.75);
    }

    @Test
    void wereAllRejectedTheNumberIsNone() {
        fit.add(1, 1, false);
        fit.add(2, 1, false);

        assertThat(fit.against()).isZero();
    }
}
