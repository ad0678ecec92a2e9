package dev.kbench.evaluate;

import dev.kbench.event.Usage;

import java.time.Duration;

/// How far an evaluation is, whenever one more of its runs has ended for good.
///
/// @param total how many runs there are to be
/// @param completed how many completed, passed or not
/// @param failed how many failed
/// @param unmeasured how many have no verdict
/// @param passed how many of the completed passed
/// @param reused how many of all these were read back instead of made
/// @param running how many are under way; one that waits for its next attempt is not
/// @param usage what all attempts used, those that were made again included
/// @param elapsed since the evaluation began
public record EvaluationProgress(
        long total,
        long completed,
        long failed,
        long unmeasured,
        long passed,
        long reused,
        long running,
        Usage usage,
        Duration elapsed) {
    /// How many ended, whatever they came to.
    ///
    /// @return completed, failed and unmeasured
    public long ended() {
        return completed + failed + unmeasured;
    }
}
