package dev.kbench.llm.limit;

/// A call's turn does not come before its run's deadline.
final class OverdueException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int ahead;
    private final long nanos;

    /// @param ahead how many calls wait before it
    /// @param nanos in what time the turn would come, at the least; 0 where the deadline has passed
    OverdueException(int ahead, long nanos) {
        super("", null, false, false);
        this.ahead = ahead;
        this.nanos = nanos;
    }

    int ahead() {
        return ahead;
    }

    long nanos() {
        return nanos;
    }
}
