package dev.kbench.tools;

import org.jspecify.annotations.Nullable;

/// Options of taking code out of an answer.
///
/// One thread.
public final class ExtractOptions {
    private @Nullable Boolean allBlocks;

    ExtractOptions() {}

    /// Whether all blocks of Python make up the code, with a blank line between them; by default it
    /// is the first alone.
    ///
    /// @param wanted true for all
    /// @return this
    public ExtractOptions allBlocks(boolean wanted) {
        if (allBlocks != null) {
            throw new IllegalArgumentException("allBlocks was already set to " + allBlocks);
        }
        allBlocks = wanted;
        return this;
    }

    boolean allBlocks() {
        return Boolean.TRUE.equals(allBlocks);
    }
}
