package dev.kbench.mcp;

import io.modelcontextprotocol.spec.McpClientTransport;

import java.util.concurrent.CompletableFuture;

/// The way to a server.
///
/// Thread-safe.
interface Wire extends AutoCloseable {
    /// Whom it leads to, for messages.
    ///
    /// @return such as `the MCP server 'npx'`
    String name();

    McpClientTransport transport();

    /// Is completed once the server can be reached no more, with why.
    CompletableFuture<String> end();

    /// What else is known where the server does not answer.
    ///
    /// @return a sentence that begins with a space, or nothing
    String remarks();

    /// Tells the server that nobody waits for an answer any more.
    ///
    /// @param requestId the request
    default void giveUp(Object requestId) {}

    @Override
    void close();
}
