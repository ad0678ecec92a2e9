package dev.kbench.llm.spi;

import dev.kbench.schema.SchemaLimits;

/// Sends requests to one model. Thread-safe; called from many virtual threads at once; blocking.
public interface ModelClient extends AutoCloseable {
    /// What the model takes.
    ///
    /// @return its capabilities
    Capabilities capabilities();

    /// What the model takes of JSON schema, where it takes schemas at all.
    ///
    /// @return the limits that schemas are rewritten to before they are sent; the standard's by
    ///   default
    default SchemaLimits schemaLimits() {
        return SchemaLimits.STANDARD;
    }

    /// Sends one request, as {@link Capabilities#fit} leaves it, and waits for the answer. An
    /// interrupt of the calling thread, the context's cancellation, its deadline and {@link #close}
    /// each end the call at once and abort it on the wire; a call that one of them forbids from the
    /// start is not made.
    ///
    /// @param call the request and whose it is
    /// @param chunks takes the answer piece by piece, where the request asks for that and the model
    ///   can; the response holds the whole in any case
    /// @return the answer
    /// @throws ModelProviderException if the model or its provider gave none; of the kind
    ///   `TIMED_OUT` if there was none before the context's deadline
    /// @throws InterruptedException if the calling thread was interrupted
    /// @throws java.util.concurrent.CancellationException if the call was cancelled, with the
    ///   cancellation's reason, or the client was closed during it
    /// @throws IllegalStateException if the client was closed before
    ModelResponse send(ModelCall call, ChunkSink chunks) throws InterruptedException;

    /// Frees what the client holds, and ends the calls under way. Closing it again does nothing.
    @Override
    void close();
}
