package dev.kbench.contract;

import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelRequest;

/// A client, and a request that it will take long over.
public interface Pending extends AutoCloseable {
    /// The client.
    ModelClient client();

    /// The request.
    ModelRequest request();

    /// Returns once the request has left the client, or its answer is being worked out.
    void awaitUnderWay() throws InterruptedException;

    @Override
    void close();
}
