package dev.kbench.mcp;

import dev.kbench.tool.ToolUnavailableException;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;

import org.jspecify.annotations.Nullable;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A server that has been greeted and has told its tools. Whoever waits for an answer waits for the
/// server's end too, and no longer than is said; interrupted, he gives the request up.
///
/// Thread-safe.
final class Connection implements AutoCloseable {
    /// The library's own limits are out of the way: those that count are held here.
    private static final Duration NEVER = Duration.ofDays(2);

    private static final int MOST_TOOLS = 10_000;
    private static final long GOODBYE_SECONDS = 5;

    private final Wire wire;
    private final McpAsyncClient client;
    private final Secrets secrets;

    private Connection(Wire wire, McpAsyncClient client, Secrets secrets) {
        this.wire = wire;
        this.client = client;
        this.secrets = secrets;
    }

    /// A server, and its tools.
    record Greeted(Connection connection, List<Tool> tools) {}

    /// Greets a server and has it tell its tools.
    ///
    /// @throws ToolUnavailableException if it does not, with why; the wire is closed then
    static Greeted greet(Wire wire, McpOptions.Settled options) throws InterruptedException {
        McpAsyncClient client =
                McpClient.async(wire.transport())
                        .clientInfo(Implementation.builder("kbench", version()).build())
                        .requestTimeout(NEVER)
                        .initializationTimeout(NEVER)
                        .jsonSchemaValidator(
                                (_, _) -> JsonSchemaValidator.ValidationResponse.asValid(""))
                        .build();
        Connection connection = new Connection(wire, client, options.secrets());
        boolean greeted = false;
        try {
            List<Tool> tools = connection.greet(options.startTimeout());
            greeted = true;
            return new Greeted(connection, tools);
        } finally {
            if (!greeted) {
                connection.close();
            }
        }
    }

    private static String version() {
        String version = Connection.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }

    private List<Tool> greet(Duration limit) throws InterruptedException {
        long until = System.nanoTime() + limit.toNanos();
        try {
            await(client.initialize(), limit, new RequestId());
        } catch (TimeoutException e) {
            throw unavailable(
                    "did not answer within %s when it was greeted ('initialize'); is it an MCP server? with.startTimeout(…) gives it longer%s"
                            .formatted(spoken(limit), wire.remarks()),
                    e);
        } catch (ExecutionException e) {
            throw unavailable("cannot be spoken to: " + Words.of(e) + wire.remarks(), e);
        }
        try {
            return list(until);
        } catch (TimeoutException e) {
            throw unavailable(
                    "did not tell its tools within %s; with.startTimeout(…) gives it longer%s"
                            .formatted(spoken(limit), wire.remarks()),
                    e);
        } catch (ExecutionException e) {
            throw unavailable("cannot tell its tools: " + Words.of(e) + wire.remarks(), e);
        }
    }

    private List<Tool> list(long until)
            throws InterruptedException, TimeoutException, ExecutionException {
        List<Tool> tools = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        String cursor = "";
        do {
            Mono<ListToolsResult> asked =
                    cursor.isEmpty() ? client.listTools(null) : client.listTools(cursor);
            ListToolsResult page =
                    await(
                            asked,
                            Duration.ofNanos(Math.max(1, until - System.nanoTime())),
                            new RequestId());
            tools.addAll(page.tools());
            cursor = page.nextCursor() == null ? "" : page.nextCursor();
            if ((!cursor.isEmpty() && !seen.add(cursor)) || tools.size() > MOST_TOOLS) {
                throw unavailable("tells its tools without end; it was given up", null);
            }
        } while (!cursor.isEmpty());
        return tools;
    }

    /// Calls a tool.
    ///
    /// @throws McpError if the server refuses the call
    /// @throws TimeoutException if it takes longer than that
    /// @throws ToolUnavailableException if the server ends, or its answer is none
    CallToolResult call(String tool, Map<String, Object> arguments, Duration limit)
            throws InterruptedException, TimeoutException {
        RequestId id = new RequestId();
        boolean answered = false;
        try {
            CallToolResult result =
                    await(
                            client.callTool(
                                    CallToolRequest.builder(tool).arguments(arguments).build()),
                            limit,
                            id);
            answered = true;
            return result;
        } catch (ExecutionException e) {
            answered = true;
            if (e.getCause() instanceof McpError refused) {
                throw refused;
            }
            throw unavailable(
                    "gave no answer to a call of its tool '%s': %s%s"
                            .formatted(tool, Words.of(e), wire.remarks()),
                    e);
        } finally {
            Object requestId = id.get();
            if (!answered && requestId != null) {
                wire.giveUp(requestId);
            }
        }
    }

    private <T> T await(Mono<T> asked, Duration limit, RequestId id)
            throws InterruptedException, TimeoutException, ExecutionException {
        CompletableFuture<T> answer =
                asked.contextWrite(context -> context.put(RequestId.class, id)).toFuture();
        // A failure is no more than an end of the wait here: whose it is, is looked at below.
        CompletableFuture<?> waited = answer.handle((_, _) -> "");
        try {
            CompletableFuture.anyOf(waited, wire.end()).get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException | TimeoutException e) {
            answer.cancel(true);
            throw e;
        }
        // The answer is looked at once, and before the end: an end fails all that is unanswered.
        boolean answered = answer.state() == Future.State.SUCCESS;
        if (!answered && wire.end().isDone()) {
            answer.cancel(true);
            throw new ToolUnavailableException(secrets.hidden(wire.end().join()));
        }
        return answer.get();
    }

    private ToolUnavailableException unavailable(String what, @Nullable Throwable cause) {
        return new ToolUnavailableException(secrets.hidden(wire.name() + " " + what), cause);
    }

    static String spoken(Duration limit) {
        return limit.toMillis() % 1_000 == 0 ? limit.toSeconds() + " s" : limit.toMillis() + " ms";
    }

    /// Whom it leads to, for messages.
    String name() {
        return wire.name();
    }

    /// Whether the server is still there, as far as is known.
    boolean isUsable() {
        return !wire.end().isDone();
    }

    @Override
    public void close() {
        wire.end().complete(wire.name() + " was closed");
        try {
            client.closeGracefully().toFuture().get(GOODBYE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException _) {
            // A server that does not take leave is left all the same.
        }
        wire.close();
    }
}
