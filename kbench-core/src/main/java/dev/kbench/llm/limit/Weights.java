package dev.kbench.llm.limit;

/// What a call weighs in the eyes of a server that rejects some: 1, where it counts calls; its
/// tokens by those of a usual call, where it counts tokens. Which, is told by the calls that it
/// rejects: a server that counts tokens rejects large ones more often.
///
/// One thread at a time.
final class Weights {
    private static final double LEARNING = 0.02;
    private static final double STEP = 0.25;

    /// How much larger than usual rejected calls are half-way between both kinds of servers.
    private static final double LARGER = 1.15;

    private double mean;
    private long learned;
    private double ofCalls = 0.5;

    /// A call's weight.
    double of(double tokens) {
        return learned == 0 ? 1 : ofCalls + (1 - ofCalls) * tokens / mean;
    }

    void learn(long tokens) {
        learned++;
        mean += Math.max(LEARNING, 1.0 / learned) * (tokens - mean);
        mean = Math.max(1, mean);
    }

    void rejected(double tokens) {
        if (learned > 0) {
            double larger = Math.min(2, tokens / mean) - LARGER;
            ofCalls = Math.clamp(ofCalls - STEP * larger, 0, 1);
        }
    }

    void areCalls() {
        ofCalls = 1;
    }

    void areTokens() {
        ofCalls = 0;
    }

    double mean() {
        return mean;
    }
}
