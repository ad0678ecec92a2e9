package dev.kbench.llm.budget;

import dev.kbench.config.Price;
import dev.kbench.control.Outlay;
import dev.kbench.event.Usage;
import dev.kbench.llm.limit.PromptSize;
import dev.kbench.llm.spi.ModelRequest;

import org.jspecify.annotations.Nullable;

/// What calls to one model may take. Tokens sent are a quarter of the request's characters, and
/// what the calls before had beyond that (tools, schemas, the model's own frame), in the mean.
/// Tokens answered are the request's own limit; where it has none, as many as the answers before
/// had in the mean, 200 before the first.
///
/// Thread-safe.
final class CallEstimate {
    private static final double PER_CHARACTER = 0.25;
    private static final double FIRST_ANSWER = 200;

    /// 10⁻⁹ dollars a token are 1,000 times dollars a million tokens.
    private static final double NANODOLLARS = 1_000;

    private final @Nullable Price price;
    private double beyond;
    private double answered;
    private long beyonds;
    private long answers;

    /// @param price what the model's tokens cost, null where that is not known
    CallEstimate(@Nullable Price price) {
        this.price = price;
    }

    /// What one call may take.
    ///
    /// @param known the tokens sent that the request's own characters tell
    /// @param input tokens sent
    /// @param output tokens answered
    /// @param inputCost what the former cost, in 10⁻⁹ dollars; 0 where there is no price
    /// @param outputCost what the latter cost
    record Most(double known, long input, long output, long inputCost, long outputCost) {
        Outlay outlay() {
            return new Outlay(inputCost, input, 1).plus(new Outlay(outputCost, output, 0));
        }

        /// What a call took of which an answer came; what is not known of it counts with its most.
        Outlay took(Usage usage) {
            return new Outlay(
                            usage.inputCostNanodollars().orElse(inputCost),
                            usage.inputTokens().orElse(input),
                            1)
                    .plus(
                            new Outlay(
                                    usage.outputCostNanodollars().orElse(outputCost),
                                    usage.outputTokens().orElse(output),
                                    0));
        }
    }

    /// What a call may take at most.
    Most most(ModelRequest request) {
        return most(request, PromptSize.of(request) * PER_CHARACTER);
    }

    private synchronized Most most(ModelRequest request, double known) {
        long input = (long) Math.ceil(known + Math.max(0, beyond));
        long output =
                request.maxTokens().isPresent()
                        ? request.maxTokens().getAsInt()
                        : (long) Math.ceil(answers == 0 ? FIRST_ANSWER : answered);
        return price == null
                ? new Most(known, input, output, 0, 0)
                : new Most(
                        known,
                        input,
                        output,
                        cost(input, Math.max(price.input(), price.cached().orElse(0))),
                        cost(output, Math.max(price.output(), price.reasoning().orElse(0))));
    }

    private static long cost(long tokens, double each) {
        return (long) Math.ceil(tokens * each * NANODOLLARS);
    }

    /// A call was answered.
    synchronized void learn(Most most, Usage usage) {
        if (usage.inputTokens().isPresent()) {
            double more = usage.inputTokens().getAsLong() - most.known;
            beyonds++;
            beyond += (more - beyond) / beyonds;
        }
        if (usage.outputTokens().isPresent()) {
            answers++;
            answered += (usage.outputTokens().getAsLong() - answered) / answers;
        }
    }
}
