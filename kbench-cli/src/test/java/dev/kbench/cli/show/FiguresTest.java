package dev.kbench.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.event.Usage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.OptionalLong;

class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.000",
        "-0.6667, -0.667",
        "0.001, 0.001",
        "-0.0004, -4.000e-04",
        "9999999, 9999999.000",
        "10000000, 1.000e+07",
        "1.7E308, 1.700e+308",
        "NaN, NaN"
    })
    void scoreIsShort(double mean, String shown) {
        assertThat(Figures.score(mean)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0ms",
        "-5, 0ms",
        "640, 640ms",
        "999, 999ms",
        "1000, 1.0s",
        "9949, 9.9s",
        "9950, 10s",
        "59499, 59s",
        "59500, 1m 00s",
        "245000, 4m 05s",
        "3599600, 1h 00m",
        "7500000, 2h 05m",
        "360000000, 100h 00m"
    })
    void timeIsShort(long millis, String shown) {
        assertThat(Figures.duration(Duration.ofMillis(millis))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "1234, '1,234'",
        "9999, '9,999'",
        "10000, 10k",
        "56789, 56k",
        "999999, 999k",
        "7890000, 7.8M",
        "12345678, 12M",
        "1234567890, '1,234M'"
    })
    void countIsShort(long count, String shown) {
        assertThat(Figures.shortCount(count)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0/min",
        "0.8, 48/min",
        "1, 1.0/s",
        "9.94, 9.9/s",
        "9.95, 10/s",
        "1234.5, '1,235/s'"
    })
    void rateIsShort(double perSecond, String shown) {
        assertThat(Figures.rate(perSecond)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 0/0 n/a",
        "0, 7, 0/7 0.0%",
        "12, 18, 12/18 66.7%",
        "18, 18, 18/18 100.0%",
        "1, 5000, 1/5000 <0.1%",
        "4999, 5000, 4999/5000 >99.9%"
    })
    void shareIsNeverRoundedToAllOrNothing(long part, long whole, String shown) {
        assertThat(Figures.share(part, whole)).isEqualTo(shown);
    }

    @Test
    void unknownTokensAreNotZero() {
        assertThat(Figures.tokens(Usage.NONE)).isEqualTo("n/a");
        assertThat(Figures.tokens(Usage.ofTokens(1234, 0))).isEqualTo("1,234+0");
    }

    @Test
    void oneIsSingular() {
        assertThat(Figures.counted(1, "run")).isEqualTo("1 run");
        assertThat(Figures.counted(0, "run")).isEqualTo("0 runs");
        assertThat(Figures.counted(2000, "run")).isEqualTo("2,000 runs");
    }

    @Test
    void aCostIsNeverZeroWhereItIsUnknown() {
        assertThat(Figures.cost(Usage.NONE)).isEqualTo("unknown");
        assertThat(Figures.cost(Usage.ofTokens(5, 5).unpriced(1))).isEqualTo("unknown");
        assertThat(Figures.cost(costing(60_900, 8_400))).isEqualTo("$0.000069");
        assertThat(Figures.cost(costing(1_234_000_000, 0))).isEqualTo("$1.2340");
        assertThat(Figures.cost(costing(12_345_000_000L, 0))).isEqualTo("$12.35");
        assertThat(Figures.cost(costing(0, 0))).isEqualTo("$0.0000");
        assertThat(Figures.cost(costing(500_000_000, 0).unpriced(2))).isEqualTo("≥$0.5000");
    }

    private static Usage costing(long input, long output) {
        return Usage.NONE.costing(OptionalLong.of(input), OptionalLong.of(output));
    }
}
