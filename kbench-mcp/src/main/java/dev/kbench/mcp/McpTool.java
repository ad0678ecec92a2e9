package dev.kbench.mcp;

import dev.kbench.schema.JsonSchema;
import dev.kbench.tool.CallableTool;
import dev.kbench.tool.ToolOutput;
import dev.kbench.tool.ToolSpec;
import dev.kbench.tool.ToolUnavailableException;
import dev.kbench.tool.UnfitArgumentsException;

import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.Tool;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// A tool of a server.
///
/// Immutable, and as thread-safe as the server.
final class McpTool implements CallableTool {
    private final Connection connection;
    private final McpOptions.Settled options;
    private final String name;
    private final ToolSpec spec;

    private McpTool(Connection connection, McpOptions.Settled options, String name, ToolSpec spec) {
        this.connection = connection;
        this.options = options;
        this.name = name;
        this.spec = spec;
    }

    /// @throws ToolUnavailableException if the server tells no name of it, or what is no schema
    static McpTool of(Connection connection, McpOptions.Settled options, Tool tool) {
        if (tool.name().isBlank()) {
            throw new ToolUnavailableException(
                    "%s tells of a tool without a name, which no model can call"
                            .formatted(connection.name()));
        }
        LinkedHashMap<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        if (tool.inputSchema() != null) {
            schema.putAll(tool.inputSchema());
        }
        try {
            return new McpTool(
                    connection,
                    options,
                    tool.name(),
                    new ToolSpec(
                            ToolNames.of(options.prefix(), tool.name()),
                            described(tool),
                            new JsonSchema(schema)));
        } catch (IllegalArgumentException e) {
            throw new ToolUnavailableException(
                    "%s tells of its tool '%s' what no model can be told: %s"
                            .formatted(
                                    connection.name(),
                                    Words.beginning(tool.name()),
                                    e.getMessage()),
                    e);
        }
    }

    private static String described(Tool tool) {
        if (tool.description() != null && !tool.description().isBlank()) {
            return tool.description().strip();
        }
        return tool.title() == null ? "" : tool.title().strip();
    }

    /// The name that the server has for it.
    String serverName() {
        return name;
    }

    @Override
    public ToolSpec spec() {
        return spec;
    }

    @Override
    public boolean isParallel() {
        return options.parallel();
    }

    @Override
    public ToolOutput call(String arguments) throws Exception {
        Map<String, Object> read;
        try {
            read = Json.arguments(arguments);
        } catch (IllegalArgumentException e) {
            throw new UnfitArgumentsException(String.valueOf(e.getMessage()), e);
        }
        try {
            return Results.of(connection.call(name, read, options.timeout()));
        } catch (McpError e) {
            return ToolOutput.failed(
                    options.secrets()
                            .hidden("%s failed: %s".formatted(spec.name(), e.getMessage())));
        } catch (TimeoutException e) {
            return ToolOutput.failed(
                    "%s gave no answer within %s"
                            .formatted(spec.name(), Connection.spoken(options.timeout())));
        }
    }
}
