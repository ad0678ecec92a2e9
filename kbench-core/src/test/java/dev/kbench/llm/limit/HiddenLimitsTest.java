package dev.kbench.llm.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.IntStream;

/// Servers whose limits nobody knows, drawn by seeds and changed in the middle of ten minutes of
/// virtual time: calls a minute, tokens a minute, calls under way; with headers, with
/// `Retry-After`, and with neither.
class HiddenLimitsTest {
    private static final double SHARE = 0.9;
    private static final double REJECTED = 0.05;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void areFoundWithinHalfAMinuteAndKept(int seed) {
        Simulation.Result result = Simulation.run(HiddenServer.quick(seed), seed);

        assertThat(result.before())
                .as("the worst minute's share of the limit, from 30 s on: %s", result)
                .isGreaterThanOrEqualTo(SHARE);
        assertThat(result.after())
                .as("the worst minute's share from 30 s after the change on: %s", result)
                .isGreaterThanOrEqualTo(SHARE);
        assertThat(result.rejected()).as("rejected: %s", result).isLessThan(REJECTED);
    }

    /// Five calls in half a minute tell no limit: below a hundred calls a minute all is measured by
    /// as many calls as there are at a hundred, and once in a while one of them has bad luck.
    @Test
    void ofAFewDozenCallsAMinuteAreFoundInAsManyCalls() {
        List<Simulation.Result> results =
                IntStream.range(0, 20)
                        .mapToObj(seed -> Simulation.run(HiddenServer.slow(seed), seed))
                        .toList();

        assertThat(results)
                .allSatisfy(
                        result -> {
                            assertThat(result.worst()).isGreaterThan(0.7);
                            assertThat(result.rejected()).isLessThan(0.06);
                        });
        assertThat(results)
                .filteredOn(result -> result.worst() >= SHARE && result.rejected() < REJECTED)
                .hasSizeGreaterThanOrEqualTo(17);
    }
}
