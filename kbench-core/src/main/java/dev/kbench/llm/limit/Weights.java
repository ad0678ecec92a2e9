package dev.kbench.llm.limit;

/// What a call weighs in the eyes of a server that rejects some: 1, where it counts calls; its
/// tokens by those of a usual call, where it counts tokens. Which, is told by its headers, or found
/// out by what it rejects ({@link Evidence}).
///
/// One thread at a time.
final class Weights {
    private static final double LEARNING = 0.02;

    private double mean;
    private long learned;
    private double ofCalls = 0.5;
    private boolean told;

    /// A call's weight.
    double of(double tokens) {
        return learned == 0 ? 1 : ofCalls + (1 - ofCalls) * tokens / mean;
    }

    void learn(long tokens) {
        learned++;
        mean += Math.max(LEARNING, 1.0 / learned) * (tokens - mean);
        mean = Math.max(1, mean);
    }

    /// Which of both it is, as far as that can be told.
    ///
    /// @param likely how likely it is that calls are counted
    void lean(double likely) {
        if (!told) {
            ofCalls = likely;
        }
    }

    void areCalls() {
        ofCalls = 1;
        told = true;
    }

    void areTokens() {
        ofCalls = 0;
        told = true;
    }

    double mean() {
        return mean;
    }
}
