package dev.kbench.evaluate.spi;

import dev.kbench.run.RunRecord;

/// Is told how one attempt goes. Thread-safe.
public interface JobEnd {
    /// The attempt was ended from outside, and its place is free, though the task's code still
    /// runs; what it came to is told soon. Not told for an attempt that ends by itself.
    void freed();

    /// The attempt has ended.
    ///
    /// @param run what it came to; a failure is a record too
    void ended(RunRecord run);

    /// What the attempt came to cannot be told.
    ///
    /// @param why what is in the way
    void broke(Throwable why);
}
