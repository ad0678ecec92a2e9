package dev.kbench.cli.run;

import dev.kbench.control.Budget;
import dev.kbench.workspace.EvaluationDefaults;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Reuse;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What was asked of `kbench run`.
///
/// @param file the benchmark file
/// @param models the models named, in order, none twice
/// @param jobs how many runs at a time, 0 for as many as are allowed
/// @param limit the most rows of data
/// @param data the table to evaluate over
/// @param out the folder for files
/// @param privateColumns the columns of data that are shown nowhere
/// @param only the one task to run
/// @param reuse what of earlier evaluations stands in for runs
/// @param defaults what holds where the file says nothing
/// @param budget the most that all calls together may take
/// @param record the folder to record calls into
/// @param replay the folder whose recordings answer calls
public record RunOptions(
        Path file,
        List<String> models,
        OptionalInt jobs,
        OptionalInt limit,
        Optional<Path> data,
        List<String> privateColumns,
        Optional<Path> out,
        Optional<String> only,
        Reuse reuse,
        EvaluationDefaults defaults,
        Optional<Budget> budget,
        Optional<Path> record,
        Optional<Path> replay) {
    /// Copies the lists.
    public RunOptions {
        models = List.copyOf(models);
        privateColumns = List.copyOf(privateColumns);
    }

    /// What wins over the file's own words, or stands where it has none.
    Overrides overrides(List<String> chosen) {
        return new Overrides(chosen, jobs, limit, reuse, defaults, budget, privateColumns);
    }
}
