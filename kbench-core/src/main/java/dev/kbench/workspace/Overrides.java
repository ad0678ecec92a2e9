package dev.kbench.workspace;

import static java.util.Objects.requireNonNull;

import dev.kbench.control.Budget;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the user of a command said, which wins over what a file's `main` says, but for the
/// defaults, which stand where it says nothing.
///
/// @param models the models to evaluate, in order; empty to leave it to the file
/// @param jobs how many runs at a time, {@link #AUTO_JOBS} for as many as models and process allow;
///   empty to leave it to the file
/// @param limit the most rows of data to use; empty for all
/// @param reuse what of earlier evaluations stands in for runs
/// @param defaults what holds where the file says nothing
/// @param budget the most that all calls of the command together may take; budgets of the file's
///   evaluations hold beside it
/// @param privateColumns columns of the data of its evaluations that are private, beside those that
///   the file marks
public record Overrides(
        List<String> models,
        OptionalInt jobs,
        OptionalInt limit,
        Reuse reuse,
        EvaluationDefaults defaults,
        Optional<Budget> budget,
        List<String> privateColumns) {
    /// As many runs at a time as models and process allow.
    public static final int AUTO_JOBS = 0;

    /// Nothing was said.
    public static final Overrides NONE =
            new Overrides(List.of(), OptionalInt.empty(), OptionalInt.empty(), Reuse.CONTINUE);

    /// Copies the models and refuses numbers below 1, but for {@link #AUTO_JOBS}.
    public Overrides {
        models = List.copyOf(models);
        privateColumns = List.copyOf(privateColumns);
        requireNonNull(defaults, "defaults");
        requireNonNull(budget, "budget");
        if (jobs.orElse(1) != AUTO_JOBS) {
            jobs.ifPresent(value -> require("jobs", value));
        }
        limit.ifPresent(value -> require("limit", value));
    }

    /// Overrides without defaults.
    ///
    /// @param models the models to evaluate, in order; empty to leave it to the file
    /// @param jobs how many runs at a time; empty to leave it to the file
    /// @param limit the most rows of data to use; empty for all
    /// @param reuse what of earlier evaluations stands in for runs
    public Overrides(List<String> models, OptionalInt jobs, OptionalInt limit, Reuse reuse) {
        this(models, jobs, limit, reuse, EvaluationDefaults.NONE, Optional.empty(), List.of());
    }

    static void require(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "%s must be 1 or more, got %d".formatted(name, value));
        }
    }
}
