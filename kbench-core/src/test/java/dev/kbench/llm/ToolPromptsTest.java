package dev.kbench.llm;

import static dev.kbench.testing.MockLlm.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Contexts;
import dev.kbench.chat.Message;
import dev.kbench.chat.Role;
import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;
import dev.kbench.event.Usage;
import dev.kbench.internal.context.TestRun;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.schema.UnparsableAnswerException;
import dev.kbench.testing.MockLlm;
import dev.kbench.tool.Toolbox;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

class ToolPromptsTest {
    record Verdict(String word, int points) {}

    private static final String VERDICT = "{\"word\": \"good\", \"points\": 3}";

    private final Chat chat = Chat.named("c");
    private final List<String> done = new ArrayList<>();

    private void inChat(Runnable body) {
        try (var _ = Contexts.enter(chat)) {
            body.run();
        }
    }

    double add(double a, double b) {
        done.add("add");
        return a + b;
    }

    int multiply(int a, int b) {
        done.add("multiply");
        return a * b;
    }

    String flaky() {
        throw new IllegalStateException("Tool execution failed.");
    }

    String mute() {
        throw new IllegalStateException();
    }

    private static ToolCall call(String id, String name, String arguments) {
        return ToolCall.of(id, name, arguments);
    }

    /// The conversation as a model is given it, a line a message.
    private static List<String> lines(ModelRequest request) {
        return request.messages().stream()
                .map(message -> message.role().wireName() + ": " + message.text())
                .toList();
    }

    private static ToolResult lastResult(MockLlm mock) {
        return (ToolResult) mock.invocations().getLast().messages().getLast().parts().getFirst();
    }

    @Test
    void callWhatTheModelWantsAndGiveItsAnswer() {
        MockLlm mock =
                MockLlm.responding(
                        calling("add", "{\"a\": 50, \"b\": 25}"), ModelResponse.of("It is 75."));
        inChat(
                () ->
                        assertThat(mock.prompt("50 + 25?", with -> with.tool(this::add)))
                                .isEqualTo("It is 75."));
        assertThat(mock.invocations()).hasSize(2);
        assertThat(mock.invocations().getFirst().tools())
                .extracting(tool -> tool.name())
                .containsExactly("add");
        assertThat(lines(mock.invocations().getLast()))
                .containsExactly(
                        "user: 50 + 25?", "assistant: add({\"a\": 50, \"b\": 25})", "tool: 75.0");
        assertThat(lastResult(mock))
                .isEqualTo(new ToolResult("call_1", "add", "75.0", false, true));
        assertThat(chat.messages())
                .extracting(message -> message.sender().role())
                .containsExactly(Role.USER, Role.ASSISTANT, Role.TOOL, Role.ASSISTANT);
    }

    @Test
    void haveTheAnswerInTheHistoryOfWhatIsAskedNext() {
        MockLlm mock =
                MockLlm.responding(
                        calling("add", "{\"a\": 1, \"b\": 2}"),
                        ModelResponse.of("3"),
                        ModelResponse.of("I said 3."));
        inChat(
                () -> {
                    String _ = mock.prompt("1 + 2?", with -> with.tool(this::add));
                    String _ = mock.prompt("What did you say?");
                });
        assertThat(lines(mock.invocations().getLast()))
                .containsExactly(
                        "user: 1 + 2?",
                        "assistant: add({\"a\": 1, \"b\": 2})",
                        "tool: 3.0",
                        "assistant: 3",
                        "user: What did you say?");
        assertThat(mock.invocations().getLast().tools()).isEmpty();
    }

    @Test
    void workOutsideOfChatsToo() {
        MockLlm mock =
                MockLlm.responding(
                        calling("add", "{\"a\": 1, \"b\": 2}"),
                        calling("add", "{\"a\": 3, \"b\": 2}"),
                        ModelResponse.of("5"),
                        ModelResponse.of("new"));
        assertThat(mock.prompt("?", with -> with.tool(this::add))).isEqualTo("5");
        assertThat(lines(mock.invocations().get(2)))
                .containsExactly(
                        "user: ?",
                        "assistant: add({\"a\": 1, \"b\": 2})",
                        "tool: 3.0",
                        "assistant: add({\"a\": 3, \"b\": 2})",
                        "tool: 5.0");
        assertThat(mock.prompt("afresh")).isEqualTo("new");
        assertThat(lines(mock.invocations().getLast())).containsExactly("user: afresh");
    }

    @Test
    void callSeveralOfOneAnswerInTheirOrder() {
        MockLlm mock =
                MockLlm.responding(
                        calling(
                                call("c1", "multiply", "{\"a\": 2, \"b\": 3}"),
                                call("c2", "add", "{\"a\": 4, \"b\": 5}"),
                                call("c3", "multiply", "{\"a\": 6, \"b\": 7}")),
                        ModelResponse.of("done"));
        inChat(
                () ->
                        assertThat(
                                        mock.prompt(
                                                "?",
                                                with -> with.tool(this::add).tool(this::multiply)))
                                .isEqualTo("done"));
        assertThat(done).containsExactly("multiply", "add", "multiply");
        assertThat(mock.invocations().getLast().messages().stream().skip(2))
                .extracting(message -> ((ToolResult) message.parts().getFirst()).callId())
                .containsExactly("c1", "c2", "c3");
    }

    @Test
    void askOnceWhereNoToolIsWanted() {
        MockLlm mock = MockLlm.replying("no tool");
        inChat(
                () ->
                        assertThat(mock.prompt("?", with -> with.tool(this::add)))
                                .isEqualTo("no tool"));
        assertThat(mock.invocations()).hasSize(1);
    }

    @Test
    void takeToolsMadeBefore() {
        Toolbox toolbox = Toolbox.create(with -> with.tool(this::add).tool(this::multiply));
        MockLlm mock = MockLlm.replying("a", "b");
        inChat(
                () -> {
                    String _ = mock.prompt("?", with -> with.tools(toolbox));
                    String _ = mock.respond(with -> with.tools(toolbox).tool(this::flaky));
                });
        assertThat(mock.invocations().getLast().tools())
                .extracting(tool -> tool.name())
                .containsExactly("add", "multiply", "flaky");
    }

    @Test
    void leaveOtherPartsOfTheAnswerInTheHistory() {
        MockLlm mock =
                MockLlm.responding(
                        ModelResponse.builder()
                                .reasoning("I should add.")
                                .text("Let me see.")
                                .part(call("c1", "add", "{\"a\": 1, \"b\": 1}"))
                                .build(),
                        ModelResponse.of("2"));
        inChat(
                () -> {
                    String _ = mock.prompt("?", with -> with.tool(this::add));
                });
        assertThat(mock.invocations().getLast().messages().get(1).parts()).hasSize(3);
    }

    @Test
    void countTheUsageOfEveryRound() throws Exception {
        MockLlm mock =
                MockLlm.responding(
                        calling("add", "{\"a\": 1, \"b\": 1}").toBuilder()
                                .usage(Usage.ofTokens(10, 1))
                                .build(),
                        ModelResponse.of("2", Usage.ofTokens(20, 2)),
                        ModelResponse.of("{\"value\": 2}", Usage.ofTokens(30, 3)));
        List<Usage> used = new ArrayList<>();
        TestRun.create()
                .in(
                        () ->
                                inChat(
                                        () -> {
                                            assertThat(
                                                            mock.prompt(
                                                                    "?",
                                                                    int.class,
                                                                    with -> with.tool(this::add)))
                                                    .isEqualTo(2);
                                            used.add(UsageMeter.current());
                                        }));
        assertThat(used.getFirst().inputTokens()).hasValue(60);
        assertThat(used.getFirst().outputTokens()).hasValue(6);
        assertThat(chat.usage().inputTokens()).hasValue(60);
    }

    @Nested
    class WithAType {
        @Test
        void askForTheFormAtTheEndWithTheToolsClosed() {
            MockLlm mock =
                    MockLlm.responding(
                            calling("multiply", "{\"a\": 21, \"b\": 2}"),
                            ModelResponse.of("it is 42"),
                            ModelResponse.of(VERDICT));
            inChat(
                    () ->
                            assertThat(
                                            mock.prompt(
                                                    "?",
                                                    Verdict.class,
                                                    with ->
                                                            with.tool(
                                                                    ToolPromptsTest.this
                                                                            ::multiply)))
                                    .isEqualTo(new Verdict("good", 3)));
            assertThat(mock.invocations())
                    .extracting(ModelRequest::toolsClosed)
                    .containsExactly(false, false, true);
            assertThat(lines(mock.invocations().get(1))).noneMatch(line -> line.contains("schema"));
            assertThat(lines(mock.invocations().getLast()))
                    .startsWith(
                            "user: ?",
                            "assistant: multiply({\"a\": 21, \"b\": 2})",
                            "tool: 42",
                            "assistant: it is 42",
                            "user: Now give this answer in the form that is asked for, and nothing"
                                    + " else.")
                    .hasSize(6);
        }

        @Test
        void leaveTheChoiceOfAToolOutOfTheLastRequest() {
            MockLlm mock = MockLlm.replying("it is 42", VERDICT);
            inChat(
                    () ->
                            assertThat(
                                            mock.prompt(
                                                    "?",
                                                    Verdict.class,
                                                    with ->
                                                            with.tool(ToolPromptsTest.this::add)
                                                                    .apiParams(
                                                                            Map.of(
                                                                                    "tool_choice",
                                                                                    "auto"))))
                                    .isEqualTo(new Verdict("good", 3)));
            assertThat(mock.invocations())
                    .extracting(ModelRequest::apiParams)
                    .containsExactly(
                            new LinkedHashMap<>(Map.of("tool_choice", "auto")),
                            new LinkedHashMap<>());
        }

        @Test
        void repairTheFormAsWithoutTools() {
            MockLlm mock =
                    MockLlm.responding(
                            calling("add", "{\"a\": 1, \"b\": 2}"),
                            ModelResponse.of("3"),
                            ModelResponse.of("no JSON"),
                            ModelResponse.of(VERDICT));
            inChat(
                    () ->
                            assertThat(
                                            mock.prompt(
                                                    "?",
                                                    Verdict.class,
                                                    with ->
                                                            with.tool(ToolPromptsTest.this::add)
                                                                    .repair(1)))
                                    .isEqualTo(new Verdict("good", 3)));
            assertThat(done).containsExactly("add");
            assertThat(mock.invocations())
                    .extracting(ModelRequest::toolsClosed)
                    .containsExactly(false, false, true, true);
        }

        @Test
        void cannotReadWhatCallsAToolInPlaceOfTheForm() {
            MockLlm mock =
                    MockLlm.responding(
                            ModelResponse.of("3"), calling("add", "{\"a\": 1, \"b\": 2}"));
            inChat(
                    () ->
                            assertThatExceptionOfType(UnparsableAnswerException.class)
                                    .isThrownBy(
                                            () ->
                                                    mock.prompt(
                                                            "?",
                                                            Verdict.class,
                                                            with ->
                                                                    with.tool(
                                                                            ToolPromptsTest.this
                                                                                    ::add)))
                                    .withMessageContaining("the answer is empty"));
            assertThat(done).isEmpty();
        }
    }

    @Nested
    class ThatGoWrong {
        private void isTold(ModelResponse wish, String text) {
            MockLlm mock = MockLlm.responding(wish, ModelResponse.of("I see."));
            inChat(
                    () ->
                            assertThat(
                                            mock.prompt(
                                                    "?",
                                                    with ->
                                                            with.tool(ToolPromptsTest.this::add)
                                                                    .tool(
                                                                            ToolPromptsTest.this
                                                                                    ::flaky)
                                                                    .tool(
                                                                            ToolPromptsTest.this
                                                                                    ::mute)))
                                    .isEqualTo("I see."));
            assertThat(lastResult(mock).text()).isEqualTo(text);
            assertThat(lastResult(mock).failed()).isTrue();
        }

        @Test
        void tellTheModelTheirMessage() {
            isTold(calling("flaky", "{}"), "flaky failed: Tool execution failed.");
        }

        @Test
        void tellTheModelWhatWasThrownWhereItHasNoMessage() {
            isTold(calling("mute", "{}"), "mute failed: IllegalStateException");
        }

        @Test
        void tellTheModelWhatDoesNotFit() {
            isTold(
                    calling("add", "{\"a\": \"one\"}"),
                    "the arguments do not fit: $.a is not a number alone, got \"one\"; $.b is"
                            + " missing");
            assertThat(done).isEmpty();
        }

        @Test
        void tellTheModelThatTheyAreNoJson() {
            isTold(
                    calling("add", "a = 1"),
                    "the arguments do not fit: expected a JSON object, got \"a = 1\": the JSON"
                            + " has a word that stands for no value");
        }

        @Test
        void tellTheModelWhichToolsThereAre() {
            isTold(
                    calling("divide", "{}"),
                    "there is no tool 'divide'; there are [add, flaky, mute]");
        }
    }

    @Nested
    class Rounds {
        private MockLlm insatiable() {
            return MockLlm.responding("vendor/greedy", _ -> calling("add", "{\"a\": 1, \"b\": 1}"));
        }

        @Test
        void areTenUnlessSaidOtherwise() {
            MockLlm mock = insatiable();
            inChat(
                    () ->
                            assertThatExceptionOfType(ToolRoundsExhaustedException.class)
                                    .isThrownBy(
                                            () ->
                                                    mock.prompt(
                                                            "?",
                                                            with ->
                                                                    with.tool(
                                                                            ToolPromptsTest.this
                                                                                    ::add)))
                                    .withMessage(
                                            "vendor/greedy: expected an answer within 10 rounds of"
                                                    + " tools, but the model called tools in each;"
                                                    + " with.maxToolRounds(…) allows more")
                                    .satisfies(
                                            e -> {
                                                assertThat(e.rounds()).isEqualTo(10);
                                                assertThat(e.model()).isEqualTo("vendor/greedy");
                                            }));
            assertThat(mock.invocations()).hasSize(10);
            assertThat(done).hasSize(10);
            assertThat(chat.messages().getLast().sender().role()).isEqualTo(Role.TOOL);
        }

        @Test
        void mayBeOne() {
            MockLlm mock = insatiable();
            inChat(
                    () ->
                            assertThatExceptionOfType(ToolRoundsExhaustedException.class)
                                    .isThrownBy(
                                            () ->
                                                    mock.prompt(
                                                            "?",
                                                            int.class,
                                                            with ->
                                                                    with.tool(
                                                                                    ToolPromptsTest
                                                                                                    .this
                                                                                            ::add)
                                                                            .maxToolRounds(1)))
                                    .withMessageContaining("within 1 round of tools"));
            assertThat(mock.invocations()).hasSize(1);
            assertThat(done).hasSize(1);
        }

        @Test
        void areRefusedOutsideOfTheirBounds() {
            for (int rounds : new int[] {0, -1, 1_001}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(
                                () -> insatiable().prompt("?", with -> with.maxToolRounds(rounds)))
                        .withMessage("maxToolRounds must be between 1 and 1000, got " + rounds);
            }
        }
    }

    @Test
    void areToldOfPieceByPiece() {
        MockLlm mock =
                MockLlm.responding(
                        ModelResponse.builder()
                                .text("Let me see. ")
                                .part(call("c1", "add", "{\"a\": 1, \"b\": 1}"))
                                .build(),
                        ModelResponse.of("It is 2."));
        StringBuilder heard = new StringBuilder();
        inChat(
                () -> {
                    String _ =
                            mock.prompt("?", with -> with.tool(this::add).onChunk(heard::append));
                });
        assertThat(heard).hasToString("Let me see. It is 2.");
        assertThat(mock.invocations()).allMatch(ModelRequest::streaming);
    }

    @Test
    void areRefusedByAModelThatTakesNone() {
        ScriptedClient client = new ScriptedClient(Capabilities.BASIC, _ -> ModelResponse.of("x"));
        inChat(
                () ->
                        assertThatExceptionOfType(ModelProviderException.class)
                                .isThrownBy(() -> client.llm().prompt("?", w -> w.tool(this::add)))
                                .withMessageContaining(
                                        "expected a request without tools, which this model does"
                                                + " not take"));
        assertThat(chat.messages()).extracting(Message::text).containsExactly("?");
    }
}
