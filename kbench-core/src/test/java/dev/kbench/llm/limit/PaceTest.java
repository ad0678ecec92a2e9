package dev.kbench.llm.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.config.CallLimits;

import org.junit.jupiter.api.Test;

import java.util.OptionalInt;
import java.util.OptionalLong;

class PaceTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void ofNothingToldNeverWaits() {
        Pace pace = Pace.ofCalls(CallLimits.NONE);
        for (int i = 0; i < 1_000; i++) {
            assertThat(pace.delay(0, 1)).isZero();
            pace.spend(0, 1);
        }
    }

    @Test
    void ofSixtyCallsAMinuteIsOneASecond() {
        Pace pace =
                Pace.ofCalls(
                        new CallLimits(
                                OptionalInt.of(60), OptionalLong.empty(), OptionalInt.empty()));
        long now = 0;
        for (int i = 0; i < 60; i++) {
            now += pace.delay(now, 1);
            pace.spend(now, 1);
        }
        assertThat(now).isEqualTo(59 * SECOND);
    }

    @Test
    void ofTokensWaitsForWhatWasUsedBeyondTheGuess() {
        Pace pace =
                Pace.ofTokens(
                        new CallLimits(
                                OptionalInt.empty(), OptionalLong.of(60_000), OptionalInt.empty()));
        long now = pace.delay(0, 1_000);
        pace.spend(now, 1_000);
        pace.correct(2_000);
        assertThat(pace.delay(now, 1_000)).isBetween(3 * SECOND - 10, 3 * SECOND + 10);
    }

    @Test
    void lettingLargeCallsGoWhenAllIsSavedUp() {
        Pace pace =
                Pace.ofTokens(
                        new CallLimits(
                                OptionalInt.empty(), OptionalLong.of(60), OptionalInt.empty()));
        long now = pace.delay(0, 500);
        assertThat(now).isLessThan(SECOND);
        pace.spend(now, 500);
        assertThat(pace.delay(now, 500)).isBetween(499 * SECOND, 501 * SECOND);
    }

    @Test
    void foundOutHoldsAndThenGrows() {
        Pace pace = Pace.unknown();
        pace.found(0, 10, 10, 1_000);

        assertThat(pace.rate(0)).isEqualTo(9.5);
        assertThat(pace.rate(8 * SECOND)).isEqualTo(10);
        assertThat(pace.rate(16 * SECOND)).isBetween(19.9, 20.1);
    }

    @Test
    void ofAFewCallsAMinuteHoldsLongerAndGrowsSlower() {
        Pace pace = Pace.unknown();
        pace.found(0, 0.5, 0.5, 1_000);

        assertThat(pace.rate(72 * SECOND)).isBetween(0.499, 0.501);
        assertThat(pace.rate(97 * SECOND)).isBetween(0.99, 1.01);
    }

    @Test
    void foundOutFromFewCallsIsHeldForNoMoreThanThose() {
        Pace pace = Pace.unknown();
        pace.found(0, 0.5, 0.5, 6);

        assertThat(pace.rate(12 * SECOND)).isEqualTo(0.5);
        assertThat(pace.rate(24 * SECOND)).isBetween(0.99, 1.01);
    }
}
