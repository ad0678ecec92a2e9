package dev.kbench.run;

import org.jspecify.annotations.Nullable;

/// Whether a value passes by itself, and how it is shown.
final class Verdict {
    private Verdict() {}

    static boolean passes(@Nullable Object value) {
        return !Boolean.FALSE.equals(value);
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
