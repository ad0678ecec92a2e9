package dev.kbench.event;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
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
/// @param timeToFirstToken from the moment the request was sent to the first piece of the answer,
///   reasoning included; of one streamed call alone, a sum has none
/// @param tokensPerSecond output tokens after the first piece, by the seconds from the first piece
///   to the last; of one streamed call alone, a sum has none
/// @param unpricedCalls of a sum, how many of its calls have a cost that is not known: the cost is
///   then what the others cost, and the sum costs at least that; empty where there is none
public record Usage(
        OptionalLong inputTokens,
        OptionalLong outputTokens,
        OptionalLong cachedTokens,
        OptionalLong reasoningTokens,
        OptionalLong inputCostNanodollars,
        OptionalLong outputCostNanodollars,
        OptionalLong backendLatencyMs,
        Optional<Duration> timeToFirstToken,
        OptionalDouble tokensPerSecond,
        OptionalLong unpricedCalls) {
    private static final OptionalLong UNKNOWN = OptionalLong.empty();

    /// Nothing is known.
    public static final Usage NONE =
            new Usage(UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN);

    /// What was counted, without a stream's pace.
    ///
    /// @param inputTokens tokens sent, cached ones included
    /// @param outputTokens tokens answered, reasoning included
    /// @param cachedTokens tokens sent that came from the provider's cache
    /// @param reasoningTokens tokens answered that were reasoning
    /// @param inputCostNanodollars what the input cost, in 10⁻⁹ dollars
    /// @param outputCostNanodollars what the output cost, in 10⁻⁹ dollars
    /// @param backendLatencyMs time the provider's backend reports, in milliseconds
    public Usage(
            OptionalLong inputTokens,
            OptionalLong outputTokens,
            OptionalLong cachedTokens,
            OptionalLong reasoningTokens,
            OptionalLong inputCostNanodollars,
            OptionalLong outputCostNanodollars,
            OptionalLong backendLatencyMs) {
        this(
                inputTokens,
                outputTokens,
                cachedTokens,
                reasoningTokens,
                inputCostNanodollars,
                outputCostNanodollars,
                backendLatencyMs,
                Optional.empty(),
                OptionalDouble.empty(),
                UNKNOWN);
    }

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

    /// The same call with its stream's pace.
    ///
    /// @param firstPiece from the moment the request was sent to the first piece of the answer
    /// @param lastPiece from the moment the request was sent to the last piece
    /// @return the usage; tokens a second are known where there are output tokens, and time between
    ///   the first piece and the last
    public Usage streamed(Duration firstPiece, Duration lastPiece) {
        double seconds = lastPiece.minus(firstPiece).toNanos() / 1e9;
        boolean known = outputTokens.isPresent() && outputTokens.getAsLong() > 1 && seconds > 0;
        return new Usage(
                inputTokens,
                outputTokens,
                cachedTokens,
                reasoningTokens,
                inputCostNanodollars,
                outputCostNanodollars,
                backendLatencyMs,
                Optional.of(firstPiece),
                known
                        ? OptionalDouble.of((outputTokens.getAsLong() - 1) / seconds)
                        : OptionalDouble.empty(),
                unpricedCalls);
    }

    /// The same with another cost.
    ///
    /// @param input what the input cost, in 10⁻⁹ dollars
    /// @param output what the output cost, in 10⁻⁹ dollars
    /// @return the usage
    public Usage costing(OptionalLong input, OptionalLong output) {
        return new Usage(
                inputTokens,
                outputTokens,
                cachedTokens,
                reasoningTokens,
                input,
                output,
                backendLatencyMs,
                timeToFirstToken,
                tokensPerSecond,
                unpricedCalls);
    }

    /// The same as a part of a sum over calls.
    ///
    /// @param calls how many calls of unknown cost it stands for
    /// @return the usage
    public Usage unpriced(long calls) {
        return new Usage(
                inputTokens,
                outputTokens,
                cachedTokens,
                reasoningTokens,
                inputCostNanodollars,
                outputCostNanodollars,
                backendLatencyMs,
                timeToFirstToken,
                tokensPerSecond,
                calls == 0 ? UNKNOWN : OptionalLong.of(calls));
    }

    /// Whether all of the cost is known.
    ///
    /// @return false where there is none, or a part has none
    public boolean isPriced() {
        return inputCostNanodollars.isPresent()
                && outputCostNanodollars.isPresent()
                && unpricedCalls.isEmpty();
    }

    /// The sum; where only one side knows a figure, that one. A sum beyond a long stops at its
    /// limit. A stream's pace is one call's own: no sum has one.
    ///
    /// @param other what to add
    /// @return the sum, field by field
    @SuppressWarnings(
            "ReferenceEquality") // NONE is by far the most frequent; equals would cost more than it
    // saves
    public Usage plus(Usage other) {
        if (this == NONE && other.isWithoutPace()) {
            return other;
        }
        if (other == NONE && isWithoutPace()) {
            return this;
        }
        return new Usage(
                sum(inputTokens, other.inputTokens),
                sum(outputTokens, other.outputTokens),
                sum(cachedTokens, other.cachedTokens),
                sum(reasoningTokens, other.reasoningTokens),
                sum(inputCostNanodollars, other.inputCostNanodollars),
                sum(outputCostNanodollars, other.outputCostNanodollars),
                sum(backendLatencyMs, other.backendLatencyMs),
                Optional.empty(),
                OptionalDouble.empty(),
                sum(unpricedCalls, other.unpricedCalls));
    }

    private boolean isWithoutPace() {
        return timeToFirstToken.isEmpty() && tokensPerSecond.isEmpty();
    }

    /// Input and output cost together. Where {@link #unpricedCalls} is there, it costs more.
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
