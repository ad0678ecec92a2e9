package dev.kbench.run;

/// How many runs came to what.
///
/// @param completed how many completed
/// @param failed how many failed: the task's or the candidate's own fault
/// @param unmeasured how many have no verdict
/// @param notRun how many were planned and not run, as in an evaluation that stopped early
public record Tally(long completed, long failed, long unmeasured, long notRun) {
    /// Refuses negative counts.
    public Tally {
        if (completed < 0 || failed < 0 || unmeasured < 0 || notRun < 0) {
            throw new IllegalArgumentException(
                    "counts must be 0 or more, got %d completed, %d failed, %d unmeasured, %d not run"
                            .formatted(completed, failed, unmeasured, notRun));
        }
    }

    /// How many runs there are.
    ///
    /// @return completed + failed + unmeasured
    public long total() {
        return completed + failed + unmeasured;
    }

    /// How many runs have a verdict.
    ///
    /// @return completed + failed
    public long judged() {
        return completed + failed;
    }

    /// The counts.
    ///
    /// @return such as `17 measured, 2 failed, 1 unmeasured of 20`, with `, 5 not run` where some
    ///   were not
    @Override
    public String toString() {
        String counts =
                "%d measured, %d failed, %d unmeasured of %d"
                        .formatted(completed, failed, unmeasured, total());
        return notRun == 0 ? counts : "%s, %d not run".formatted(counts, notRun);
    }
}
