package dev.kbench.evaluate.spi;

import dev.kbench.run.RunRecord;

/// Takes finished runs, in any order, from many threads.
@FunctionalInterface
public interface RunSink {
    /// Takes one; the same attempt taken twice counts once.
    ///
    /// @param position the cell's position in the plan
    /// @param run what came of it
    void accept(long position, RunRecord run);
}
