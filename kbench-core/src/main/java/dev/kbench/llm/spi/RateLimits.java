package dev.kbench.llm.spi;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What a provider says of its limits beside an answer or an error. Unknown is empty.
///
/// @param requests how many requests are allowed in a span
/// @param requestsLeft how many of them are left
/// @param requestsReset in what time all of them are there again
/// @param tokens how many tokens are allowed in a span
/// @param tokensLeft how many of them are left
/// @param tokensReset in what time all of them are there again
public record RateLimits(
        OptionalLong requests,
        OptionalLong requestsLeft,
        Optional<Duration> requestsReset,
        OptionalLong tokens,
        OptionalLong tokensLeft,
        Optional<Duration> tokensReset) {
    /// Nothing is known.
    public static final RateLimits NONE =
            new RateLimits(
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Optional.empty());
}
