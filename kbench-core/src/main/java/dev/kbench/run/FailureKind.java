package dev.kbench.run;

/// Why a run failed: by the task's or the candidate's own fault.
public enum FailureKind {
    /// The task threw.
    EXCEPTION,
    /// A check stopped a task that owed a value.
    ASSERTION,
    /// The candidate's answer could not be read.
    UNPARSABLE,
    /// The candidate refused to answer.
    REFUSED
}
