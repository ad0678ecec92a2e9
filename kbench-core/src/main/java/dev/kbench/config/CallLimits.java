package dev.kbench.config;

import java.util.OptionalInt;
import java.util.OptionalLong;

/// How many calls a model or a provider takes, as the user says it. What is not said is found out.
///
/// @param rpm calls a minute, 1 or more
/// @param tpm tokens a minute, sent and answered, 1 or more
/// @param maxConnections calls under way, 1 or more
public record CallLimits(OptionalInt rpm, OptionalLong tpm, OptionalInt maxConnections) {
    /// Nothing is said.
    public static final CallLimits NONE =
            new CallLimits(OptionalInt.empty(), OptionalLong.empty(), OptionalInt.empty());

    /// Refuses numbers below 1.
    public CallLimits {
        rpm.ifPresent(value -> require("rpm", value));
        tpm.ifPresent(value -> require("tpm", value));
        maxConnections.ifPresent(value -> require("max_connections", value));
    }

    private static void require(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "%s must be 1 or more, got %d".formatted(name, value));
        }
    }

    /// These, and others where these say nothing.
    ///
    /// @param others what else was said
    /// @return the limits
    public CallLimits or(CallLimits others) {
        return new CallLimits(
                rpm.isPresent() ? rpm : others.rpm,
                tpm.isPresent() ? tpm : others.tpm,
                maxConnections.isPresent() ? maxConnections : others.maxConnections);
    }
}
