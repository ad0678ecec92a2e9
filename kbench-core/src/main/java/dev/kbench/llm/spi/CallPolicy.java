package dev.kbench.llm.spi;

import dev.kbench.config.CallLimits;

import java.util.OptionalInt;

/// What the user's code says of the calls to one model, which wins over what is configured.
///
/// @param retries how often a request is sent again that came to nothing; 0 never
/// @param limits how many calls the model takes
public record CallPolicy(OptionalInt retries, CallLimits limits) {
    /// Nothing is said.
    public static final CallPolicy NONE = new CallPolicy(OptionalInt.empty(), CallLimits.NONE);
}
