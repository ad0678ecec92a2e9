package dev.kbench.config;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;

/// What a model's tokens cost, in dollars a million.
///
/// @param input tokens sent, 0 or more
/// @param cached tokens sent that came from the provider's cache; as any other where that is not
///   said
/// @param output tokens answered, 0 or more
/// @param reasoning tokens answered that were reasoning; as any other where that is not said
/// @param date the day of the price, empty where it is not said
public record Price(
        double input,
        OptionalDouble cached,
        double output,
        OptionalDouble reasoning,
        Optional<LocalDate> date) {
    private static final double MOST = 1e6;

    /// Refuses what is no price.
    public Price {
        require("input", input);
        cached.ifPresent(value -> require("cached", value));
        require("output", output);
        reasoning.ifPresent(value -> require("reasoning", value));
    }

    private static void require(String name, double value) {
        if (!(value >= 0 && value <= MOST)) {
            throw new IllegalArgumentException(
                    "%s must be between 0 and 1000000 dollars a million tokens, got %s"
                            .formatted(name, value));
        }
    }
}
