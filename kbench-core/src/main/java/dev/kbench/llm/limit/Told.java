package dev.kbench.llm.limit;

import dev.kbench.llm.spi.RateLimits;

import java.time.Duration;
import java.util.Optional;

/// What a provider tells with an answer or a rejection.
///
/// @param limits its limits
/// @param retryAfter how long to wait
/// @param words its words, lower case
record Told(RateLimits limits, Optional<Duration> retryAfter, String words) {
    static final Told NOTHING = new Told(RateLimits.NONE, Optional.empty(), "");

    /// Whether it says that calls under way are too many, not calls in a span.
    boolean speaksOfConcurrency() {
        return words.contains("concurren") || words.contains("parallel");
    }

    boolean speaksOfTime() {
        return retryAfter.filter(Duration::isPositive).isPresent()
                || words.contains("per min")
                || words.contains("per sec")
                || words.contains("per day")
                || (limits.requestsLeft().isPresent() && limits.requestsLeft().getAsLong() == 0)
                || (limits.tokensLeft().isPresent() && limits.tokensLeft().getAsLong() == 0);
    }
}
