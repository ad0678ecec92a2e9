package dev.kbench.llm.chaos;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/// Which faults a model has on purpose: `with -> with.seed(7).rateLimit(0.2)`. Each share is of the
/// calls, from 0 to 1; where no share is given, a few of each happen but hangs. Each is set at most
/// once.
///
/// One thread.
public final class ChaosOptions {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration HANG = Duration.ofMinutes(10);

    private final Map<Fault, Double> shares = new EnumMap<>(Fault.class);
    private @Nullable Long seed;
    private @Nullable Duration latency;
    private @Nullable Duration hangFor;

    ChaosOptions() {}

    /// What the faults are drawn by; 0 by default. The same seed gives the same faults, whatever
    /// the number of jobs.
    ///
    /// @param value any number
    /// @return this
    public ChaosOptions seed(long value) {
        unset("seed", seed);
        seed = value;
        return this;
    }

    /// How long an answer takes on top, on average; nothing by default. Drawn from a half to one
    /// and a half of it.
    ///
    /// @param mean up to an hour
    /// @return this
    public ChaosOptions latency(Duration mean) {
        unset("latency", latency);
        requireNonNull(mean, "mean: expected a duration such as Duration.ofMillis(200), got null");
        if (mean.isNegative() || mean.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "latency must be from nothing to an hour, got " + mean);
        }
        latency = mean;
        return this;
    }

    /// How long a call that hangs hangs, unless its run ends before; 10 minutes by default.
    ///
    /// @param time up to an hour
    /// @return this
    public ChaosOptions hangFor(Duration time) {
        unset("hangFor", hangFor);
        requireNonNull(time, "time: expected a duration such as Duration.ofMinutes(1), got null");
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "hangFor must be from nothing to an hour, got " + time);
        }
        hangFor = time;
        return this;
    }

    /// Calls that are rejected with status 429, one to three tries in a row.
    ///
    /// @param share 0 to 1
    /// @return this
    public ChaosOptions rateLimit(double share) {
        return share(Fault.RATE_LIMIT, share);
    }

    /// Calls that fail once with status 503.
    ///
    /// @param share 0 to 1
    /// @return this
    public ChaosOptions down(double share) {
        return share(Fault.DOWN, share);
    }

    /// Calls to which no answer comes.
    ///
    /// @param share 0 to 1
    /// @return this
    public ChaosOptions hang(double share) {
        return share(Fault.HANG, share);
    }

    /// Calls whose answer stops in the middle, once.
    ///
    /// @param share 0 to 1
    /// @return this
    public ChaosOptions cut(double share) {
        return share(Fault.CUT, share);
    }

    /// Answers without their end.
    ///
    /// @param share 0 to 1
    /// @return this
    public ChaosOptions badJson(double share) {
        return share(Fault.BAD_JSON, share);
    }

    /// Refusals.
    ///
    /// @param share 0 to 1
    /// @return this
    public ChaosOptions refusal(double share) {
        return share(Fault.REFUSAL, share);
    }

    /// Answers that hold nothing.
    ///
    /// @param share 0 to 1
    /// @return this
    public ChaosOptions empty(double share) {
        return share(Fault.EMPTY, share);
    }

    /// Answers whose usage is nonsense, or missing.
    ///
    /// @param share 0 to 1
    /// @return this
    public ChaosOptions wrongUsage(double share) {
        return share(Fault.WRONG_USAGE, share);
    }

    ChaosOptions share(Fault fault, double share) {
        unset(fault.word(), shares.get(fault));
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "%s must be between 0 and 1, got %s".formatted(fault.word(), share));
        }
        shares.put(fault, share);
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        if (sum > 1 + 1e-9) {
            throw new IllegalArgumentException(
                    "the shares of all faults must come to at most 1, got " + sum);
        }
        return this;
    }

    private static void unset(String option, @Nullable Object old) {
        if (old != null) {
            throw new IllegalArgumentException("%s was already set to %s".formatted(option, old));
        }
    }

    long seed() {
        return seed == null ? 0 : seed;
    }

    Duration latency() {
        return latency == null ? Duration.ZERO : latency;
    }

    Duration hangFor() {
        return hangFor == null ? HANG : hangFor;
    }

    double share(Fault fault) {
        return shares.isEmpty() ? fault.usual() : shares.getOrDefault(fault, 0.0);
    }
}
