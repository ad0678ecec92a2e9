package dev.kbench.store.journal;

import java.time.Instant;
import java.util.Optional;

/// Which evaluations to remove. One that a process holds never is.
///
/// @param createdBefore only those created before; empty for any
/// @param finishedOnly only those that did all they were to do
/// @param keep how many of the newest stay, whatever they are; 0 or more
public record PruneRule(Optional<Instant> createdBefore, boolean finishedOnly, int keep) {
    /// Refuses a negative number.
    public PruneRule {
        if (keep < 0) {
            throw new IllegalArgumentException("keep must be 0 or more, got " + keep);
        }
    }

    boolean takes(JournalSummary one) {
        return one.state() != JournalState.RUNNING
                && (!finishedOnly || one.state() == JournalState.FINISHED)
                && createdBefore.map(limit -> created(one).isBefore(limit)).orElse(true);
    }

    /// One whose plan cannot be read is as old as it can be: nobody can go on with it.
    private static Instant created(JournalSummary one) {
        return one.plan().map(JournalPlan::created).orElse(Instant.MIN);
    }
}
