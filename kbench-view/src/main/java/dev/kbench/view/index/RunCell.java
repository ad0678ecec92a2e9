package dev.kbench.view.index;

import dev.kbench.run.stats.Estimate;

import java.util.OptionalDouble;

/// What the runs of one model at one task came to. The figures are those of {@link
/// dev.kbench.run.Runs}: what has no verdict is in no denominator.
///
/// @param task the task's name
/// @param model the model's id
/// @param total how many runs there are
/// @param completed how many of them completed
/// @param failed how many of them failed
/// @param unmeasured how many of them have no verdict
/// @param passed how many of them passed
/// @param passRate passed by completed and failed, with its error clustered by row
/// @param score the mean of the completed runs' numbers, with its error clustered by row; NaN where
///   none is a number
/// @param cost what they cost, in dollars, as far as that is known; empty where it is of none
/// @param priced how many of them have a known cost
/// @param latency how long they took, in seconds
public record RunCell(
        String task,
        String model,
        long total,
        long completed,
        long failed,
        long unmeasured,
        long passed,
        Estimate passRate,
        Estimate score,
        OptionalDouble cost,
        long priced,
        Latency latency) {
    /// Quantiles, each a duration that was taken (the nearest rank); all NaN where none is known.
    ///
    /// @param median half of them took at most so long
    /// @param p90 nine of ten took at most so long
    /// @param p99 99 of 100 took at most so long
    public record Latency(double median, double p90, double p99) {}
}
