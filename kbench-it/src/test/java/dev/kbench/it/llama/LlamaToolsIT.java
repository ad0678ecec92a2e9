package dev.kbench.it.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Contexts;
import dev.kbench.chat.Role;
import dev.kbench.content.ToolResult;
import dev.kbench.llm.Llm;
import dev.kbench.llm.ToolRoundsExhaustedException;
import dev.kbench.models.OpenAiCompatible;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Two tools and a typed answer, with a real server. A model of this size does not know when to
/// call and when to stop: the server is told which tool to have called, and holds the call to the
/// tool's schema; of what else the model wants in the same answer, the last call may be cut off.
class LlamaToolsIT {
    private static LlamaServer server;

    private final List<String> called = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        server = LlamaServer.ofSmolLm2("--chat_format", "chatml-function-calling");
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
    }

    private static Llm llm() {
        return OpenAiCompatible.model("smollm2", with -> with.baseUrl(server.url()));
    }

    /// Adds two whole numbers.
    int add(int a, int b) {
        called.add("add");
        return a + b;
    }

    /// Multiplies two whole numbers.
    int multiply(int a, int b) {
        called.add("multiply");
        return a * b;
    }

    private static Map<String, Object> choosing(String tool) {
        return Map.of("tool_choice", Map.of("type", "function", "function", Map.of("name", tool)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"add", "multiply"})
    void aCallIsMadeAndItsResultGoesBackForATypedAnswer(String tool) {
        Chat chat = Chat.named("c");
        try (var _ = Contexts.enter(chat)) {
            assertThatExceptionOfType(ToolRoundsExhaustedException.class)
                    .isThrownBy(
                            () ->
                                    llm().prompt(
                                                    "What is 12 and 34 together?",
                                                    with ->
                                                            with.tool(this::add)
                                                                    .tool(this::multiply)
                                                                    .maxToolRounds(1)
                                                                    .maxTokens(60)
                                                                    .apiParams(choosing(tool))));
            assertThat(called).isNotEmpty().containsOnly(tool);
            assertThat(chat.messages())
                    .extracting(message -> message.sender().role())
                    .startsWith(Role.USER, Role.ASSISTANT, Role.TOOL)
                    .endsWith(Role.TOOL);
            ToolResult result = (ToolResult) chat.messages().get(2).content();
            assertThat(result.failed()).isFalse();
            assertThat(result.text()).matches("-?\\d+");
            assertThat(llm().prompt("So what is it?", int.class)).isNotNull();
        }
    }

    @Test
    void whoMayCallToolsGivesATypedAnswerInTheEnd() {
        try (var _ = Contexts.enter(Chat.named("c"))) {
            assertThat(
                            llm().prompt(
                                            "What is 12 + 34?",
                                            int.class,
                                            with ->
                                                    with.tool(this::add)
                                                            .tool(this::multiply)
                                                            .maxTokens(60)
                                                            .apiParams(
                                                                    Map.of("tool_choice", "none"))))
                    .isNotNull();
        }
        assertThat(called).isEmpty();
    }
}
