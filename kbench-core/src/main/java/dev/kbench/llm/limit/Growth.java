package dev.kbench.llm.limit;

/// How a limit that was found grows again, by the seconds since it was found: held for a while,
/// then faster and faster, so that a limit that has risen to twice is found within half a minute.
///
/// The hold is the longer, the fewer calls there are: a look beyond the limit costs a rejected
/// call, and there are to be dozens of others between two of them.
final class Growth {
    private static final double SHORTEST = 8;
    private static final double LONGEST = 20;
    private static final double CALLS = 30;
    private static final double TWICE_BY = 29;
    private static final double MOST = 1e6;

    private Growth() {}

    /// What a limit is multiplied with.
    ///
    /// @param seconds since it was found
    /// @param callsPerSecond how many calls it let through
    static double factor(double seconds, double callsPerSecond) {
        double hold = hold(callsPerSecond);
        return seconds <= hold
                ? 1
                : Math.min(MOST, Math.pow(2, (seconds - hold) / (TWICE_BY - hold)));
    }

    static double hold(double callsPerSecond) {
        return Math.clamp(CALLS / Math.max(callsPerSecond, 1e-3), SHORTEST, LONGEST);
    }
}
