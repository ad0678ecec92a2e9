package dev.kbench.llm;

import static dev.kbench.testing.MockLlm.calling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatItem;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Contexts;
import dev.kbench.chat.Message;
import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;
import dev.kbench.internal.context.TestRun;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.testing.MockLlm;
import dev.kbench.tool.CallableTool;
import dev.kbench.tool.Tool;
import dev.kbench.tool.ToolOptions;
import dev.kbench.tool.Toolbox;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;

/// Models and tools that do what they should not, or much of it.
@Timeout(60)
class HostileToolsTest {
    private final Chat chat = Chat.named("c");
    private final List<String> done = Collections.synchronizedList(new ArrayList<>());

    private void inChat(TestRun.Body body) throws Exception {
        TestRun.create()
                .in(
                        () -> {
                            try (var _ = Contexts.enter(chat)) {
                                body.run();
                            }
                        });
    }

    private List<ToolResult> results() {
        return chat.messages().stream()
                .map(Message::content)
                .filter(ToolResult.class::isInstance)
                .map(ToolResult.class::cast)
                .toList();
    }

    String note(String word) {
        done.add(word);
        return word;
    }

    String nothing() {
        done.add("nothing");
        return "";
    }

    private static <S extends ToolOptions<S>> S numbered(S with, int count) {
        for (int i = 0; i < count; i++) {
            int number = i;
            with.tool("tool_" + i, "Tool number " + i, () -> number);
        }
        return with.tool("last", "", () -> count);
    }

    @Test
    void aHundredToolsAreToldInOrderAndFound() throws Exception {
        Toolbox many = Toolbox.create(with -> numbered(with, 99));
        MockLlm mock =
                MockLlm.responding(
                        calling(
                                IntStream.range(0, 99)
                                        .mapToObj(i -> ToolCall.of("c" + i, "tool_" + i, "{}"))
                                        .toArray(ToolCall[]::new)),
                        ModelResponse.of("done"));
        inChat(() -> assertThat(mock.prompt("?", with -> with.tools(many))).isEqualTo("done"));
        assertThat(mock.invocations().getFirst().tools()).hasSize(100);
        assertThat(results())
                .extracting(ToolResult::text)
                .containsExactlyElementsOf(IntStream.range(0, 99).mapToObj(i -> "" + i).toList());
    }

    @Test
    void aResultOfTenMegabytesReachesTheModelWhole() throws Exception {
        String all = "é\u0000\ud800".repeat(3_500_000);
        MockLlm mock = MockLlm.responding(calling("read", "{}"), ModelResponse.of("long"));
        inChat(
                () -> {
                    String _ = mock.prompt("?", with -> with.tool("read", "", () -> all));
                });
        assertThat(results()).singleElement().extracting(ToolResult::text).isEqualTo(all);
        assertThat(mock.invocations().getLast().messages().getLast().text()).hasSize(10_500_000);
    }

    @Test
    void anExceptionOfTenMegabytesIsCut() throws Exception {
        MockLlm mock =
                MockLlm.responding(calling("note", "{\"word\": \"w\"}"), ModelResponse.of(""));
        inChat(
                () -> {
                    String _ =
                            mock.prompt(
                                    "?",
                                    with ->
                                            with.tool(
                                                    "note",
                                                    "",
                                                    (String word) -> {
                                                        throw new IllegalArgumentException(
                                                                word.repeat(10_000_000));
                                                    }));
                });
        assertThat(results())
                .singleElement()
                .satisfies(
                        result ->
                                assertThat(result.text())
                                        .startsWith("note failed: www")
                                        .endsWith("… (10000000 characters)")
                                        .hasSizeLessThan(4_100));
    }

    @Test
    void callsOfOneIdAreAnsweredEach() throws Exception {
        MockLlm mock =
                MockLlm.responding(
                        calling(
                                ToolCall.of("same", "note", "{\"word\": \"one\"}"),
                                ToolCall.of("same", "note", "{\"word\": \"two\"}"),
                                ToolCall.of("", "note", "{\"word\": \"three\"}"),
                                ToolCall.of("", "nothing", "")),
                        ModelResponse.of("done"));
        inChat(
                () -> {
                    String _ = mock.prompt("?", with -> with.tool(this::note).tool(this::nothing));
                });
        assertThat(done).containsExactly("one", "two", "three", "nothing");
        assertThat(results())
                .containsExactly(
                        new ToolResult("same", "note", "one", false),
                        new ToolResult("same", "note", "two", false),
                        new ToolResult("", "note", "three", false),
                        new ToolResult("", "nothing", "", false));
    }

    @Test
    void aNameThatIsNoNameIsNoTool() throws Exception {
        String strange = "\u001b[31m" + "x".repeat(1_000);
        MockLlm mock = MockLlm.responding(calling(strange, "{}"), ModelResponse.of("done"));
        inChat(
                () -> {
                    String _ = mock.prompt("?", with -> with.tool(this::note));
                });
        assertThat(results())
                .singleElement()
                .satisfies(
                        result -> {
                            assertThat(result.failed()).isTrue();
                            assertThat(result.text())
                                    .startsWith("there is no tool '")
                                    .endsWith("… (1005 characters)'; there are [note]");
                        });
    }

    private static int deep(int n) {
        return n == 0 ? 0 : 1 + deep(n + 1);
    }

    @Test
    void aToolThatCallsItselfForEverIsATellableFailure() throws Exception {
        MockLlm mock = MockLlm.responding(calling("deep", "{\"n\": 1}"), ModelResponse.of("done"));
        inChat(
                () ->
                        assertThat(mock.prompt("?", with -> with.tool(HostileToolsTest::deep)))
                                .isEqualTo("done"));
        assertThat(results())
                .singleElement()
                .extracting(ToolResult::text)
                .isEqualTo("deep failed: StackOverflowError");
    }

    @Test
    void aToolMayAskAModelItselfWhichHasAChatOfItsOwn() throws Exception {
        MockLlm expert =
                MockLlm.responding(
                        calling("note", "{\"word\": \"inner\"}"), ModelResponse.of("Nile"));
        MockLlm mock =
                MockLlm.responding(
                        calling(
                                ToolCall.of("c1", "ask", "{\"word\": \"river\"}"),
                                ToolCall.of("c2", "note", "{\"word\": \"outer\"}")),
                        ModelResponse.of("done"));
        inChat(
                () ->
                        assertThat(
                                        mock.prompt(
                                                "?",
                                                with ->
                                                        with.tool(this::note)
                                                                .tool(
                                                                        "ask",
                                                                        "",
                                                                        (String word) ->
                                                                                expert.prompt(
                                                                                        word,
                                                                                        inner ->
                                                                                                inner
                                                                                                        .tool(
                                                                                                                this
                                                                                                                        ::note)))))
                                .isEqualTo("done"));
        assertThat(done).containsExactly("inner", "outer");
        assertThat(mock.invocations().getLast().messages())
                .extracting(message -> message.role().wireName())
                .containsExactly("user", "assistant", "tool", "tool");
        List<ChatItem> items = chat.items();
        assertThat(items).hasSize(6);
        Chat beside = (Chat) items.get(2);
        assertThat(beside.name()).isEqualTo("ask");
        assertThat(beside.messages())
                .extracting(Message::text)
                .containsExactly("river", "", "inner", "Nile");
    }

    @Test
    void whatAToolLeavesOpenIsClosedWithIt() throws Exception {
        MockLlm mock = MockLlm.responding(calling("open", "{}"), ModelResponse.of("done"));
        inChat(
                () -> {
                    String _ =
                            mock.prompt(
                                    "?",
                                    with ->
                                            with.tool(
                                                    "open",
                                                    "",
                                                    () -> Chats.open("left open").chat().name()));
                    assertThat(Chats.current()).isSameAs(chat);
                });
    }

    private final CyclicBarrier together = new CyclicBarrier(3);

    @Tool(parallel = true)
    String meet(String word) throws Exception {
        int _ = together.await();
        return note(word).toUpperCase(java.util.Locale.ROOT);
    }

    @Test
    void callsThatMayRunAtOnceAreAnsweredInTheirOrder() throws Exception {
        MockLlm mock =
                MockLlm.responding(
                        calling(
                                ToolCall.of("c1", "meet", "{\"word\": \"a\"}"),
                                ToolCall.of("c2", "meet", "{\"word\": \"b\"}"),
                                ToolCall.of("c3", "meet", "{\"word\": \"c\"}"),
                                ToolCall.of("c4", "note", "{\"word\": \"alone\"}")),
                        ModelResponse.of("done"));
        inChat(
                () -> {
                    String _ = mock.prompt("?", with -> with.tool(this::meet).tool(this::note));
                    assertThat(ToolUse.current()).hasToString("{meet=3, note=1}");
                });
        assertThat(results()).extracting(ToolResult::text).containsExactly("A", "B", "C", "alone");
        assertThat(done).hasSize(4).endsWith("alone");
    }

    @Tool(parallel = true)
    String askAtOnce(String word) throws Exception {
        int _ = together.await();
        return MockLlm.answering("inner", request -> "about " + request.messages().getLast().text())
                .prompt(word);
    }

    @Test
    void modelsMayBeAskedAtOnceByTools() throws Exception {
        MockLlm mock =
                MockLlm.responding(
                        calling(
                                ToolCall.of("c1", "askAtOnce", "{\"word\": \"a\"}"),
                                ToolCall.of("c2", "askAtOnce", "{\"word\": \"b\"}"),
                                ToolCall.of("c3", "askAtOnce", "{\"word\": \"c\"}")),
                        ModelResponse.of("done"));
        inChat(
                () -> {
                    String _ = mock.prompt("?", with -> with.tool(this::askAtOnce));
                });
        assertThat(results())
                .extracting(ToolResult::text)
                .containsExactly("about a", "about b", "about c");
        assertThat(chat.items())
                .filteredOn(Chat.class::isInstance)
                .extracting(item -> ((Chat) item).messages().getFirst().text())
                .containsExactly("a", "b", "c");
    }

    @Tool(parallel = true)
    String stay(String word) throws InterruptedException {
        reached.countDown();
        new CountDownLatch(1).await();
        return word;
    }

    private final CountDownLatch reached = new CountDownLatch(2);

    @Test
    void toolsThatRunAtOnceAreInterruptedWithWhoeverAsked() throws Exception {
        MockLlm mock =
                MockLlm.responding(
                        calling(
                                ToolCall.of("c1", "stay", "{\"word\": \"a\"}"),
                                ToolCall.of("c2", "stay", "{\"word\": \"b\"}")));
        Thread asking = Thread.currentThread();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try {
                                reached.await();
                                asking.interrupt();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
        inChat(
                () ->
                        assertThatExceptionOfType(CancellationException.class)
                                .isThrownBy(() -> mock.prompt("?", with -> with.tool(this::stay)))
                                .withMessage("interrupted while a tool was called"));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(results())
                .extracting(ToolResult::text)
                .containsExactly("the call was given up", "the call was given up");
    }

    @Test
    void noToolIsCalledAfterTheRunWasCancelled() throws Exception {
        TestRun run = TestRun.create();
        MockLlm mock =
                MockLlm.responding(
                        calling(
                                ToolCall.of("c1", "stop", "{}"),
                                ToolCall.of("c2", "note", "{\"word\": \"late\"}")));
        run.in(
                () -> {
                    try (var _ = Contexts.enter(chat)) {
                        assertThatExceptionOfType(CancellationException.class)
                                .isThrownBy(
                                        () ->
                                                mock.prompt(
                                                        "?",
                                                        with ->
                                                                with.tool(this::note)
                                                                        .tool(
                                                                                "stop",
                                                                                "",
                                                                                () -> {
                                                                                    run.cancellation()
                                                                                            .cancel(
                                                                                                    "enough");
                                                                                })))
                                .withMessageContaining("enough");
                    }
                });
        assertThat(done).isEmpty();
        assertThat(results())
                .extracting(ToolResult::text)
                .containsExactly("done", "the call was given up");
    }

    @Test
    void aToolOfAnotherKindThatBreaksItsWordIsAFailure() throws Exception {
        Toolbox one = Toolbox.create(with -> with.tool(this::note));
        CallableTool broken =
                new CallableTool() {
                    @Override
                    public dev.kbench.tool.ToolSpec spec() {
                        return one.specs().getFirst();
                    }

                    @Override
                    public dev.kbench.tool.ToolOutput call(String arguments) {
                        throw new UnsupportedOperationException(arguments);
                    }
                };
        MockLlm mock = MockLlm.responding(calling("note", "{}"), ModelResponse.of("done"));
        inChat(
                () -> {
                    String _ = mock.prompt("?", with -> with.tool(broken));
                });
        assertThat(results())
                .singleElement()
                .extracting(ToolResult::text)
                .isEqualTo("note failed: {}");
    }
}
