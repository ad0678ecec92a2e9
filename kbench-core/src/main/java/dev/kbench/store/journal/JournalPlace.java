package dev.kbench.store.journal;

/// Where an evaluation lies, without a look into its journal.
///
/// @param id its id, the name of its folder
/// @param number which of its folder it is, from 1: later ones have higher numbers; 0 where unknown
/// @param bytes how long its journal is; 0 where there is none yet
public record JournalPlace(String id, long number, long bytes) {}
