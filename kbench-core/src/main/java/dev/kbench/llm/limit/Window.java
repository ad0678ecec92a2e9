package dev.kbench.llm.limit;

import java.util.OptionalInt;

/// How many calls may be under way. Nothing is known at first: then two more for each answer, until
/// one is rejected. From then on one less than was rejected, and as {@link Growth} has it.
///
/// One thread at a time.
final class Window {
    private static final int FIRST = 2;
    private static final int LEAST = 32;
    private static final double EACH = 2;

    private final double most;
    private double size;
    private double each = EACH;
    private boolean found;
    private double calls;
    private long foundAt;
    private int peak;
    private long peakAt;
    private int peakBefore;

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
        double grown = size * Growth.factor((now - foundAt) / 1e9, calls, Double.MAX_VALUE);
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
    }

    private int peak() {
        return Math.max(peak, peakBefore);
    }

    void answered(int inFlight) {
        if (!found && inFlight * 2 >= size) {
            size = Math.min(most, size + each);
        }
    }

    /// Whether the number of calls under way may be why one was rejected: not where it is no more
    /// than what was found out before.
    boolean couldBlame(int inFlight) {
        return inFlight > 1 && (!found || inFlight > size);
    }

    /// Nothing is known but that these were too many.
    void halve(int inFlight) {
        if (!found) {
            size = Math.max(1, inFlight / 2.0);
            each = 1;
        }
    }

    /// No more growth for now.
    void hold(long now, double callsPerSecond) {
        found(now, size(now), callsPerSecond);
    }

    void found(long now, double newSize, double callsPerSecond) {
        size = Math.max(1, newSize);
        found = true;
        calls = callsPerSecond;
        foundAt = now;
    }
}
