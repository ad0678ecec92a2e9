package dev.kbench.mcp;

import static dev.kbench.testing.MockLlm.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Contexts;
import dev.kbench.chat.Role;
import dev.kbench.content.Image;
import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.RequestMessage;
import dev.kbench.testing.MockLlm;
import dev.kbench.tool.CallableTool;
import dev.kbench.tool.ToolOutput;
import dev.kbench.tool.ToolSpec;
import dev.kbench.tool.ToolUnavailableException;
import dev.kbench.tool.UnfitArgumentsException;

import io.modelcontextprotocol.spec.McpSchema;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// What comes of a server's tools, with one server for all tests.
@Timeout(120)
class ServerToolsTest {
    private static Mcp server;

    @BeforeAll
    static void start() {
        server = Mcp.stdio(ToolServer.command(), with -> with.environment("GIVEN", "x"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static CallableTool tool(Mcp of, String name) {
        return of.tools().stream()
                .filter(one -> one.spec().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /// A server of the test's own.
    private static Connection connection() throws InterruptedException {
        return Connection.greet(
                        StdioWire.open(
                                new ServerCommand(ToolServer.command(), Map.of(), null),
                                new Secrets(List.of())),
                        new StdioOptions().settled(new Secrets(List.of())))
                .connection();
    }

    /// A tool with options of its own, which the server need not have.
    private static CallableTool tool(
            Connection connection, String name, Consumer<StdioOptions> with) {
        StdioOptions options = new StdioOptions();
        with.accept(options);
        return McpTool.of(
                connection,
                options.settled(new Secrets(List.of())),
                McpSchema.Tool.builder(name, Map.of()).build());
    }

    private static ToolOutput call(String name, String arguments) throws Exception {
        return tool(server, name).call(arguments);
    }

    @Test
    void toolsOfAllPagesAreTold() {
        assertThat(server.specs())
                .extracting(ToolSpec::name)
                .containsExactly(
                        "echo",
                        "raw_arguments",
                        "several",
                        "structured",
                        "typed",
                        "picture",
                        "files",
                        "fails",
                        "hangs",
                        "cancelled",
                        "environment",
                        "processes",
                        "nothing",
                        "later",
                        "senseless",
                        "dies");
        assertThat(server.specs().getFirst().description()).isEqualTo("Does echo.");
        assertThat(server.specs().getFirst().parameters().json())
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\",\"description\":\"what"
                            + " to say\"}},\"required\":[\"text\"],\"additionalProperties\":false,\"$schema\":\"http://json-schema.org/draft-07/schema#\"}");
        assertThat(server.specs().get(1).hasParameters()).isFalse();
    }

    @Test
    void argumentsArriveAsTheModelWroteThem() throws Exception {
        String arguments =
                "{\"z\":1.50,\"a\":12345678901234567890123,\"e\":[1e2,null,{\"ü\":\"\\u0000\"}]}";

        assertThat(call("raw_arguments", arguments).text())
                .isEqualTo(
                        "{\"z\":1.50,\"a\":12345678901234567890123,\"e\":[1E+2,null,{\"ü\":\"\\u0000\"}]}");
        assertThat(call("raw_arguments", " ").text()).isEqualTo("{}");
    }

    @Test
    void argumentsThatAreNoObjectReachNobody() {
        for (String unfit : List.of("[1]", "7", "{\"a\":1} {}", "{\"a\":1,\"a\":2}", "{a}")) {
            assertThatExceptionOfType(UnfitArgumentsException.class)
                    .isThrownBy(() -> call("raw_arguments", unfit))
                    .withMessageStartingWith("expected a JSON object, got '" + unfit + "'");
        }
        assertThatExceptionOfType(UnfitArgumentsException.class)
                .isThrownBy(() -> call("raw_arguments", "{\"a\": tru}"))
                .withMessage(
                        "expected a JSON object, got '{\"a\": tru}', which is none from character 7"
                                + " on");
        assertThatExceptionOfType(UnfitArgumentsException.class)
                .isThrownBy(() -> call("raw_arguments", "{\"a\": [1, 2"))
                .withMessage(
                        "expected a JSON object, got '{\"a\": [1, 2', which is none from character"
                                + " 12 on");
    }

    @Test
    void resultsAreTextsOrJson() throws Exception {
        assertThat(call("echo", "{\"text\":\"día\\n\"}")).isEqualTo(ToolOutput.words("día\n"));
        assertThat(call("several", "")).isEqualTo(ToolOutput.words("one\ntwo"));
        assertThat(call("nothing", "")).isEqualTo(ToolOutput.words("done"));
        assertThat(call("structured", "")).isEqualTo(ToolOutput.json("{\"degrees\":21.50}"));
        assertThat(call("typed", "")).isEqualTo(ToolOutput.json("{\"degrees\": 21}"));
    }

    @Test
    void whatIsNoTextIsNamed() throws Exception {
        assertThat(call("files", "").text().lines())
                .satisfiesExactly(
                        line ->
                                assertThat(line)
                                        .isEqualTo(
                                                "[a sound, audio/wav, 3 bytes, which is not passed"
                                                        + " on]"),
                        line -> assertThat(line).isEqualTo("log: file:///log"),
                        line -> assertThat(line).isEqualTo("file:///a:"),
                        line -> assertThat(line).isEqualTo("words"),
                        line ->
                                assertThat(line)
                                        .isEqualTo(
                                                "[file:///b, application/zip, 4 bytes, which is not"
                                                        + " passed on]"),
                        line -> assertThat(line).startsWith("[a picture that cannot be read: "));
    }

    @Test
    void contentOfAKindThatIsNotKnownIsNamed() throws Exception {
        assertThat(call("later", "").text())
                .isEqualTo(
                        """
                        one
                        [content of the kind hologram]
                        [content of the kind unknown]
                        [content of the kind hologram]
                        [resource file:///c]
                        two\
                        """);
    }

    @Test
    void failuresAreToldToTheModel() throws Exception {
        assertThat(call("fails", "")).isEqualTo(ToolOutput.failed("no such town"));
    }

    @Test
    void whatTheServerRefusesIsToldToTheModel() throws Exception {
        try (Connection connection = connection()) {
            CallableTool unknown = tool(connection, "gone", with -> with.prefix("x_"));
            assertThat(unknown.spec().name()).isEqualTo("x_gone");
            assertThat(unknown.call(""))
                    .isEqualTo(ToolOutput.failed("x_gone failed: Unknown tool: gone"));
        }
    }

    @Test
    void pictureFollowsTheResults() {
        MockLlm mock =
                MockLlm.responding(
                        calling(
                                ToolCall.of("1", "picture", ""),
                                ToolCall.of("2", "echo", "{\"text\":\"hi\"}")),
                        ModelResponse.of("I see a dot."));
        try (var _ = Contexts.enter(Chat.named("c"))) {
            assertThat(mock.prompt("Look!", with -> with.tools(server))).isEqualTo("I see a dot.");
        }
        ModelRequest last = mock.invocations().getLast();
        assertThat(last.messages())
                .extracting(RequestMessage::role)
                .containsExactly(Role.USER, Role.ASSISTANT, Role.TOOL, Role.TOOL, Role.USER);
        assertThat(((ToolResult) last.messages().get(2).parts().getFirst()).text())
                .isEqualTo("Look:\n[picture 1, image/png, follows]");
        assertThat(last.messages().getLast().parts())
                .containsExactly(Image.fromBytes(ToolServer.pixel()));
    }

    @Test
    void hangingCallIsGivenUpAndTheServerIsTold() throws Exception {
        try (Connection connection = connection()) {
            CallableTool hangs =
                    tool(
                            connection,
                            "hangs",
                            with -> with.timeout(Duration.ofMillis(300)).prefix("quick_"));
            assertThat(hangs.call(""))
                    .isEqualTo(ToolOutput.failed("quick_hangs gave no answer within 300 ms"));
            assertThat(tool(connection, "cancelled", _ -> {}).call("").text()).isEqualTo("1");
        }
    }

    @Test
    void interruptedCallEndsAndTheServerIsTold() throws Exception {
        try (Mcp own = Mcp.stdio(ToolServer.command(), _ -> {})) {
            CallableTool hangs = tool(own, "hangs");
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> hangs.call("")).isInstanceOf(InterruptedException.class);
            assertThat(tool(own, "cancelled").call("").text()).isEqualTo("1");
        }
    }

    @Test
    void environmentHoldsNothingThatWasNotGiven() throws Exception {
        Set<String> names = Set.of(call("environment", "").text().split(" "));

        assertThat(names).contains("GIVEN", "PATH");
        // what shells and JVMs set by themselves is PWD, SHLVL, OLDPWD and _
        assertThat(names)
                .isSubsetOf(
                        "GIVEN", "PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "PWD",
                        "OLDPWD", "SHLVL", "_");
    }

    @Test
    void senselessAnswerIsTheServersFault() {
        assertThatExceptionOfType(ToolUnavailableException.class)
                .isThrownBy(() -> call("senseless", ""))
                .withMessageStartingWith(
                        "the MCP server '%s' gave no answer to a call of its tool 'senseless': "
                                .formatted(ToolServer.command().getFirst()));
    }

    @Test
    void serverThatDiesInACallIsStartedAnewByTheNextPrompt() throws Exception {
        Mcp own =
                Mcp.stdio(
                        ToolServer.command(),
                        with -> with.environment("SERVICE_KEY", "s3cr3t-s3cr3t"));
        try (own) {
            CallableTool dies = tool(own, "dies");
            assertThatExceptionOfType(ToolUnavailableException.class)
                    .isThrownBy(() -> dies.call(""))
                    .withMessage(
                            "the MCP server '%s' ended with exit code 3; it said: tools are served\nthe disk is full; key [secret]"
                                    .formatted(ToolServer.command().getFirst()));
            assertThatExceptionOfType(ToolUnavailableException.class)
                    .isThrownBy(() -> dies.call(""));
            assertThat(tool(own, "nothing").call("")).isEqualTo(ToolOutput.words("done"));
        }
    }

    @Test
    void onlyNamesToolsThatThereAre() {
        try (Mcp own = Mcp.stdio(ToolServer.command(), with -> with.only("echo", "ecco"))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(own::tools)
                    .withMessageStartingWith("only: the MCP server '")
                    .withMessageContaining(
                            "has no tool 'ecco'; it has echo, raw.arguments, several, ");
        }
    }
}
