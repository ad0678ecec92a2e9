package dev.kbench.store.journal;

/// How far an evaluation is.
public enum JournalState {
    /// A process works at it.
    RUNNING,
    /// It did all it was to do.
    FINISHED,
    /// It was stopped, and can go on.
    STOPPED,
    /// Its process ended without a word, and it can go on.
    UNFINISHED,
    /// Its plan or its journal cannot be read.
    UNREADABLE
}
