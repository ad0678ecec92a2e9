package dev.kbench.workspace;

import java.util.List;
import java.util.OptionalInt;

/// What the user of a command said, which wins over what a file's `main` says.
///
/// @param models the models to evaluate, in order; empty to leave it to the file
/// @param jobs how many runs at a time; empty to leave it to the file
/// @param limit the most rows of data to use; empty for all
/// @param reuse what of earlier evaluations stands in for runs
public record Overrides(List<String> models, OptionalInt jobs, OptionalInt limit, Reuse reuse) {
    /// Nothing was said.
    public static final Overrides NONE =
            new Overrides(List.of(), OptionalInt.empty(), OptionalInt.empty(), Reuse.CONTINUE);

    /// Copies the models and refuses numbers below 1.
    public Overrides {
        models = List.copyOf(models);
        jobs.ifPresent(value -> require("jobs", value));
        limit.ifPresent(value -> require("limit", value));
    }

    private static void require(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(
                    "%s must be 1 or more, got %d".formatted(name, value));
        }
    }
}
