package dev.kbench.workspace;

import dev.kbench.key.RunKey;

import java.util.Optional;

/// Runs that would be made: those of an evaluation, or a single one.
///
/// @param task the task's name
/// @param size how many there are
/// @param reuse what of earlier evaluations would stand in for them
/// @param continued the id of the evaluation that would go on; empty where one would begin
/// @param keys gives the runs' keys, as often as it is asked to
public record PlannedRuns(
        String task, long size, Reuse reuse, Optional<String> continued, Keys keys) {
    /// The keys of planned runs.
    @FunctionalInterface
    public interface Keys {
        /// Gives each key.
        ///
        /// @param visitor receives them, in the order of their positions
        void each(Visitor visitor);
    }

    /// Receives keys.
    @FunctionalInterface
    public interface Visitor {
        /// Called for each planned run.
        ///
        /// @param position its position, from 0
        /// @param key its key
        /// @param row where its row stands, such as `row 2, questions.csv:4`; empty without data
        void run(long position, RunKey key, String row);
    }
}
