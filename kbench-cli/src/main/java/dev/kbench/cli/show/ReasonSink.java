package dev.kbench.cli.show;

import dev.kbench.explain.Explained;
import dev.kbench.workspace.PlannedRuns;

/// Shows why runs are read back or made.
public interface ReasonSink {
    /// Takes in one run.
    ///
    /// @param run the run, and its reasons
    void add(Explained run);

    /// All of one evaluation's were taken in.
    ///
    /// @param planned the evaluation
    void end(PlannedRuns planned);
}
