package dev.kbench.llm.limit;

import java.util.OptionalInt;

/// How many calls may be under way. Nothing is known at first: then one more for each answer, and
/// fewer where many are sent at a time, since all that are sent before the first rejection comes
/// back are rejected too. From a rejection on it is one less than was rejected, and as {@link
/// Growth} has it.
///
/// One thread at a time.
final class Window {
    private static final int FIRST = 2;
    private static final int LEAST = 32;
    private static final double AT_ONCE = 8;
    private static final double LATELY = 100_000_000;

    private final double most;
    private double size;
    private boolean found;
    private double calls;
    private double rests;
    private long foundAt;
    private int peak;
    private long peakAt;
    private int peakBefore;
    private double lately;
    private long latelyAt;

    /// @param told what the user told
    Window(OptionalInt told) {
        this.most = told.isPresent() ? told.getAsInt() : Double.POSITIVE_INFINITY;
        this.size = told.orElse(FIRST);
    }

    /// How many calls may be under way now.
    int size(long now) {
        if (!found) {
            return (int) Math.min(most, size);
        }
        double grown = size * Growth.factor((now - foundAt) / 1e9, calls, rests);
        return (int) Math.max(1, Math.min(most, Math.min(grown, Math.max(LEAST, 2.0 * peak()))));
    }

    /// So many are under way, with the one that was just let go.
    void used(long now, int inFlight) {
        if (now - peakAt > 10_000_000_000L) {
            peakBefore = peak;
            peak = 0;
            peakAt = now;
        }
        peak = Math.max(peak, inFlight);
        lately = lately == 0 ? 1 : 1 + lately * Math.exp((latelyAt - now) / LATELY);
        latelyAt = now;
    }

    private int peak() {
        return Math.max(peak, peakBefore);
    }

    void answered(int inFlight) {
        if (!found && inFlight * 2 >= size) {
            size = Math.min(most, size + Math.min(1, AT_ONCE / lately));
        }
    }

    /// Whether the number of calls under way may be why one was rejected: not where it is no more
    /// than what was found out before.
    boolean couldBlame(int inFlight) {
        return inFlight > 1 && (!found || inFlight > size);
    }

    /// Nothing is known but that these were too many.
    void halve(long now, int inFlight) {
        if (found) {
            size = size(now);
            foundAt = now;
        }
        size = Math.max(1, Math.min(size, inFlight / 2.0));
    }

    /// No more growth for now.
    void hold(long now, double callsPerSecond) {
        found(now, size(now), callsPerSecond, Double.MAX_VALUE);
    }

    /// So many were found out to be the most.
    ///
    /// @param callsPerSecond how many calls were let through
    /// @param restsOn how many calls it was found out from
    void found(long now, double newSize, double callsPerSecond, double restsOn) {
        size = Math.max(1, newSize);
        found = true;
        calls = callsPerSecond;
        rests = restsOn;
        foundAt = now;
    }
}
