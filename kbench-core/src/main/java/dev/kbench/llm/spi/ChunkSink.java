package dev.kbench.llm.spi;

/// Takes an answer piece by piece, in the calling thread. What it throws ends the call.
@FunctionalInterface
public interface ChunkSink {
    /// Takes nothing: the whole answer comes with the response.
    ChunkSink NONE = _ -> {};

    /// Takes the next piece of the answer's text.
    ///
    /// @param text the next characters, at least one
    void accept(String text);

    /// Takes the next piece of the reasoning.
    ///
    /// @param text the next characters, at least one
    default void acceptReasoning(String text) {}

    /// The answer begins anew, since the call is made again: what came so far is void.
    default void restart() {}
}
