package dev.kbench.llm.limit;

/// How a limit that was found grows again, by the seconds since it was found: held for a while,
/// then faster and faster, so that a limit that has risen to twice is found within half a minute.
///
/// The hold is the longer, the fewer calls there are: a look beyond the limit costs a rejected
/// call, and there are to be dozens of others between two of them. Below a hundred calls a minute
/// all takes as much longer as the calls are fewer: no limit can be told from a handful of them.
/// What was found out from few calls is held for no more than as many, and two seconds.
final class Growth {
    private static final double LEAST_HOLD = 2;
    private static final double SHORTEST = 8;
    private static final double LONGEST = 23;
    private static final double CALLS = 36;
    private static final double TWICE_BY = 29;
    private static final double FEW = 100 / 60.0;
    private static final double LEAST = 0.01;
    private static final double TWICE_HOLD = 2;
    private static final double MOST = 1e6;

    private Growth() {}

    /// What a limit is multiplied with.
    ///
    /// @param seconds since it was found
    /// @param callsPerSecond how many calls it let through
    /// @param calls how many calls it was found out from
    static double factor(double seconds, double callsPerSecond, double calls) {
        double hold = hold(callsPerSecond, calls);
        double twice = Math.min(TWICE_BY * unit(callsPerSecond), TWICE_HOLD * hold);
        return seconds <= hold ? 1 : Math.min(MOST, Math.pow(2, (seconds - hold) / (twice - hold)));
    }

    static double hold(double callsPerSecond, double calls) {
        double unit = unit(callsPerSecond);
        double most = Math.clamp(CALLS / callsPerSecond, SHORTEST * unit, LONGEST * unit);
        return Math.clamp(calls / callsPerSecond, LEAST_HOLD, most);
    }

    /// What goes for a second where there are few calls.
    private static double unit(double callsPerSecond) {
        return 1 / Math.clamp(callsPerSecond / FEW, LEAST, 1);
    }
}
