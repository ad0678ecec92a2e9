package dev.kbench.store.journal;

import dev.kbench.event.Usage;

import java.time.Duration;
import java.util.OptionalDouble;

/// What a journal's index knows of a finished attempt: enough for counts, scores and bills, without
/// reading its document.
///
/// @param position the run's position in its plan, from 0
/// @param attempt which attempt, from 1
/// @param digest its key's digest
/// @param outcome what it came to
/// @param reason a code for why, 0 to 255; its meaning is the writer's, and a number once given
///   keeps it
/// @param passed its verdict
/// @param number its value as a number, empty where it is none
/// @param usage what it used
/// @param duration how long it took
public record FinishedRun(
        long position,
        int attempt,
        KeyDigest digest,
        OutcomeKind outcome,
        int reason,
        boolean passed,
        OptionalDouble number,
        Usage usage,
        Duration duration) {
    /// The reason of a run whose document cannot be read back.
    public static final int NOT_READABLE = 255;

    /// Refuses a position, an attempt or a reason out of range. A number that is NaN is none.
    public FinishedRun {
        RecordFormat.checkPlace(position, attempt);
        if (reason < 0 || reason > 255) {
            throw new IllegalArgumentException("reason must be between 0 and 255, got " + reason);
        }
        if (number.isPresent() && Double.isNaN(number.getAsDouble())) {
            number = OptionalDouble.empty();
        }
    }

    /// Whether it can stand in for a run with the same key.
    ///
    /// @return true if it completed, and its document can be read back
    public boolean stands() {
        return stands(outcome.code, reason);
    }

    static boolean stands(byte outcome, int reason) {
        return outcome == OutcomeKind.COMPLETED.code && reason != NOT_READABLE;
    }

    FinishedRun withUsage(Usage other) {
        return new FinishedRun(
                position, attempt, digest, outcome, reason, passed, number, other, duration);
    }
}
