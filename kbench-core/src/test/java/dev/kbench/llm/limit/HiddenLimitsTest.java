package dev.kbench.llm.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.IntStream;

/// Servers whose limits nobody knows, drawn by seeds and changed in the middle of ten minutes of
/// virtual time: calls a minute, tokens a minute, calls under way; with headers, with
/// `Retry-After`, and with neither. The soak tier draws two hundred of each, the others twenty-one.
class HiddenLimitsTest {
    private static final double SHARE = 0.9;
    private static final double REJECTED = 0.05;
    private static final int SEEDS =
            System.getProperty("kbench.tier", "").equals("soak") ? 200 : 21;

    static IntStream seeds() {
        return IntStream.range(0, SEEDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areFoundWithinHalfAMinuteAndKept(int seed) {
        isFoundAndKept(Simulation.run(HiddenServer.quick(seed), seed));
    }

    /// A limit of 60 calls a minute takes 30 calls in half a minute, one of 10 takes five, the
    /// first of which a full bucket may have let through: no limit can be told from these. So below
    /// 96 calls a minute half a minute stands for as many calls as it has at 96, which are 48, and
    /// all other times are as much longer: the share is that of each 96 calls' time from the 48th
    /// call on, before the change and after it. The bounds are the same.
    @ParameterizedTest
    @MethodSource("seeds")
    void ofAFewDozenCallsAMinuteAreFoundInAsManyCalls(int seed) {
        isFoundAndKept(Simulation.run(HiddenServer.slow(seed), seed));
    }

    private static void isFoundAndKept(Simulation.Result result) {
        assertThat(result.before())
                .as("the worst minute's share of the limit, from 30 s on: %s", result)
                .isGreaterThanOrEqualTo(SHARE);
        assertThat(result.after())
                .as("the worst minute's share from 30 s after the change on: %s", result)
                .isGreaterThanOrEqualTo(SHARE);
        assertThat(result.rejected()).as("rejected: %s", result).isLessThan(REJECTED);
    }
}
