package dev.kbench.view.index;

/// Is told how far an index is, while it is built or follows what was written. Called from the
/// thread that waits for it, some times a second, and returns soon.
@FunctionalInterface
public interface IndexProgress {
    /// Tells nobody.
    IndexProgress NONE = (_, _, _) -> {};

    /// More was read.
    ///
    /// @param runs how many runs were taken in so far
    /// @param bytes how many bytes were read so far
    /// @param ofBytes how many bytes there are to read in all, as known when reading began
    void read(long runs, long bytes, long ofBytes);
}
