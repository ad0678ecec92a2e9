package dev.kbench.store.journal;

import java.util.Optional;
import java.util.OptionalLong;

/// One evaluation of a folder.
///
/// @param id its id, the name of its folder
/// @param number which of its folder it is, from 1: later ones have higher numbers; 0 where unknown
/// @param plan what it is about; empty where that cannot be read
/// @param state how far it is
/// @param finished how many positions have a finished run
/// @param bytes how much room it takes
/// @param holder the pid of the process that holds it, 0 where somebody does whose pid is not
///   known; empty where nobody does
/// @param note why it stopped or cannot be read; empty otherwise
public record JournalSummary(
        String id,
        long number,
        Optional<JournalPlan> plan,
        JournalState state,
        long finished,
        long bytes,
        OptionalLong holder,
        String note) {
    /// Whether an evaluation can go on with it.
    ///
    /// @return true if it is stopped or unfinished and nobody holds it
    public boolean canGoOn() {
        return state == JournalState.STOPPED || state == JournalState.UNFINISHED;
    }
}
