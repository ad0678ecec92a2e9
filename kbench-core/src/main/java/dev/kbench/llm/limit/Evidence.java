package dev.kbench.llm.limit;

import java.util.ArrayDeque;
import java.util.Iterator;

/// What a server took and what it rejected lately, and the rate that explains it best: of calls, or
/// of tokens, as the one or the other explains more. What lies behind several rejections counts
/// less, since limits change.
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
    /// @param taken how many calls were taken of those that it rests on
    /// @param last how many of them since the last rejection
    /// @param ofCalls how likely it is that calls are counted, not tokens
    record Rate(boolean known, double perSecond, int taken, int last, double ofCalls) {}

    /// A call was sent.
    void sent(ModelLimit.Ticket call) {
        calls.add(call);
        if (calls.size() > KEPT) {
            calls.removeFirst();
            fromTheFirst = false;
        }
    }

    /// The rate that explains best what came up to now.
    ///
    /// @param graceNanos for how long a call is under way that a server may still reject
    /// @param meanTokens of a usual call; 0 where that is unknown
    Rate rate(long now, long graceNanos, double meanTokens) {
        BucketFit ofCalls = fit(now, graceNanos, 0);
        if (ofCalls.taken() < 2) {
            return new Rate(
                    false, ofCalls.average(now), ofCalls.taken(), ofCalls.takenAtLast(), 0.5);
        }
        ofCalls.find(now);
        double likely = 0.5;
        double perSecond = ofCalls.rate();
        if (meanTokens > 0) {
            BucketFit ofTokens = fit(now, graceNanos, meanTokens);
            ofTokens.find(now);
            likely = 1 / (1 + Math.exp(KIND * (ofCalls.against() - ofTokens.against())));
            perSecond = Math.pow(perSecond, likely) * Math.pow(ofTokens.rate(), 1 - likely);
        }
        return new Rate(perSecond > 0, perSecond, ofCalls.taken(), ofCalls.takenAtLast(), likely);
    }

    /// From the newest call to the oldest that counts.
    private BucketFit fit(long now, long graceNanos, double meanTokens) {
        BucketFit fit = new BucketFit(calls.size(), fromTheFirst);
        double weight = 1;
        boolean rejectedBefore = false;
        Iterator<ModelLimit.Ticket> backwards = calls.descendingIterator();
        while (backwards.hasNext()) {
            ModelLimit.Ticket call = backwards.next();
            boolean taken = call.isTaken(now, graceNanos);
            if (!taken && !call.isRejected()) {
                continue;
            }
            if (call.isRejected() && !rejectedBefore && !fit.isEmpty()) {
                weight *= FORGETTING;
            }
            rejectedBefore = call.isRejected();
            double work = meanTokens == 0 ? 1 : Math.max(0.01, call.tokens() / meanTokens);
            if (weight < FORGOTTEN || !fit.before(call.at(), work, weight, taken)) {
                fit.cutOff();
                break;
            }
        }
        return fit;
    }
}
