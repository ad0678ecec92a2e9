package dev.kbench.llm.limit;

import dev.kbench.config.CallLimits;

/// How much of something, calls or tokens, may be spent in a span: a bucket that fills at a rate.
/// The rate is told, found out, or both; as long as neither is so, nothing waits.
///
/// Found out: between two rejections of a server that counts, what it let through by the time
/// between is its own rate, whatever that is. The pace stays a little below, and grows as {@link
/// Growth} has it.
///
/// One thread at a time.
final class Pace {
    /// How far below a found rate the pace stays at first.
    private static final double BELOW = 0.95;

    private static final double LIFT = 2;

    /// A rate that is as good as none, a second.
    private static final double MOST = 1e6;

    private static final double MINUTE = 60;

    private final double told;
    private final double burstSeconds;
    private final double leastBurst;
    private double found = Double.POSITIVE_INFINITY;
    private double calls;
    private double rests;
    private long foundAt;
    private double level;
    private long filledAt;

    /// Of calls, as the user tells.
    static Pace ofCalls(CallLimits told) {
        return new Pace(
                told.rpm().isPresent() ? told.rpm().getAsInt() / MINUTE : Double.POSITIVE_INFINITY,
                0.1,
                1);
    }

    /// Of tokens, as the user tells.
    static Pace ofTokens(CallLimits told) {
        return new Pace(
                told.tpm().isPresent() ? told.tpm().getAsLong() / MINUTE : Double.POSITIVE_INFINITY,
                1,
                1);
    }

    /// Nothing is told, and nothing found out yet.
    static Pace unknown() {
        return new Pace(Double.POSITIVE_INFINITY, 0, 1);
    }

    /// @param told units a second, infinite where nothing is told
    /// @param burstSeconds what may be saved up, in seconds of the rate
    /// @param leastBurst what may be saved up in any case, in units
    private Pace(double told, double burstSeconds, double leastBurst) {
        this.told = told;
        this.burstSeconds = burstSeconds;
        this.leastBurst = leastBurst;
        this.level = leastBurst;
    }

    /// Units a second; infinite where nothing is known.
    double rate(long now) {
        if (found == Double.POSITIVE_INFINITY) {
            return told;
        }
        double seconds = (now - foundAt) / 1e9;
        double hold = Growth.hold(calls, rests);
        double below = BELOW + (1 - BELOW) * Math.min(1, seconds / hold);
        return Math.min(told, found * below * Growth.factor(seconds, calls, rests));
    }

    /// The rate that was found out last, units a second; infinite where none was.
    double found() {
        return found;
    }

    boolean isFound() {
        return found != Double.POSITIVE_INFINITY;
    }

    /// Nanoseconds until so many units may be spent; 0 for now.
    long delay(long now, double units) {
        double rate = rate(now);
        if (rate == Double.POSITIVE_INFINITY) {
            return 0;
        }
        fill(now, rate);
        double missing = Math.min(units, burst(rate)) - level;
        return missing <= 1e-9 ? 0 : Math.max(1, (long) Math.ceil(missing / rate * 1e9));
    }

    void spend(long now, double units) {
        double rate = rate(now);
        if (rate == Double.POSITIVE_INFINITY) {
            filledAt = now;
            return;
        }
        fill(now, rate);
        level -= units;
    }

    /// Corrects what was spent too much or too little.
    void correct(double units) {
        if (isFound() || told != Double.POSITIVE_INFINITY) {
            level -= units;
        }
    }

    /// A rate was found out.
    ///
    /// @param rate units a second
    /// @param callsPerSecond how many calls that is
    void found(long now, double rate, double callsPerSecond, double rests) {
        if (rate >= told) {
            return;
        }
        found = rate;
        calls = callsPerSecond;
        this.rests = rests;
        foundAt = now;
        level = Math.min(level, 0);
        filledAt = now;
    }

    /// Something else was the limit: the rate may grow at once.
    void lift(long now) {
        if (isFound()) {
            double lifted = rate(now) * LIFT;
            found = lifted < MOST ? lifted : Double.POSITIVE_INFINITY;
            foundAt = now - (long) (Growth.hold(calls, rests) * 1e9);
        }
    }

    private double burst(double rate) {
        return Math.max(leastBurst, rate * burstSeconds);
    }

    private void fill(long now, double rate) {
        double seconds = (now - filledAt) / 1e9;
        filledAt = now;
        if (seconds > 0) {
            level = Math.min(burst(rate), level + rate * seconds);
        }
    }
}
