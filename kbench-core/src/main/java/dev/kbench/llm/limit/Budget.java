package dev.kbench.llm.limit;

import dev.kbench.config.CallLimits;

import java.util.OptionalInt;

/// What a user told of all calls to a provider together.
///
/// One thread at a time.
final class Budget {
    private static final double LONGEST = 0x1p61;

    private final OptionalInt connections;
    private final Pace calls;
    private final Pace tokens;
    private int inFlight;

    Budget(CallLimits told) {
        connections = told.maxConnections();
        calls = Pace.ofCalls(told);
        tokens = Pace.ofTokens(told);
    }

    /// Nanoseconds until a call may go, as far as time alone counts; 0 for now; negative where one
    /// that is under way must end first.
    long delay(long now, double estimate) {
        if (connections.isPresent() && inFlight >= connections.getAsInt()) {
            return -1;
        }
        return Math.max(calls.delay(now, 1), tokens.delay(now, estimate));
    }

    /// Nanoseconds until so many calls have gone, at the least.
    long atLeast(long now, int ahead, double estimate) {
        double perSecond = Math.min(calls.rate(now), tokens.rate(now) / Math.max(1, estimate));
        return (long) Math.min(LONGEST, ahead / perSecond * 1e9);
    }

    void go(long now, double estimate) {
        inFlight++;
        calls.spend(now, 1);
        tokens.spend(now, estimate);
    }

    void ended(double moreTokens) {
        inFlight--;
        tokens.correct(moreTokens);
    }
}
