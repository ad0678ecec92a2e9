package dev.kbench.bench;

/// How much there is to do.
///
/// @param samples how many a pass
/// @param jobs how many in flight
/// @param passes how many a process: the first is cold, the later half is warm
record Size(int samples, int jobs, int passes) {}
