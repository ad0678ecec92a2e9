package dev.kbench.llm.spi;

/// Takes an answer piece by piece, in the calling thread.
@FunctionalInterface
public interface ChunkSink {
    /// Takes nothing: the whole answer comes with the response.
    ChunkSink NONE = _ -> {};

    /// Takes the next piece.
    ///
    /// @param text the next characters of the answer
    void accept(String text);
}
