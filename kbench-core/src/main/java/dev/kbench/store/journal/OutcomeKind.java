package dev.kbench.store.journal;

/// What a finished attempt came to.
public enum OutcomeKind {
    /// It gave a value.
    COMPLETED(1),
    /// It failed, by the task's or the candidate's fault.
    FAILED(2),
    /// It has no verdict.
    UNMEASURED(3),
    /// A kind that a later version wrote.
    OTHER(0);

    final byte code;

    OutcomeKind(int code) {
        this.code = (byte) code;
    }

    static OutcomeKind of(byte code) {
        return switch (code) {
            case 1 -> COMPLETED;
            case 2 -> FAILED;
            case 3 -> UNMEASURED;
            default -> OTHER;
        };
    }
}
