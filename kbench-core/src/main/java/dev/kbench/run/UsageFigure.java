package dev.kbench.run;

import dev.kbench.event.Usage;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.IntFunction;

/// The figures of a usage by number, each of which fills a column.
final class UsageFigure {
    /// Above all numbers.
    static final int COUNT = 8;

    private UsageFigure() {}

    static OptionalLong of(int figure, Usage usage) {
        return switch (figure) {
            case 0 -> usage.inputTokens();
            case 1 -> usage.outputTokens();
            case 2 -> usage.cachedTokens();
            case 3 -> usage.reasoningTokens();
            case 4 -> usage.inputCostNanodollars();
            case 5 -> usage.outputCostNanodollars();
            case 6 -> usage.backendLatencyMs();
            case 7 -> usage.unpricedCalls();
            default -> throw new IndexOutOfBoundsException(figure);
        };
    }

    /// No calls of unknown cost are not told.
    private static OptionalLong some(OptionalLong calls) {
        return calls.orElse(0) == 0 ? OptionalLong.empty() : calls;
    }

    /// A usage from all its figures.
    static Usage usage(IntFunction<OptionalLong> figures) {
        return new Usage(
                figures.apply(0),
                figures.apply(1),
                figures.apply(2),
                figures.apply(3),
                figures.apply(4),
                figures.apply(5),
                figures.apply(6),
                Optional.empty(),
                OptionalDouble.empty(),
                some(figures.apply(7)));
    }
}
