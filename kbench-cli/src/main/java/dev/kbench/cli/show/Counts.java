package dev.kbench.cli.show;

/// How many runs ended, and how; runs inside other runs are not counted.
///
/// @param passed completed, and passed
/// @param notPassed completed, and not passed
/// @param failed failed, by the task's or the candidate's fault
/// @param raised how many of the failed failed because the task threw
/// @param unmeasured without a verdict
/// @param unstored how many files could not be written
public record Counts(
        long passed, long notPassed, long failed, long raised, long unmeasured, long unstored) {
    /// Nothing ended.
    static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /// All runs that ended.
    ///
    /// @return 0 or more
    public long runs() {
        return passed + notPassed + failed + unmeasured;
    }

    Counts plus(Counts other) {
        return new Counts(
                passed + other.passed,
                notPassed + other.notPassed,
                failed + other.failed,
                raised + other.raised,
                unmeasured + other.unmeasured,
                unstored + other.unstored);
    }
}
