package dev.kbench.store.journal;

/// A completed run inside an attempt that has no verdict: when the attempt is made again, it can
/// stand in for the same run.
///
/// @param digest its key's digest
/// @param offset where its record starts
public record InnerRun(KeyDigest digest, long offset) {}
