/// The tools of MCP servers, for models to call.
module dev.kbench.mcp {
    requires transitive dev.kbench.core;
    requires io.modelcontextprotocol.sdk.mcp.core;
    requires io.modelcontextprotocol.sdk.mcp.json.jackson3;
    requires java.net.http;
    requires org.slf4j; // of the SDK's, which cannot say so itself
    requires reactor.core;
    requires tools.jackson.databind;

    exports dev.kbench.mcp;
}
