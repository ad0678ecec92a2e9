package dev.kbench.mcp;

import dev.kbench.tool.ToolUnavailableException;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;

import reactor.core.publisher.Mono;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// Messages of the protocol over the standard streams of a process, one JSON object a line. Lines
/// that are none, such as a greeting, are put up with, a thousand of them; an object that is no
/// message is not, since an answer that somebody waits for may be lost in it.
///
/// Thread-safe.
final class StdioWire implements Wire, McpClientTransport {
    private static final int MOST_STRAY_LINES = 1_000;
    private static final List<String> VERSIONS =
            List.of("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25");

    private final ServerProcess process;
    private final String program;
    private final Secrets secrets;
    private final McpJsonMapper json = Json.mapper();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final AtomicInteger stray = new AtomicInteger();
    private final AtomicReference<String> firstStray = new AtomicReference<>("");

    private StdioWire(ServerProcess process, String program, Secrets secrets) {
        this.process = process;
        this.program = program;
        this.secrets = secrets;
        var _ = process.end().thenAccept(how -> end.complete(name() + " " + how + remarks()));
    }

    /// Starts the server.
    ///
    /// @throws ToolUnavailableException if it cannot be started
    static StdioWire open(ServerCommand command, Secrets secrets) {
        return new StdioWire(ServerProcess.start(command), command.program(), secrets);
    }

    @Override
    public String name() {
        return "the MCP server '%s'".formatted(program);
    }

    @Override
    public McpClientTransport transport() {
        return this;
    }

    @Override
    public List<String> protocolVersions() {
        return VERSIONS;
    }

    @Override
    public CompletableFuture<String> end() {
        return end;
    }

    @Override
    public String remarks() {
        StringBuilder remarks = new StringBuilder();
        if (stray.get() > 0) {
            remarks.append(
                    "; it wrote lines that are no messages, such as '%s'".formatted(firstStray));
        }
        String said = process.lastWords();
        if (!said.isEmpty()) {
            remarks.append("; it said: ").append(Words.end(said));
        }
        return secrets.hidden(remarks.toString());
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        return Mono.fromRunnable(
                () ->
                        process.read(
                                line -> take(line, handler),
                                () -> fail("wrote a line of more than 64 MiB")));
    }

    private void take(String line, Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        String text = line.strip();
        if (!text.startsWith("{")) {
            if (!text.isEmpty()) {
                firstStray.compareAndSet("", Words.beginning(text));
                if (stray.incrementAndGet() > MOST_STRAY_LINES) {
                    fail("wrote more than a thousand lines that are no messages" + remarks());
                }
            }
            return;
        }
        JSONRPCMessage message;
        try {
            message = McpSchema.deserializeJsonRpcMessage(json, text);
        } catch (IOException | RuntimeException e) {
            fail(
                    "wrote what is no message of the protocol: '%s'; expected JSON-RPC 2.0, one message a line, and nothing else on its standard output"
                            .formatted(secrets.hidden(Words.beginning(text))));
            return;
        }
        handler.apply(Mono.just(message)).onErrorComplete().subscribe();
    }

    private void fail(String why) {
        if (end.complete(name() + " " + why)) {
            Thread.ofPlatform().daemon().name("kbench-mcp-close").start(process::close);
        }
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        return Mono.deferContextual(
                context -> {
                    try {
                        if (message instanceof JSONRPCRequest request) {
                            context.<RequestId>getOrEmpty(RequestId.class)
                                    .ifPresent(id -> id.set(request.id()));
                        }
                        process.write(json.writeValueAsString(message));
                        return Mono.empty();
                    } catch (IOException e) {
                        return Mono.error(e);
                    }
                });
    }

    @Override
    public void giveUp(Object requestId) {
        if (!end.isDone()) {
            sendMessage(
                            new JSONRPCNotification(
                                    "notifications/cancelled",
                                    Map.of("requestId", requestId, "reason", "given up")))
                    .onErrorComplete()
                    .subscribe();
        }
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return json.convertValue(data, type);
    }

    /// The processes of the server's tree.
    List<ProcessHandle> processes() {
        return process.processes();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(this::close);
    }

    @Override
    public void close() {
        process.close();
    }
}
