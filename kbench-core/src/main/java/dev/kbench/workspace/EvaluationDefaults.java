package dev.kbench.workspace;

import static java.util.Objects.requireNonNull;

import dev.kbench.run.OnFailure;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// What the user of a command asked of its evaluations where their code says nothing; evaluations
/// inside a task are the task's own.
///
/// @param trials how often each cell is run, 1 or more
/// @param timeout how long a run may take, more than 0
/// @param maxAttempts how often a run is made at most, 1 or more
/// @param retryDelay how long to wait before a run is made again, 0 or more
/// @param onFailure what to do once a run has failed or could not be measured
/// @param removeRunFiles whether run files are removed at the end
public record EvaluationDefaults(
        OptionalInt trials,
        Optional<Duration> timeout,
        OptionalInt maxAttempts,
        Optional<Duration> retryDelay,
        Optional<OnFailure> onFailure,
        boolean removeRunFiles) {
    /// Nothing was asked.
    public static final EvaluationDefaults NONE =
            new EvaluationDefaults(
                    OptionalInt.empty(),
                    Optional.empty(),
                    OptionalInt.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false);

    /// Refuses what an evaluation would refuse.
    public EvaluationDefaults {
        requireNonNull(onFailure, "onFailure");
        trials.ifPresent(count -> Overrides.require("trials", count));
        maxAttempts.ifPresent(count -> Overrides.require("maxAttempts", count));
        if (timeout.isPresent() && !timeout.get().isPositive()) {
            throw new IllegalArgumentException("timeout must be more than 0, got " + timeout.get());
        }
        if (retryDelay.isPresent() && retryDelay.get().isNegative()) {
            throw new IllegalArgumentException(
                    "retryDelay must be 0 or more, got " + retryDelay.get());
        }
    }
}
