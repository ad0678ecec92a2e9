package dev.kbench.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.internal.context.TestRun;
import dev.kbench.tool.CallableTool;
import dev.kbench.tool.ToolUnavailableException;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import reactor.core.publisher.Mono;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// How long a server's process lives.
@Timeout(120)
class ServerLifeTest {
    /// Heeds neither the end of its input nor a polite signal, and neither does its child.
    private static final String STUBBORN =
            "trap '' TERM; (trap '' TERM; while :; do sleep 600; done) & echo $! $$ >&2;"
                    + " while :; do sleep 600; done";

    private static void gone(long pid) throws Exception {
        ProcessHandle.of(pid)
                .map(ProcessHandle::onExit)
                .orElse(CompletableFuture.completedFuture(null))
                .get(60, TimeUnit.SECONDS);
    }

    private static long pid(Mcp server) throws Exception {
        for (CallableTool tool : server) {
            if (tool.spec().name().equals("processes")) {
                return Long.parseLong(tool.call("").text());
            }
        }
        throw new IllegalStateException("no such tool");
    }

    @Test
    void serverOfARunEndsWithIt() throws Exception {
        TestRun run = TestRun.create();
        List<Long> pids = new ArrayList<>();
        List<Mcp> servers = new ArrayList<>();
        run.in(
                () -> {
                    servers.add(Mcp.stdio(ToolServer.command(), _ -> {}));
                    pids.add(pid(servers.getFirst()));
                });
        assertThat(ProcessHandle.of(pids.getFirst())).isPresent();

        run.scope().close();

        gone(pids.getFirst());
        assertThatIllegalStateException()
                .isThrownBy(servers.getFirst()::tools)
                .withMessageEndingWith(
                        "is closed; one that is made in a run of a task ends with it: make it in a"
                                + " field to share it");
    }

    @Test
    void callThatHangsEndsWithItsRun() throws Exception {
        TestRun run = TestRun.create();
        CountDownLatch calling = new CountDownLatch(1);
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                run.in(
                                        () -> {
                                            Mcp server = Mcp.stdio(ToolServer.command(), _ -> {});
                                            CallableTool hangs = server.tools().get(8);
                                            calling.countDown();
                                            hangs.call("");
                                        });
                            } catch (Exception e) {
                                end.complete(e);
                            }
                        });
        assertThat(calling.await(60, TimeUnit.SECONDS)).isTrue();

        run.scope().close();

        assertThat(end.get(60, TimeUnit.SECONDS))
                .isInstanceOf(ToolUnavailableException.class)
                .hasMessageContaining("' was closed");
    }

    /// The client fails what is unanswered, and that is no failure of its own: a close comes first.
    @Test
    void callThatFailsByACloseSaysSo() throws Exception {
        StdioWire open =
                StdioWire.open(
                        new ServerCommand(ToolServer.command(), Map.of(), null),
                        new Secrets(List.of()));
        try (Connection connection =
                Connection.greet(
                                new ClosedByACall(open),
                                new StdioOptions().settled(new Secrets(List.of())))
                        .connection()) {
            assertThatThrownBy(() -> connection.call("hangs", Map.of(), Duration.ofSeconds(60)))
                    .isInstanceOf(ToolUnavailableException.class)
                    .hasMessage("it was closed");
        }
    }

    /// Ends at the first call, and has it fail afterwards, both before anybody waits for it.
    private record ClosedByACall(StdioWire open) implements Wire, McpClientTransport {
        @Override
        public String name() {
            return open.name();
        }

        @Override
        public McpClientTransport transport() {
            return this;
        }

        @Override
        public CompletableFuture<String> end() {
            return open.end();
        }

        @Override
        public String remarks() {
            return open.remarks();
        }

        @Override
        public List<String> protocolVersions() {
            return open.protocolVersions();
        }

        @Override
        public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
            return open.connect(handler);
        }

        @Override
        public Mono<Void> sendMessage(JSONRPCMessage message) {
            if (message instanceof JSONRPCRequest request
                    && request.method().equals("tools/call")) {
                open.end().complete("it was closed");
                return Mono.error(new IllegalStateException("terminated"));
            }
            return open.sendMessage(message);
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return open.unmarshalFrom(data, type);
        }

        @Override
        public Mono<Void> closeGracefully() {
            return open.closeGracefully();
        }

        @Override
        public void close() {
            open.close();
        }
    }

    @Test
    void startThatHangsEndsWithAClose() throws Exception {
        Mcp server = Mcp.stdio("sh", "-c", "echo up >&2; cat >/dev/null");
        CompletableFuture<Throwable> end = new CompletableFuture<>();
        CountDownLatch starting = new CountDownLatch(1);
        Thread.ofVirtual()
                .start(
                        () -> {
                            starting.countDown();
                            try {
                                server.tools();
                            } catch (RuntimeException e) {
                                end.complete(e);
                            }
                        });
        starting.await();

        server.close();

        assertThat(end.get(60, TimeUnit.SECONDS))
                .hasMessageMatching("the MCP server 'sh' (is|was) closed.*");
    }

    @Test
    void stubbornServerIsKilledWithItsTree() throws Exception {
        for (String setsid : List.of("/usr/bin/setsid", "")) {
            ServerCommand command =
                    new ServerCommand(List.of("sh", "-c", STUBBORN), java.util.Map.of(), null);
            Process shell = command.builder("mark", setsid).start();
            try (BufferedReader said = shell.errorReader()) {
                String[] pids = said.readLine().split(" ");

                shell.getOutputStream().close();

                for (String pid : pids) {
                    gone(Long.parseLong(pid));
                }
                assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void serverThatEndsLeavesNothing() throws Exception {
        ServerCommand command =
                new ServerCommand(
                        List.of("sh", "-c", "(trap '' TERM; sleep 600) & echo $! >&2; exit 7"),
                        java.util.Map.of(),
                        null);
        Process shell = command.builder("mark").start();
        try (BufferedReader said = shell.errorReader()) {
            long pid = Long.parseLong(said.readLine());
            assertThat(said.readLine()).isEqualTo("mark 7");
            gone(pid);
            assertThat(shell.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void serverEndsWithTheJvm() throws Exception {
        Process jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledClient.class.getName(),
                                STUBBORN)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader out = jvm.inputReader()) {
            List<Long> pids = new ArrayList<>();
            for (String pid : out.readLine().split(" ")) {
                pids.add(Long.parseLong(pid));
            }
            assertThat(pids)
                    .hasSizeGreaterThan(3)
                    .allMatch(pid -> ProcessHandle.of(pid).isPresent());

            jvm.destroyForcibly();

            for (long pid : pids) {
                gone(pid);
            }
        }
    }

    @Test
    void refusesAStartAfterTheEndOfItsRun() throws Exception {
        TestRun run = TestRun.create();
        run.scope().close();
        assertThatThrownBy(() -> run.in(() -> Mcp.stdio("sh")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the run has ended; it can own nothing more");
    }
}
