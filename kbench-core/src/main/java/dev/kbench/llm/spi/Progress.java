package dev.kbench.llm.spi;

/// Is told of work that takes long before a model can answer.
@FunctionalInterface
public interface Progress {
    /// Tells nobody.
    Progress NONE = (_, _, _) -> {};

    /// Some of the work is done.
    ///
    /// @param what what is being done, such as `fetching smollm2 (92 MB)`
    /// @param done how much is done, in bytes or steps
    /// @param total how much there is in all, 0 where it is unknown
    void update(String what, long done, long total);
}
