package dev.kbench.run;

import dev.kbench.key.CanonicalJson;

/// An outcome as plain text.
///
/// @param kind `completed`, `failed` or `unmeasured`
/// @param reason the failure kind or the reason; empty for a completed run
/// @param valueJson the value as canonical JSON; empty where there is none
/// @param failure what went wrong; its texts are empty where nothing did
public record OutcomeRecord(String kind, String reason, String valueJson, Failure failure) {
    private static final Failure NOTHING = new Failure("", "", "");

    static OutcomeRecord of(Outcome<?> outcome) {
        return outcome instanceof Outcome.Completed<?>(Object value)
                ? new OutcomeRecord("completed", "", CanonicalJson.of(value), NOTHING)
                : kindOf(outcome);
    }

    /// The outcome without a completed run's value.
    ///
    /// @param outcome an outcome
    /// @return its kind, reason and failure
    public static OutcomeRecord kindOf(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Completed<?> _ -> new OutcomeRecord("completed", "", "", NOTHING);
            case Outcome.Failed<?>(FailureKind kind, Failure failure) ->
                    new OutcomeRecord("failed", kind.name(), "", failure);
            case Outcome.Unmeasured<?>(UnmeasuredReason reason, Failure failure) ->
                    new OutcomeRecord("unmeasured", reason.name(), "", failure);
        };
    }

    /// Whether an evaluation has to do something about it. A check that stopped the task is a
    /// verdict.
    ///
    /// @return true if it failed, but not by a check, or could not be measured
    public boolean raises() {
        return switch (kind) {
            case "completed" -> false;
            case "failed" -> !reason.equals(FailureKind.ASSERTION.name());
            default -> true;
        };
    }

    /// Whether it makes no sense to try again.
    ///
    /// @return true if it could not be measured because it was cancelled, or a budget was spent
    public boolean ends() {
        return kind.equals("unmeasured")
                && (reason.equals(UnmeasuredReason.CANCELLED.name())
                        || reason.equals(UnmeasuredReason.OVER_BUDGET.name()));
    }
}
