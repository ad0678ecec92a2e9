package dev.kbench.event;

import java.util.OptionalLong;

/// What a model call, a chat or a run used. Unknown is empty, never 0.
///
/// @param inputTokens tokens sent, cached ones included
/// @param outputTokens tokens answered, reasoning included
/// @param cachedTokens tokens sent that came from the provider's cache
/// @param reasoningTokens tokens answered that were reasoning
/// @param inputCostNanodollars what the input cost, in 10⁻⁹ dollars, as the provider reports it
/// @param outputCostNanodollars what the output cost, in 10⁻⁹ dollars, as the provider reports it
/// @param backendLatencyMs time the provider's backend reports, in milliseconds; summed over calls
public record Usage(
        OptionalLong inputTokens,
        OptionalLong outputTokens,
        OptionalLong cachedTokens,
        OptionalLong reasoningTokens,
        OptionalLong inputCostNanodollars,
        OptionalLong outputCostNanodollars,
        OptionalLong backendLatencyMs) {
    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    /// Nothing is known.
    public static final Usage NONE =
            new Usage(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);

    /// Input and output tokens only.
    ///
    /// @param input tokens sent
    /// @param output tokens answered
    /// @return the usage
    public static Usage ofTokens(long input, long output) {
        return new Usage(
                OptionalLong.of(input),
                OptionalLong.of(output),
                UNKNOWN,
                UNKNOWN,
                UNKNOWN,
                UNKNOWN,
                UNKNOWN);
    }

    /// The sum; where only one side knows a figure, that one. A sum beyond a long stops at its
    /// limit.
    ///
    /// @param other what to add
    /// @return the sum, field by field
    @SuppressWarnings(
            "ReferenceEquality") // NONE is by far the most frequent; equals would cost more than it
    // saves
    public Usage plus(Usage other) {
        if (this == NONE) {
            return other;
        }
        if (other == NONE) {
            return this;
        }
        return new Usage(
                sum(inputTokens, other.inputTokens),
                sum(outputTokens, other.outputTokens),
                sum(cachedTokens, other.cachedTokens),
                sum(reasoningTokens, other.reasoningTokens),
                sum(inputCostNanodollars, other.inputCostNanodollars),
                sum(outputCostNanodollars, other.outputCostNanodollars),
                sum(backendLatencyMs, other.backendLatencyMs));
    }

    /// Input and output cost together.
    ///
    /// @return 10⁻⁹ dollars, empty where neither is known
    public OptionalLong costNanodollars() {
        return sum(inputCostNanodollars, outputCostNanodollars);
    }

    private static OptionalLong sum(OptionalLong a, OptionalLong b) {
        if (a.isEmpty()) {
            return b;
        }
        return b.isEmpty() ? a : OptionalLong.of(clamped(a.getAsLong(), b.getAsLong()));
    }

    /// A provider that reports nonsense must not end a run.
    private static long clamped(long a, long b) {
        long sum = a + b;
        boolean overflown = ((a ^ sum) & (b ^ sum)) < 0;
        return overflown ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }
}
