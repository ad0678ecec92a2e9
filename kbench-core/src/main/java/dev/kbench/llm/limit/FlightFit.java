package dev.kbench.llm.limit;

import java.util.Map;
import java.util.TreeMap;

/// Tells how well a number of calls under way explains what a server took and what it rejected: a
/// call that was taken though there were more speaks against it, and so does one that was rejected
/// though there were no more.
///
/// One thread at a time.
final class FlightFit {
    private final Map<Integer, Weight> weights = new TreeMap<>();

    private static final class Weight {
        private double taken;
        private double rejected;
    }

    /// Adds a call.
    ///
    /// @param underWay how many calls there were, with this one
    /// @param counts how much it counts, up to 1
    void add(int underWay, double counts, boolean wasTaken) {
        Weight weight = weights.computeIfAbsent(underWay, _ -> new Weight());
        if (wasTaken) {
            weight.taken += counts;
        } else {
            weight.rejected += counts;
        }
    }

    /// How much speaks against the likeliest number.
    double against() {
        double takenAbove = weights.values().stream().mapToDouble(each -> each.taken).sum();
        double rejectedUpTo = 0;
        double least = takenAbove;
        for (Weight each : weights.values()) {
            takenAbove -= each.taken;
            rejectedUpTo += each.rejected;
            least = Math.min(least, takenAbove + rejectedUpTo);
        }
        return least;
    }
}
