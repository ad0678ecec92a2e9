package dev.kbench.run;

import org.jspecify.annotations.Nullable;

/// What a run came to. Closed: a switch over it needs no default.
///
/// @param <T> what the task returns
public sealed interface Outcome<T extends @Nullable Object> {
    /// The task returned.
    ///
    /// @param value what it returned; null for a task that returns nothing
    /// @param <T> what the task returns
    record Completed<T extends @Nullable Object>(T value) implements Outcome<T> {}

    /// The task or the candidate is at fault. It counts against the candidate.
    ///
    /// @param kind why
    /// @param failure what went wrong
    /// @param <T> what the task returns
    record Failed<T extends @Nullable Object>(FailureKind kind, Failure failure)
            implements Outcome<T> {}

    /// There is no verdict. It never enters a denominator silently.
    ///
    /// @param reason why
    /// @param failure what went wrong
    /// @param <T> what the task returns
    record Unmeasured<T extends @Nullable Object>(UnmeasuredReason reason, Failure failure)
            implements Outcome<T> {}
}
