package dev.kbench.llm.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Twenty servers whose limits nobody knows, drawn by seeds and changed in the middle of ten
/// minutes of virtual time: calls a minute, tokens a minute, calls under way; with headers, with
/// `Retry-After`, and with neither.
class HiddenLimitsTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19})
    void areFoundWithinHalfAMinuteAndKept(int seed) {
        Simulation.Result result = Simulation.run(seed);

        assertThat(result.before())
                .as("the worst minute's share of the limit, from 30 s on: %s", result)
                .isGreaterThanOrEqualTo(0.9);
        assertThat(result.after())
                .as("the worst minute's share from 30 s after the change on: %s", result)
                .isGreaterThanOrEqualTo(0.9);
        assertThat(result.rejected()).as("rejected: %s", result).isLessThan(0.05);
    }
}
