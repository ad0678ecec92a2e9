package dev.kbench.llm.spi;

/// A layer between a model and its client. Layers stand in one fixed order, outermost first: by
/// {@link Stage}.
public interface ModelInterceptor {
    /// Where a layer stands. A replayed answer costs nothing; every retry costs; waiting holds no
    /// connection.
    enum Stage {
        /// Records and replays.
        RECORD_REPLAY,
        /// Tries again.
        RETRY,
        /// Keeps to a budget.
        BUDGET,
        /// Waits for its turn.
        LIMIT
    }

    /// The rest of the chain.
    @FunctionalInterface
    interface Next {
        /// Goes on.
        ///
        /// @param call the request and whose it is
        /// @param chunks takes the answer piece by piece
        /// @return the answer
        /// @throws InterruptedException if the calling thread was interrupted
        ModelResponse send(ModelCall call, ChunkSink chunks) throws InterruptedException;
    }

    /// Where this layer stands.
    ///
    /// @return the stage
    Stage stage();

    /// Whether the layer answers every call by itself, so that none costs anything.
    ///
    /// @return false, unless it replays recordings
    default boolean asksNobody() {
        return false;
    }

    /// Does the layer's part, and goes on or not.
    ///
    /// @param call the request and whose it is
    /// @param chunks takes the answer piece by piece
    /// @param next the rest of the chain
    /// @return the answer
    /// @throws InterruptedException if the calling thread was interrupted
    ModelResponse intercept(ModelCall call, ChunkSink chunks, Next next)
            throws InterruptedException;
}
