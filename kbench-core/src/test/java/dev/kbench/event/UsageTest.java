package dev.kbench.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.OptionalLong;

class UsageTest {
    private static Usage costs(long input, long output) {
        return new Usage(
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.of(input),
                OptionalLong.of(output),
                OptionalLong.of(640));
    }

    @Test
    void addsFieldByField() {
        Usage sum = Usage.ofTokens(100, 20).plus(Usage.ofTokens(20, 14)).plus(costs(60_900, 8_400));

        assertThat(sum.inputTokens()).hasValue(120);
        assertThat(sum.outputTokens()).hasValue(34);
        assertThat(sum.cachedTokens()).isEmpty();
        assertThat(sum.inputCostNanodollars()).hasValue(60_900);
        assertThat(sum.backendLatencyMs()).hasValue(640);
        assertThat(sum.costNanodollars()).hasValue(69_300);
    }

    @Test
    void unknownIsNotZero() {
        assertThat(Usage.NONE.inputTokens()).isEmpty();
        assertThat(Usage.NONE.costNanodollars()).isEmpty();
        assertThat(Usage.ofTokens(0, 0)).isNotEqualTo(Usage.NONE);
        assertThat(Usage.NONE.plus(Usage.ofTokens(0, 0)).inputTokens()).hasValue(0);
    }

    @Test
    void nothingAddsNothing() {
        Usage usage = Usage.ofTokens(1, 2);

        assertThat(usage.plus(Usage.NONE)).isSameAs(usage);
        assertThat(Usage.NONE.plus(usage)).isSameAs(usage);
    }

    @Test
    void beyondThirtyTwoBitsItIsExact() {
        assertThat(Usage.ofTokens(3_000_000_000L, 1).plus(Usage.ofTokens(3_000_000_000L, 1)))
                .isEqualTo(Usage.ofTokens(6_000_000_000L, 2));
    }

    @Test
    void beyondALongItStops() {
        Usage sum = Usage.ofTokens(Long.MAX_VALUE, Long.MIN_VALUE).plus(Usage.ofTokens(1, -1));

        assertThat(sum).isEqualTo(Usage.ofTokens(Long.MAX_VALUE, Long.MIN_VALUE));
    }

    @Test
    void aSumWithAnUnknownPartSaysSo() {
        Usage priced = Usage.ofTokens(1, 1).costing(OptionalLong.of(10), OptionalLong.of(5));
        Usage sum = priced.plus(Usage.ofTokens(1, 1).unpriced(1)).plus(Usage.NONE.unpriced(2));

        assertThat(priced.isPriced()).isTrue();
        assertThat(sum.costNanodollars()).hasValue(15);
        assertThat(sum.unpricedCalls()).hasValue(3);
        assertThat(sum.isPriced()).isFalse();
        assertThat(Usage.NONE.isPriced()).isFalse();
        assertThat(Usage.NONE.unpriced(0)).isEqualTo(Usage.NONE);
    }
}
