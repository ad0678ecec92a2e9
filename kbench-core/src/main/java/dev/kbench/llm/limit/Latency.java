package dev.kbench.llm.limit;

/// Tells whether answers come much slower than they did: then a server keeps calls waiting, and
/// more of them at a time would gain nothing.
///
/// A long answer takes longer, so times are taken by the tokens used.
///
/// One thread at a time.
final class Latency {
    private static final double SOME_TOKENS = 50;
    private static final double TIMES = 3;
    private static final double RECENT = 0.05;
    private static final int FIRST = 20;
    private static final double FORGETTING = 1.0005;
    private static final double LEARNING = 0.1;

    private double recent;
    private double best = Double.POSITIVE_INFINITY;
    private int count;
    private double mean;

    /// How long an answer takes, about, in nanoseconds; 0 as long as none came.
    double mean() {
        return mean;
    }

    /// An answer came.
    ///
    /// @return whether to hold calls back
    boolean answered(long nanos, long tokens) {
        double each = nanos / (SOME_TOKENS + tokens);
        mean = count == 0 ? nanos : mean + LEARNING * (nanos - mean);
        recent = count == 0 ? each : recent + RECENT * (each - recent);
        if (++count < FIRST) {
            return false;
        }
        best = Math.min(best * FORGETTING, recent);
        return recent > TIMES * best;
    }
}
