package dev.kbench.llm.limit;

/// How many tokens a call will use, told by what others used: so many a character sent, and so many
/// for an answer.
///
/// One thread at a time.
final class TokenEstimate {
    private static final double PER_CHARACTER = 0.25;
    private static final double FIRST_ANSWER = 200;
    private static final double LEARNING = 0.05;

    private double answer = FIRST_ANSWER;

    /// What a call of so many characters will use, its answer included.
    double of(long characters) {
        return characters * PER_CHARACTER + answer;
    }

    /// A call was answered.
    ///
    /// @param used what it was
    void learn(long characters, long used) {
        double rest = used - characters * PER_CHARACTER;
        answer = Math.max(1, answer + LEARNING * (rest - answer));
    }
}
