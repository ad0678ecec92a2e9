package dev.kbench.run;

import org.jspecify.annotations.Nullable;

import java.util.OptionalDouble;

/// Whether a value passes by itself, and how it is shown.
final class Verdict {
    private Verdict() {}

    static boolean passes(@Nullable Object value) {
        return !Boolean.FALSE.equals(value);
    }

    static OptionalDouble number(@Nullable Object value, boolean passed) {
        return switch (value) {
            case null -> OptionalDouble.of(passed ? 1 : 0);
            case Boolean b -> OptionalDouble.of(b ? 1 : 0);
            case Number n -> OptionalDouble.of(n.doubleValue());
            case PassCount(int part, int total) ->
                    OptionalDouble.of(total == 0 ? 0 : (double) part / total);
            case MetricWithCI(double metric, _) -> OptionalDouble.of(metric);
            default -> OptionalDouble.empty();
        };
    }

    static String shown(@Nullable Object value, long passed, int assertions) {
        if (value == null) {
            return assertions == 0
                    ? "✅"
                    : "%d out of %d assertions passed.".formatted(passed, assertions);
        }
        return switch (value) {
            case Boolean b -> b ? "✅" : "❌";
            default -> value.toString();
        };
    }
}
