package dev.kbench.llm.limit;

import dev.kbench.config.CallLimits;
import dev.kbench.llm.spi.RateLimits;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// What one model takes: calls under way (a {@link Window}), work in a span (a {@link Pace}), and a
/// pause where it asks for one. Work is calls, or tokens, or something between, as {@link Weights}
/// finds out.
///
/// A rejected call does not tell which of them it ran into. {@link Evidence} tells whether calls
/// under way or a rate explain clearly more of what was taken and rejected. As long as it does not,
/// calls under way are blamed where there were more of them than had been let through since the
/// last rejections, and more than were thought to be the most; else the span is. Where that rests
/// on a handful of calls, they also go at an even pace, little faster than they were answered:
/// calls that do not start together tell a span from calls under way. Rejections of calls that were
/// sent before the last correction say nothing new.
///
/// Pure: time is handed in, nothing waits here. One thread at a time.
final class ModelLimit {
    private static final long FIRST_PAUSE = 250_000_000L;
    private static final long LONGEST_PAUSE = 32_000_000_000L;
    private static final long LONGEST_ASKED = 60_000_000_000L;
    private static final double FIRST_REJECTION = 100_000_000;
    private static final double REJECTION_LEARNING = 0.2;
    private static final double TRIAL = 3;
    private static final int ABOVE = 2;
    private static final double LEAST = 0.01;
    private static final double EVEN = 1.2;
    private static final double FEW = 40;

    private final Window window;
    private final Pace toldCalls;
    private final Pace toldTokens;
    private final Pace work = Pace.unknown();
    private final Weights weights = new Weights();
    private final Latency latency = new Latency();
    private final Evidence evidence = new Evidence();
    private double rejectionNanos = FIRST_REJECTION;
    private int inFlight;
    private long pausedUntil = Long.MIN_VALUE;
    private long correctedAt = Long.MIN_VALUE;
    private int inARow;
    private int proven;
    private int provenBefore;
    private int above;
    private boolean onTrial;

    private enum Outcome {
        UNDER_WAY,
        TAKEN,
        REJECTED,
        GONE
    }

    /// A call under way.
    static final class Ticket {
        private final long at;
        private int inFlight;
        private final double work;
        private double tokens;
        private Outcome outcome = Outcome.UNDER_WAY;

        private Ticket(long at, int inFlight, double tokens, double work) {
            this.at = at;
            this.inFlight = inFlight;
            this.tokens = tokens;
            this.work = work;
        }

        /// When it was sent.
        long at() {
            return at;
        }

        /// What it used, or was thought to use as long as that is unknown.
        double tokens() {
            return tokens;
        }

        boolean isRejected() {
            return outcome == Outcome.REJECTED;
        }

        /// How many calls were under way, with this one.
        int underWay() {
            return inFlight;
        }

        /// One of the calls that were counted was rejected.
        void isOneFewer() {
            inFlight--;
        }

        /// Whether it was let through: one that is still under way was, if a later one has been
        /// rejected already.
        ///
        /// @param newest when the newest call was sent that is known to be rejected
        boolean isTaken(long newest) {
            return outcome == Outcome.TAKEN || (outcome == Outcome.UNDER_WAY && at <= newest);
        }
    }

    ModelLimit(CallLimits limits) {
        this.window = new Window(limits.maxConnections());
        this.toldCalls = Pace.ofCalls(limits);
        this.toldTokens = Pace.ofTokens(limits);
    }

    /// Nanoseconds until a call may go, as far as time alone counts; 0 for now; negative where one
    /// that is under way must end first.
    long delay(long now, double tokens) {
        if (inFlight >= window.size(now)) {
            return -1;
        }
        long pause = pausedUntil == Long.MIN_VALUE ? 0 : Math.max(0, pausedUntil - now);
        long told = Math.max(toldCalls.delay(now, 1), toldTokens.delay(now, tokens));
        return Math.max(Math.max(pause, told), work.delay(now, weights.of(tokens)));
    }

    /// A call goes.
    Ticket go(long now, double tokens) {
        inFlight++;
        double units = weights.of(tokens);
        toldCalls.spend(now, 1);
        toldTokens.spend(now, tokens);
        work.spend(now, units);
        window.used(now, inFlight);
        Ticket ticket = new Ticket(now, inFlight, tokens, units);
        evidence.sent(ticket);
        if (onTrial) {
            onTrial = false;
            pause(now, (long) (TRIAL * rejectionNanos));
        }
        return ticket;
    }

    /// It was answered.
    ///
    /// @param used the tokens that it used, empty where that is unknown
    void answered(Ticket ticket, long now, OptionalLong used, Told told) {
        window.answered(inFlight);
        ended(ticket, Outcome.TAKEN);
        inARow = 0;
        if (ticket.at > correctedAt) {
            proven = Math.max(proven, ticket.inFlight);
        }
        if (used.isPresent()) {
            toldTokens.correct(used.getAsLong() - ticket.tokens);
            double more = weights.of((double) used.getAsLong()) - ticket.work;
            ticket.tokens = used.getAsLong();
            work.correct(more);
            weights.learn(used.getAsLong());
        }
        if (latency.answered(now - ticket.at, used.orElse(0)) && window.size(now) > 1) {
            window.hold(now, throughput(now));
        }
        heed(now, told.limits());
    }

    /// It was rejected: too many calls or tokens.
    void rejected(Ticket ticket, long now, Told told) {
        ended(ticket, Outcome.REJECTED);
        evidence.rejected(ticket);
        rejectionNanos += REJECTION_LEARNING * (now - ticket.at - rejectionNanos);
        told.retryAfter().ifPresent(wait -> pause(now, Math.min(wait.toNanos(), LONGEST_ASKED)));
        if (ticket.at <= correctedAt) {
            return;
        }
        Evidence.Finding found = evidence.find(now, ticket.at, weights.mean(), work.found());
        if (found.known()) {
            weights.lean(found.ofCalls());
        }
        if (isOfFlights(ticket, told, found)) {
            fewer(now, found, ticket.inFlight - 1);
        } else {
            slower(now, found, ticket.inFlight);
        }
        if (proven > 0) {
            provenBefore = proven;
            proven = 0;
        }
        correctedAt = now;
        onTrial = true;
        inARow++;
    }

    /// Whether calls under way are to blame for a rejection.
    private boolean isOfFlights(Ticket ticket, Told told, Evidence.Finding found) {
        int let = Math.max(proven, provenBefore);
        if (ticket.inFlight <= let) {
            above = 0;
        }
        if (told.speaksOfConcurrency()) {
            return true;
        }
        if (told.speaksOfTime() || found.isOfTime() || ticket.inFlight == 1) {
            return false;
        }
        return found.isOfFlights()
                || (found.last() > 0
                        && ticket.inFlight > let
                        && (window.couldBlame(ticket.inFlight) || ++above >= ABOVE));
    }

    private void fewer(long now, Evidence.Finding found, int calls) {
        above = 0;
        double answered = Math.max(1, calls) / latency.mean() * 1e9;
        window.found(now, calls, Math.min(found.perSecond(), answered), found.rests());
        boolean isClear = found.isOfFlights() || found.rests() > FEW;
        if (isClear || latency.mean() == 0) {
            work.lift(now);
        } else if (EVEN * answered < work.rate(now)) {
            work.found(now, EVEN * answered, answered, Double.MAX_VALUE);
        }
    }

    private void slower(long now, Evidence.Finding found, int under) {
        if (found.known()) {
            double perSecond = Math.max(LEAST, Math.min(work.rate(now), found.perSecond()));
            work.found(now, perSecond, perSecond, found.rests());
        } else {
            window.halve(now, under);
        }
        if (!found.known() || found.last() < 1) {
            pause(now, Math.min(LONGEST_PAUSE, FIRST_PAUSE << Math.min(inARow, 10)));
        }
    }

    /// It failed because the provider is overloaded.
    void overloaded(Ticket ticket, long now, Optional<Duration> retryAfter) {
        gone(ticket);
        retryAfter.ifPresent(wait -> pause(now, Math.min(wait.toNanos(), LONGEST_ASKED)));
        if (ticket.at > correctedAt) {
            correctedAt = now;
            window.found(now, ticket.inFlight * 0.8, throughput(now), Double.MAX_VALUE);
        }
    }

    /// It ended in another way.
    void gone(Ticket ticket) {
        ended(ticket, Outcome.GONE);
    }

    private void ended(Ticket ticket, Outcome outcome) {
        inFlight--;
        ticket.outcome = outcome;
    }

    private double throughput(long now) {
        return Math.min(work.rate(now), 1e3);
    }

    private void pause(long now, long nanos) {
        if (pausedUntil == Long.MIN_VALUE || pausedUntil - (now + nanos) < 0) {
            pausedUntil = now + nanos;
        }
    }

    /// What the provider says of its limits, where little is left of them: what is gone by the time
    /// until it is there again is the rate at which it comes back. As it tells whole calls, that
    /// may be one more.
    private void heed(long now, RateLimits limits) {
        if (limits.equals(RateLimits.NONE)) {
            return;
        }
        double calls = refill(limits.requests(), limits.requestsLeft(), limits.requestsReset());
        if (calls > 0) {
            weights.areCalls();
            heed(now, calls);
        }
        double tokens = refill(limits.tokens(), limits.tokensLeft(), limits.tokensReset());
        if (tokens > 0) {
            weights.areTokens();
            heed(now, tokens / weights.mean());
        }
    }

    private void heed(long now, double perSecond) {
        if (perSecond < work.rate(now)) {
            work.found(now, perSecond, perSecond, 1e9);
        }
    }

    private static double refill(OptionalLong limit, OptionalLong left, Optional<Duration> reset) {
        if (limit.isEmpty() || left.isEmpty() || reset.isEmpty() || !reset.get().isPositive()) {
            return 0;
        }
        return left.getAsLong() * 5 > limit.getAsLong()
                ? 0
                : (limit.getAsLong() - left.getAsLong() + 1) / (reset.get().toNanos() / 1e9);
    }
}
