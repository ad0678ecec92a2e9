package dev.kbench.llm.limit;

import java.util.ArrayDeque;
import java.util.Iterator;

/// What a server took and what it rejected lately, and what explains that: a rate, of calls or of
/// tokens, as the one or the other explains more ({@link BucketFit}); or a number of calls under
/// way ({@link FlightFit}). What lies behind several rejections counts less, since limits change.
/// Where nothing explains what came, the limit has changed for sure: all that lies before the
/// rejections that showed it is forgotten.
///
/// One thread at a time.
final class Evidence {
    private static final int KEPT = 1_024;

    /// How much less counts what lies behind one more rejection.
    private static final double FORGETTING = 0.75;

    private static final double FORGOTTEN = 0.05;

    /// How far calls and tokens are told apart by what speaks against each.
    private static final double KIND = 6;

    private final ArrayDeque<ModelLimit.Ticket> calls = new ArrayDeque<>();
    private boolean fromTheFirst = true;

    /// What was found out.
    ///
    /// @param known whether anything is known but that it was too much
    /// @param perSecond calls a second, or what weighs as much
    /// @param rests how many calls it rests on, the older ones in part
    /// @param last how many calls were taken since the last rejection
    /// @param ofCalls how likely it is that calls are counted, not tokens
    /// @param againstRate how much speaks against such a rate
    /// @param againstFlights how much speaks against a number of calls under way in its stead
    record Finding(
            boolean known,
            double perSecond,
            double rests,
            int last,
            double ofCalls,
            double againstRate,
            double againstFlights) {
        /// What is as much as one call that contradicts.
        private static final double MUCH = 1;

        /// What is more than bad luck: tokens of calls under way are guesses.
        private static final double TOO_MUCH = 1.5;

        /// Whether calls under way explain clearly more than any rate.
        boolean isOfFlights() {
            return againstFlights + MUCH <= againstRate;
        }

        /// Whether a rate explains clearly more.
        boolean isOfTime() {
            return againstRate + MUCH <= againstFlights;
        }

        private boolean explainsNothing() {
            return againstRate >= TOO_MUCH && againstFlights >= TOO_MUCH;
        }
    }

    /// A call was sent.
    void sent(ModelLimit.Ticket call) {
        calls.add(call);
        if (calls.size() > KEPT) {
            calls.removeFirst();
            fromTheFirst = false;
        }
    }

    /// A call was rejected, so it was never under way: those sent after it were one fewer than they
    /// seemed.
    void rejected(ModelLimit.Ticket rejected) {
        Iterator<ModelLimit.Ticket> backwards = calls.descendingIterator();
        while (backwards.hasNext()) {
            ModelLimit.Ticket call = backwards.next();
            if (call.equals(rejected)) {
                return;
            }
            call.isOneFewer();
        }
    }

    /// What explains best what came up to now.
    ///
    /// @param newest when the newest rejected call was sent: what was sent before and is still
    ///   under way was taken
    /// @param meanTokens of a usual call; 0 where that is unknown
    /// @param before the rate that was found last, infinite where none was
    Finding find(long now, long newest, double meanTokens, double before) {
        Finding finding = findOnce(now, newest, meanTokens, before);
        return finding.explainsNothing() && forget()
                ? findOnce(now, newest, meanTokens, before)
                : finding;
    }

    private Finding findOnce(long now, long newest, double meanTokens, double before) {
        FlightFit flights = new FlightFit();
        eachBackwards(
                newest,
                (call, counts, taken) -> {
                    flights.add(call.underWay(), counts, taken);
                    return true;
                });
        BucketFit ofCalls = fit(newest, 0);
        if (ofCalls.taken() < 2) {
            return new Finding(
                    false,
                    ofCalls.average(now),
                    1,
                    ofCalls.takenAtLast(),
                    0.5,
                    0,
                    flights.against());
        }
        ofCalls.find(now, before);
        double against = ofCalls.against();
        double likely = 0.5;
        double perSecond = ofCalls.rate();
        if (meanTokens > 0) {
            BucketFit ofTokens = fit(newest, meanTokens);
            ofTokens.find(now, before);
            likely = 1 / (1 + Math.exp(KIND * (against - ofTokens.against())));
            perSecond = Math.pow(perSecond, likely) * Math.pow(ofTokens.rate(), 1 - likely);
            against = Math.min(against, ofTokens.against());
        }
        return new Finding(
                perSecond > 0,
                perSecond,
                Math.max(1, ofCalls.rests()),
                ofCalls.takenAtLast(),
                likely,
                against,
                flights.against());
    }

    private BucketFit fit(long newest, double meanTokens) {
        BucketFit fit = new BucketFit(calls.size(), fromTheFirst);
        boolean all =
                eachBackwards(
                        newest,
                        (call, counts, taken) -> {
                            double work =
                                    meanTokens == 0
                                            ? 1
                                            : Math.max(0.01, call.tokens() / meanTokens);
                            return fit.before(call.at(), work, counts, taken);
                        });
        if (!all) {
            fit.cutOff();
        }
        return fit;
    }

    private interface Counting {
        /// Takes a call.
        ///
        /// @param counts how much it counts
        /// @return whether there is room for more
        boolean take(ModelLimit.Ticket call, double counts, boolean taken);
    }

    /// From the newest call to the oldest that counts.
    ///
    /// @return whether that was the first of all that are kept
    private boolean eachBackwards(long newest, Counting counting) {
        double counts = 1;
        boolean begun = false;
        boolean rejectedBefore = false;
        Iterator<ModelLimit.Ticket> backwards = calls.descendingIterator();
        while (backwards.hasNext()) {
            ModelLimit.Ticket call = backwards.next();
            boolean taken = call.isTaken(newest);
            if (!taken && !call.isRejected()) {
                continue;
            }
            if (call.isRejected() && !rejectedBefore && begun) {
                counts *= FORGETTING;
            }
            rejectedBefore = call.isRejected();
            begun = true;
            if (counts < FORGOTTEN || !counting.take(call, counts, taken)) {
                return false;
            }
        }
        return true;
    }

    /// Forgets what lies before the last rejections that came one soon after the other.
    ///
    /// @return false where there were none, or nothing lies before them
    private boolean forget() {
        int seen = 0;
        int keep = 0;
        int inARow = 0;
        int times = 0;
        Iterator<ModelLimit.Ticket> backwards = calls.descendingIterator();
        while (backwards.hasNext() && inARow < BucketFit.CALM) {
            ModelLimit.Ticket call = backwards.next();
            seen++;
            if (call.isRejected()) {
                times += times == 0 || inARow > 0 ? 1 : 0;
                inARow = 0;
                keep = seen;
            } else {
                inARow++;
            }
        }
        if (times < 2 || keep == calls.size()) {
            return false;
        }
        while (calls.size() > keep) {
            calls.removeFirst();
        }
        fromTheFirst = false;
        return true;
    }
}
