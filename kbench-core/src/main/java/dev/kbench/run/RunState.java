package dev.kbench.run;

import java.util.List;

/// What a run came to in 16 bits: 0 is no run; 4 bits for the outcome, then flags, then which
/// figures of its usage are known.
final class RunState {
    static final int ABSENT = 0;

    /// Above all outcomes.
    static final int OUTCOMES = 16;

    private static final List<FailureKind> KINDS = List.of(FailureKind.values());
    private static final List<UnmeasuredReason> REASONS = List.of(UnmeasuredReason.values());
    private static final int OUTCOME = OUTCOMES - 1;
    private static final int COMPLETED = 1;
    private static final int FIRST_FAILED = 2;
    private static final int FIRST_UNMEASURED = FIRST_FAILED + KINDS.size();
    private static final int PASSED = 1 << 4;
    private static final int NUMBER = 1 << 5;
    private static final int SHARE = 1 << 6;
    private static final int CACHED = 1 << 7;
    private static final int USAGE_SHIFT = 8;

    private RunState() {}

    static char of(RunSummary run) {
        int state = COMPLETED;
        if (run.failed() != null) {
            state = FIRST_FAILED + KINDS.indexOf(run.failed());
        } else if (run.unmeasured() != null) {
            state = FIRST_UNMEASURED + REASONS.indexOf(run.unmeasured());
        }
        state |= run.passed() ? PASSED : 0;
        state |= run.number().isPresent() ? NUMBER : 0;
        state |= run.share() ? SHARE : 0;
        state |= run.cached() ? CACHED : 0;
        for (int figure = 0; figure < UsageFigure.COUNT; figure++) {
            state |= UsageFigure.of(figure, run.spent().inAll()).isPresent() ? usageBit(figure) : 0;
        }
        return (char) state;
    }

    private static int usageBit(int figure) {
        return 1 << (USAGE_SHIFT + figure);
    }

    /// The outcome alone, which is a state too.
    static int outcome(int state) {
        return state & OUTCOME;
    }

    static boolean completed(int state) {
        return (state & OUTCOME) == COMPLETED;
    }

    static boolean failed(int state) {
        int outcome = state & OUTCOME;
        return outcome >= FIRST_FAILED && outcome < FIRST_UNMEASURED;
    }

    static boolean unmeasured(int state) {
        return (state & OUTCOME) >= FIRST_UNMEASURED;
    }

    static boolean passed(int state) {
        return (state & PASSED) != 0;
    }

    /// Whether its value is a number.
    static boolean hasNumber(int state) {
        return (state & NUMBER) != 0;
    }

    /// Whether a value of its task lies between 0 and 1.
    static boolean isShare(int state) {
        return (state & SHARE) != 0;
    }

    static boolean cached(int state) {
        return (state & CACHED) != 0;
    }

    static boolean knows(int figure, int state) {
        return (state & usageBit(figure)) != 0;
    }

    /// Such as `completed`, `failed EXCEPTION`, `unmeasured TIMED_OUT`.
    static String shown(int state) {
        int outcome = state & OUTCOME;
        if (completed(state)) {
            return "completed";
        }
        return failed(state)
                ? "failed " + KINDS.get(outcome - FIRST_FAILED)
                : "unmeasured " + REASONS.get(outcome - FIRST_UNMEASURED);
    }
}
