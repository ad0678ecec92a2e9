package dev.kbench.view.index;

/// Runs that have the same value in the column that they are grouped by.
///
/// @param value the value; empty where they have none; of a long text the beginning
/// @param total how many there are
/// @param passed how many of them passed
/// @param failed how many of them have a verdict and did not pass
/// @param unmeasured how many of them have no verdict
public record RunGroup(String value, long total, long passed, long failed, long unmeasured) {}
