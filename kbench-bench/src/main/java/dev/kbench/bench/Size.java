package dev.kbench.bench;

/// How much there is to do.
///
/// @param samples how many a pass
/// @param jobs how many in flight
/// @param passes how many a process, of which the first is the cold one
record Size(int samples, int jobs, int passes) {}
