package dev.kbench.llm.spi;

/// Sends requests to one model. Thread-safe; called from many virtual threads at once; blocking.
public interface ModelClient extends AutoCloseable {
    /// What the model takes.
    ///
    /// @return its capabilities
    Capabilities capabilities();

    /// Sends one request and waits for the answer. An interrupt of the calling thread, or the
    /// context's cancellation, aborts it on the wire.
    ///
    /// @param call the request and whose it is
    /// @param chunks takes the answer piece by piece, where the model can; the response holds the
    ///   whole in any case
    /// @return the answer
    /// @throws ModelProviderException if the model or its provider gave none
    /// @throws InterruptedException if the calling thread was interrupted
    ModelResponse send(ModelCall call, ChunkSink chunks) throws InterruptedException;

    /// Frees what the client holds; calls under way may fail.
    @Override
    void close();
}
