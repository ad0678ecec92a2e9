package dev.kbench.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kbench.tool.ToolUnavailableException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Servers that are none, played by a shell.
@Timeout(120)
class ServerTroubleTest {
    private static final String HELLO =
            "read line; id=${line#*\\\"id\\\":}; id=${id%%,*}; id=${id%\\}}; echo"
                + " '{\"jsonrpc\":\"2.0\",\"id\":'\"$id\"',\"result\":{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"s\",\"version\":\"1\"}}}';"
                + " read line; ";
    private static final String LIST =
            "read line; id=${line#*\\\"id\\\":}; id=${id%%,*}; id=${id%\\}};"
                    + " echo '{\"jsonrpc\":\"2.0\",\"id\":'\"$id\"',\"result\":LIST}'; ";

    private static void refused(String script, String message) {
        assertThat(refusal(script, Duration.ofSeconds(60))).isEqualTo(message);
    }

    /// A server that keeps silent at last. Where the machine is so slow that the limit comes before
    /// it has done what is expected of it, it has twice the time.
    ///
    /// @param message with `%s` for the limit
    /// @param done what the message says once it has
    private static void silent(String script, String message, String done) {
        Duration limit = Duration.ofMillis(700);
        String said = refusal(script, limit);
        while (!said.contains(done) && limit.compareTo(Duration.ofSeconds(30)) < 0) {
            limit = limit.multipliedBy(2);
            said = refusal(script, limit);
        }
        assertThat(said).isEqualTo(message.formatted(Connection.spoken(limit)));
    }

    private static String refusal(String script, Duration limit) {
        try (Mcp server =
                Mcp.stdio(List.of("sh", "-c", script), with -> with.startTimeout(limit))) {
            return String.valueOf(
                    catchThrowableOfType(ToolUnavailableException.class, server::tools)
                            .getMessage());
        }
    }

    private static String listing(String result) {
        return HELLO + LIST.replace("LIST", result) + "cat >/dev/null";
    }

    @Test
    void commandThatThereIsNot() {
        Mcp server =
                Mcp.stdio(
                        List.of("no-such-server", "--key=s3cr3t"),
                        with -> with.environment("PATH", "/nowhere:/usr/bin"));
        assertThatExceptionOfType(ToolUnavailableException.class)
                .isThrownBy(server::tools)
                .withMessage(
                        "the MCP server 'no-such-server' cannot be started: no program of that name"
                            + " is on the PATH (/nowhere:/usr/bin); install it, or give its whole"
                            + " path");
    }

    @Test
    void fileThatIsNoProgram(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("server.txt"), "text");
        assertThatExceptionOfType(ToolUnavailableException.class)
                .isThrownBy(() -> Mcp.stdio(file.toString()).tools())
                .withMessage(
                        "the MCP server '%s' cannot be started: %s is no program that may be run"
                                .formatted(file, file));
        assertThatExceptionOfType(ToolUnavailableException.class)
                .isThrownBy(
                        () ->
                                Mcp.stdio(List.of("./server"), with -> with.directory(folder))
                                        .tools())
                .withMessageStartingWith(
                        "the MCP server './server' cannot be started: there is no file " + folder);
    }

    @Test
    void serverThatEndsAtOnce() {
        refused(
                "echo 'no licence' >&2; exit 3",
                "the MCP server 'sh' ended with exit code 3; it said: no licence");
        refused("exit 0", "the MCP server 'sh' ended with exit code 0");
    }

    @Test
    void serverThatNeverAnswers() {
        silent(
                "echo Hello; echo ready >&2; cat >/dev/null",
                "the MCP server 'sh' did not answer within %s when it was greeted ('initialize');"
                    + " is it an MCP server? with.startTimeout(…) gives it longer; it wrote lines"
                    + " that are no messages, such as 'Hello'; it said: ready",
                "'Hello'; it said: ready");
        silent(
                HELLO + "cat >/dev/null",
                "the MCP server 'sh' did not tell its tools within %s; with.startTimeout(…)"
                        + " gives it longer",
                "did not tell its tools");
    }

    @Test
    void serverThatSaysNoMessages() {
        refused(
                "echo '{\"hello\": 1'; cat >/dev/null",
                "the MCP server 'sh' wrote what is no message of the protocol: '{\"hello\": 1';"
                    + " expected JSON-RPC 2.0, one message a line, and nothing else on its standard"
                    + " output");
        refused(
                "while :; do echo noise; done",
                "the MCP server 'sh' wrote more than a thousand lines that are no messages; it"
                        + " wrote lines that are no messages, such as 'noise'");
    }

    @Test
    void greetingsBeforeMessagesArePutUpWith() {
        try (Mcp server =
                Mcp.stdio("sh", "-c", "echo Welcome; echo; " + listing("{\"tools\":[]}"))) {
            assertThat(server.tools()).isEmpty();
        }
    }

    @Test
    void serverOfAnotherVersion() {
        refused(
                HELLO.replace("2025-06-18", "1999-01-01") + "cat >/dev/null",
                "the MCP server 'sh' cannot be spoken to: Unsupported protocol version");
    }

    @Test
    void serverWithoutTools() {
        refused(
                HELLO.replace("{\"tools\":{}}", "{}") + "cat >/dev/null",
                "the MCP server 'sh' cannot tell its tools: Server does not provide tools"
                        + " capability");
    }

    @Test
    void toolsWithoutEnd() {
        String page = "{\"tools\":[],\"nextCursor\":\"a\"}";
        refused(
                HELLO + LIST.replace("LIST", page).repeat(3) + "cat >/dev/null",
                "the MCP server 'sh' tells its tools without end; it was given up");
    }

    @Test
    void toolWithoutAName() {
        for (String name : new String[] {"", " "}) {
            String tools =
                    "{\"tools\":[{\"name\":\"%s\",\"inputSchema\":{\"type\":\"object\"}}]}"
                            .formatted(name);
            try (Mcp server = Mcp.stdio("sh", "-c", listing(tools))) {
                assertThatExceptionOfType(ToolUnavailableException.class)
                        .isThrownBy(server::tools)
                        .withMessage(
                                "the MCP server 'sh' tells of a tool without a name, which no model"
                                        + " can call");
            }
        }
    }

    @Test
    void toolsThatCannotBeToldApart() {
        String tools =
                "{\"tools\":[{\"name\":\"a.b\",\"inputSchema\":{\"type\":\"object\"}},{\"name\":\"a/b\",\"inputSchema\":{\"type\":\"object\"}}]}";
        try (Mcp server = Mcp.stdio("sh", "-c", listing(tools))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(server::tools)
                    .withMessage(
                            "the MCP server 'sh' has two tools that models would know as 'a_b':"
                                    + " 'a.b' and 'a/b'; with.only(…) leaves one of them out");
        }
        try (Mcp server =
                Mcp.stdio(List.of("sh", "-c", listing(tools)), with -> with.only("a/b"))) {
            assertThat(server.specs())
                    .singleElement()
                    .satisfies(spec -> assertThat(spec.name()).isEqualTo("a_b"));
        }
    }

    @Test
    void toolsOfTwoServersAreToldApartByAPrefix() {
        String tools = "{\"tools\":[{\"name\":\"1st\",\"inputSchema\":{\"type\":\"object\"}}]}";
        try (Mcp one = Mcp.stdio("sh", "-c", listing(tools));
                Mcp other =
                        Mcp.stdio(
                                List.of("sh", "-c", listing(tools)),
                                with -> with.prefix("b_").parallel(true))) {
            assertThat(one.specs().getFirst().name()).isEqualTo("_1st");
            assertThat(other.specs().getFirst().name()).isEqualTo("b_1st");
            assertThat(one.tools().getFirst().isParallel()).isFalse();
            assertThat(other.tools().getFirst().isParallel()).isTrue();
        }
    }

    @Test
    void closedServerIsRefused() {
        Mcp server = Mcp.stdio("sh", "-c", "cat");
        server.close();
        server.close();
        assertThatIllegalStateException()
                .isThrownBy(server::tools)
                .withMessage("the MCP server 'sh' is closed");
    }

    @Test
    void interruptedStartIsCancelled() {
        try (Mcp server = Mcp.stdio("sh", "-c", "cat >/dev/null")) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(server::tools)
                    .isInstanceOf(CancellationException.class)
                    .hasMessage("interrupted while the MCP server 'sh' was started");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void optionsRefuseWhatCannotBe(@TempDir Path folder) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Mcp.stdio(List.of(), _ -> {}))
                .withMessage("command: expected a program's name, and its arguments, got none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stdio(with -> with.startTimeout(Duration.ZERO)))
                .withMessage("startTimeout must be between 1 ms and 24 hours, got PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stdio(with -> with.prefix("a").prefix("b")))
                .withMessage("prefix was already set to a");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stdio(with -> with.prefix("a b")))
                .withMessageEndingWith("got 'a b'");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stdio(with -> with.only()))
                .withMessage("only: expected at least one tool's name, got none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stdio(with -> with.environment("A", "1").environment("A", "2")))
                .withMessage("environment: A was already set");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stdio(with -> with.environment("A=", "1")))
                .withMessageEndingWith("got the name 'A='");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> stdio(with -> with.directory(folder.resolve("no"))))
                .withMessage("directory: expected a folder, got " + folder.resolve("no"));
    }

    private static void stdio(java.util.function.Consumer<StdioOptions> with) {
        Mcp.stdio(List.of("sh"), with).close();
    }
}
