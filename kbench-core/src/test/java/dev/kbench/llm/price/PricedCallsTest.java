package dev.kbench.llm.price;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.config.Price;
import dev.kbench.event.Usage;
import dev.kbench.llm.spi.CallContext;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;

import org.junit.jupiter.api.Test;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

class PricedCallsTest {
    private static final OptionalLong UNKNOWN = OptionalLong.empty();
    private static final Price PLAIN =
            new Price(0.15, OptionalDouble.empty(), 0.6, OptionalDouble.empty(), Optional.empty());
    private static final Price FINE =
            new Price(2, OptionalDouble.of(0.5), 8, OptionalDouble.of(10), Optional.empty());

    private static Usage usage(OptionalLong in, OptionalLong out, long cached, long reasoning) {
        return new Usage(
                in,
                out,
                OptionalLong.of(cached),
                OptionalLong.of(reasoning),
                UNKNOWN,
                UNKNOWN,
                UNKNOWN);
    }

    @Test
    void aMillionTokensCostTheirPrice() {
        Usage usage = PricedCalls.priced(Usage.ofTokens(1_000_000, 1_000_000), PLAIN);
        assertThat(usage.inputCostNanodollars()).hasValue(150_000_000);
        assertThat(usage.outputCostNanodollars()).hasValue(600_000_000);
        assertThat(usage.isPriced()).isTrue();
    }

    @Test
    void cachedAndReasoningTokensHavePricesOfTheirOwn() {
        Usage usage =
                PricedCalls.priced(usage(OptionalLong.of(100), OptionalLong.of(50), 40, 20), FINE);
        assertThat(usage.inputCostNanodollars()).hasValue(60 * 2_000 + 40 * 500);
        assertThat(usage.outputCostNanodollars()).hasValue(30 * 8_000 + 20 * 10_000);
    }

    @Test
    void moreCachedTokensThanTokensAreNonsenseAndCostNoMore() {
        Usage usage =
                PricedCalls.priced(usage(OptionalLong.of(10), OptionalLong.of(0), 999, 999), FINE);
        assertThat(usage.inputCostNanodollars()).hasValue(5_000);
        assertThat(usage.outputCostNanodollars()).hasValue(0);
    }

    @Test
    void unknownTokensHaveAnUnknownCost() {
        Usage usage = PricedCalls.priced(usage(UNKNOWN, OptionalLong.of(1), 0, 0), PLAIN);
        assertThat(usage.inputCostNanodollars()).isEmpty();
        assertThat(usage.outputCostNanodollars()).hasValue(600);
        assertThat(usage.isPriced()).isFalse();
        assertThat(PricedCalls.priced(Usage.NONE, PLAIN).costNanodollars()).isEmpty();
    }

    @Test
    void whatTheProviderReportsCountsMore() throws Exception {
        Usage reported =
                Usage.ofTokens(1_000, 1_000).costing(OptionalLong.of(7), OptionalLong.of(8));
        ModelResponse answer = ModelResponse.of("a", reported);
        ModelCall call =
                new ModelCall(ModelRequest.to("m").user("x").build(), CallContext.outside());

        assertThat(new PricedCalls(PLAIN).intercept(call, ChunkSink.NONE, (_, _) -> answer))
                .isSameAs(answer);
        ModelResponse unpriced = ModelResponse.of("a", Usage.ofTokens(1_000, 1_000));
        assertThat(
                        new PricedCalls(PLAIN)
                                .intercept(call, ChunkSink.NONE, (_, _) -> unpriced)
                                .usage()
                                .costNanodollars())
                .hasValue(750_000);
    }
}
