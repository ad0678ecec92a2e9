package dev.kbench.run;

/// Why a run has no verdict: nothing that the candidate did.
public enum UnmeasuredReason {
    /// It took longer than allowed.
    TIMED_OUT,
    /// The provider had too many calls.
    RATE_LIMITED,
    /// The provider could not be reached, refused the key, failed, or answered with something else;
    /// or a picture, sound or film that the prompt needs could not be fetched.
    PROVIDER_DOWN,
    /// Another model than the candidate could not be read or did not answer.
    JUDGE_FAILED,
    /// It was cancelled.
    CANCELLED,
    /// A call might have taken more than was left of a budget, and was not sent.
    OVER_BUDGET,
    /// Something that the task works with is not on this machine, such as a box for code that a
    /// model wrote.
    TOOL_UNAVAILABLE,
    /// What it came to could not be written to the journal, so that nobody may rely on it.
    NOT_STORED
}
