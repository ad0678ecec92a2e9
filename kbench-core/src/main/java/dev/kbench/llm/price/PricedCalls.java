package dev.kbench.llm.price;

import dev.kbench.config.Price;
import dev.kbench.event.Usage;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelInterceptor;
import dev.kbench.llm.spi.ModelResponse;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Says what each answer cost, by the model's price. A cost that the provider reports counts more;
/// where tokens are not known, their cost is not.
///
/// Thread-safe.
public final class PricedCalls implements ModelInterceptor {
    /// 10⁻⁹ dollars a token are 1,000 times dollars a million tokens.
    private static final double NANODOLLARS = 1_000;

    private final Price price;

    /// Prices a model.
    ///
    /// @param price what its tokens cost
    public PricedCalls(Price price) {
        this.price = price;
    }

    /// What the model's tokens cost.
    ///
    /// @return the price
    public Price price() {
        return price;
    }

    @Override
    public Stage stage() {
        return Stage.BUDGET;
    }

    @Override
    public ModelResponse intercept(ModelCall call, ChunkSink chunks, Next next)
            throws InterruptedException {
        ModelResponse response = next.send(call, chunks);
        Usage usage = response.usage();
        return usage.isPriced()
                ? response
                : response.toBuilder().usage(priced(usage, price)).build();
    }

    /// A usage with its cost.
    static Usage priced(Usage usage, Price price) {
        return usage.costing(
                usage.inputCostNanodollars().isPresent()
                        ? usage.inputCostNanodollars()
                        : cost(
                                usage.inputTokens(),
                                price.input(),
                                usage.cachedTokens(),
                                price.cached()),
                usage.outputCostNanodollars().isPresent()
                        ? usage.outputCostNanodollars()
                        : cost(
                                usage.outputTokens(),
                                price.output(),
                                usage.reasoningTokens(),
                                price.reasoning()));
    }

    private static OptionalLong cost(
            OptionalLong all, double each, OptionalLong some, OptionalDouble eachOfSome) {
        if (all.isEmpty()) {
            return OptionalLong.empty();
        }
        long others = Math.min(all.getAsLong(), some.orElse(0));
        double dollars = (all.getAsLong() - others) * each + others * eachOfSome.orElse(each);
        return OptionalLong.of(Math.round(dollars * NANODOLLARS));
    }
}
