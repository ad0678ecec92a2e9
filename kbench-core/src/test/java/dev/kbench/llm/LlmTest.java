package dev.kbench.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.Contexts;
import dev.kbench.chat.FinishReason;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.chat.Role;
import dev.kbench.content.Text;
import dev.kbench.event.Usage;
import dev.kbench.internal.context.TestRun;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.Reasoning;
import dev.kbench.llm.spi.RetryableProviderException;
import dev.kbench.schema.Schema;
import dev.kbench.schema.UnparsableAnswerException;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

class LlmTest {
    private final TestRun run = TestRun.create();
    private final Chat chat = Chat.named("Quiz");

    private void inChat(TestRun.Body body) throws Exception {
        run.in(
                () -> {
                    try (var _ = Contexts.enter(chat)) {
                        body.run();
                    }
                });
    }

    private static List<String> texts(ModelRequest request) {
        return request.messages().stream().map(m -> m.role().wireName() + ": " + m.text()).toList();
    }

    @Nested
    class Prompts {
        @Test
        void giveTheAnswersText() throws Exception {
            ScriptedClient client = ScriptedClient.replying(" The Nile.\n");
            inChat(() -> assertThat(client.llm().prompt("A river?")).isEqualTo(" The Nile.\n"));

            ModelRequest request = client.calls().getFirst().request();
            assertThat(request.model()).isEqualTo("model");
            assertThat(texts(request)).containsExactly("user: A river?");
        }

        @Test
        void giveAValueWithTheSchemasInstructionAtTheEnd() throws Exception {
            MockLlm mock = MockLlm.replying("{\"value\": 4}", "yes", "0.5", "7", "x");
            inChat(
                    () -> {
                        int four = mock.prompt("2+2?", int.class);
                        boolean yes = mock.prompt("Is it?", boolean.class);
                        double half = mock.prompt("1/2?", Schema.of(double.class));
                        long seven = mock.prompt("7?", long.class, with -> with.seed(3));
                        assertThat(four).isEqualTo(4);
                        assertThat(yes).isTrue();
                        assertThat(half).isEqualTo(0.5);
                        assertThat(seven).isEqualTo(7);
                        assertThat(mock.prompt("x?", String.class)).isEqualTo("x");
                    });

            assertThat(texts(mock.invocations().getFirst()))
                    .containsExactly(
                            "user: 2+2?", "system: " + Schema.of(int.class).told().orElseThrow());
            assertThat(texts(mock.invocations().get(1)))
                    .startsWith("user: 2+2?", "assistant: {\"value\": 4}", "user: Is it?")
                    .hasSize(4);
            assertThat(mock.invocations().getLast().messages().getLast().role())
                    .isEqualTo(Role.USER);
            assertThat(chat.messages()).hasSize(10);
        }

        @Test
        void keepTheHistoryOfTheirRun() throws Exception {
            MockLlm mock = MockLlm.replying("fine", "ok", "both", "aside");
            inChat(
                    () -> {
                        Actor.SYSTEM.send("You are an expert.");
                        mock.prompt("Check this.");
                        Actor.SYSTEM.send("Now be brief.");
                        mock.prompt("Again.");
                        Actor.USER.send("first half");
                        Actor.USER.send("second half");
                        assertThat(mock.respond()).isEqualTo("both");
                        try (var _ = Contexts.enter(Chat.named("side"))) {
                            mock.prompt("Alone.");
                        }
                    });

            assertThat(texts(mock.invocations().get(2)))
                    .containsExactly(
                            "system: You are an expert.",
                            "user: Check this.",
                            "assistant: fine",
                            "system: Now be brief.",
                            "user: Again.",
                            "assistant: ok",
                            "user: first half",
                            "user: second half");
            assertThat(texts(mock.invocations().get(3))).containsExactly("user: Alone.");
        }

        @Test
        void doNotShowWhatIsHidden() throws Exception {
            MockLlm mock = MockLlm.replying("a");
            inChat(
                    () -> {
                        chat.append(
                                new Message(
                                        Actor.USER, new Text("secret"), false, ReplyDetails.NONE));
                        mock.prompt("open");
                    });

            assertThat(texts(mock.invocations().getFirst())).containsExactly("user: open");
        }

        @Test
        void outsideOfRunsForgetAfterEachAnswer() {
            MockLlm mock = MockLlm.replying("about 5", "5", "6");

            assertThatExceptionOfType(UnparsableAnswerException.class)
                    .isThrownBy(() -> mock.prompt("one", int.class));
            Actor.SYSTEM.send("Be exact.");
            mock.prompt("two");
            mock.prompt("three");

            assertThat(texts(mock.invocations().get(1)))
                    .containsExactly("system: Be exact.", "user: two");
            assertThat(texts(mock.invocations().get(2))).containsExactly("user: three");
        }

        @Test
        void outsideOfRunsForgetAQuestionThatFailed() {
            MockLlm none = MockLlm.replying("last");
            none.prompt("zero");
            assertThatIllegalStateException().isThrownBy(() -> none.prompt("one"));
            MockLlm mock = MockLlm.replying("a");
            mock.prompt("two");

            assertThat(texts(mock.invocations().getFirst())).containsExactly("user: two");
        }

        @Test
        void mayHoldAnything() throws Exception {
            String hostile = "\ud800\0\uFEFF${x}\u001b[31m\u202e" + "x".repeat(1 << 20);
            MockLlm mock = MockLlm.answering("echo", r -> r.messages().getLast().text());
            inChat(() -> assertThat(mock.prompt(hostile)).isEqualTo(hostile));
        }

        @Test
        void refuseNullBeforeAnythingIsSaid() throws Exception {
            MockLlm mock = MockLlm.replying("a");
            inChat(
                    () -> {
                        assertThatNullPointerException()
                                .isThrownBy(() -> mock.prompt(null))
                                .withMessage("text: expected the prompt, got null");
                        assertThatNullPointerException()
                                .isThrownBy(() -> mock.prompt("x", (Class<String>) null))
                                .withMessage("type: expected a class such as int.class, got null");
                    });
            assertThat(chat.messages()).isEmpty();
        }

        @Test
        void withAWrongOptionSayNothing() throws Exception {
            MockLlm mock = MockLlm.replying("a");
            inChat(
                    () ->
                            assertThatExceptionOfType(IllegalArgumentException.class)
                                    .isThrownBy(() -> mock.prompt("x", with -> with.temperature(3)))
                                    .withMessage("temperature must be between 0 and 2, got 3.0"));
            assertThat(chat.messages()).isEmpty();
            assertThat(mock.invocations()).isEmpty();
        }
    }

    @Nested
    class Responses {
        @Test
        void answerToWhatTheChatHolds() throws Exception {
            MockLlm mock = MockLlm.replying("a", "{\"value\": 5}", "6", "b");
            inChat(
                    () -> {
                        Actor.USER.send("x");
                        mock.respond();
                        assertThat(mock.respond(int.class)).isEqualTo(5);
                        assertThat(mock.respond(int.class, with -> with.seed(9))).isEqualTo(6);
                        assertThat(mock.respond(with -> with.maxTokens(3))).isEqualTo("b");
                    });

            assertThat(mock.invocations().get(2).seed()).hasValue(9);
            assertThat(mock.invocations().get(3).maxTokens()).hasValue(3);
        }

        @Test
        void needSomethingToAnswerTo() throws Exception {
            MockLlm mock = MockLlm.replying("a");
            inChat(
                    () ->
                            assertThatIllegalStateException()
                                    .isThrownBy(mock::respond)
                                    .withMessage(
                                            "the chat 'Quiz' holds nothing to answer to; prompt(…)"
                                                + " asks, user().send(…) adds a message first"));
        }
    }

    @Nested
    class Options {
        @Test
        void areZeroUnlessSet() throws Exception {
            MockLlm mock = MockLlm.cycling("a");
            inChat(
                    () -> {
                        mock.prompt("x");
                        mock.prompt(
                                "x",
                                with ->
                                        with.temperature(0.7)
                                                .seed(5)
                                                .maxTokens(7)
                                                .apiParams(Map.of("top_p", 0.9)));
                        mock.prompt("x", with -> with.temperature(-0.0));
                    });

            ModelRequest plain = mock.invocations().getFirst();
            assertThat(plain.temperature()).hasValue(0.0);
            assertThat(plain.seed()).hasValue(0);
            assertThat(plain.maxTokens()).isEmpty();
            assertThat(plain.apiParams()).isEmpty();
            ModelRequest set = mock.invocations().get(1);
            assertThat(set.temperature()).hasValue(0.7);
            assertThat(set.seed()).hasValue(5);
            assertThat(set.maxTokens()).hasValue(7);
            assertThat(set.apiParams()).containsExactly(Map.entry("top_p", 0.9));
            assertThat(1 / mock.invocations().get(2).temperature().orElseThrow())
                    .isEqualTo(Double.POSITIVE_INFINITY);
        }

        @Test
        void aModelDoesNotTakeAreLeftOutAndOnTheRecord() throws Exception {
            ScriptedClient client =
                    new ScriptedClient(
                            Capabilities.of(),
                            call -> {
                                assertThat(call.request().options()).isEmpty();
                                return ModelResponse.of("a", Usage.NONE);
                            });
            inChat(
                    () ->
                            client.llm()
                                    .prompt(
                                            "x",
                                            with ->
                                                    with.temperature(1)
                                                            .seed(1)
                                                            .reasoning(Reasoning.LOW)
                                                            .streaming(true)));

            assertThat(chat.lastReply().orElseThrow().details().leftOut())
                    .containsExactly(
                            Map.entry("temperature", "1.0: the model takes none"),
                            Map.entry("seed", "1: the model takes none"),
                            Map.entry("reasoning_effort", "low: the model cannot be asked for it"),
                            Map.entry("stream", "true: the model answers in one piece"));
        }
    }

    @Nested
    class Records {
        @Test
        void ofAnAnswerHoldWhatIsKnown() throws Exception {
            ScriptedClient client =
                    new ScriptedClient(
                            Capabilities.BASIC,
                            _ ->
                                    ModelResponse.builder()
                                            .reasoning("because")
                                            .text("a")
                                            .usage(Usage.ofTokens(120, 34))
                                            .finishReason(FinishReason.LENGTH)
                                            .sent(Map.of("seed", 0L))
                                            .logprobs("[1]")
                                            .build());
            inChat(() -> client.llm().prompt("x"));

            Message reply = chat.lastReply().orElseThrow();
            assertThat(reply.sender()).isEqualTo(new Actor("vendor/model", Role.ASSISTANT, "🤖"));
            assertThat(reply.details().usage()).isEqualTo(Usage.ofTokens(120, 34));
            assertThat(reply.details().reasoning()).isEqualTo("because");
            assertThat(reply.details().finishReason()).isEqualTo(FinishReason.LENGTH);
            assertThat(reply.details().logprobs()).isEqualTo("[1]");
            assertThat(reply.details().leftOut()).isEmpty();
            assertThat(reply.details().sentText()).isEqualTo("seed=0");
            assertThat(reply.details().duration().isNegative()).isFalse();
        }

        @Test
        void keepAnAnswerThatCannotBeReadAndSayWhy() throws Exception {
            MockLlm mock = MockLlm.replying("about 5");
            inChat(
                    () ->
                            assertThatExceptionOfType(UnparsableAnswerException.class)
                                    .isThrownBy(() -> mock.prompt("x", int.class))
                                    .withMessage(
                                            "mock: expected a whole number, but the answer is not a"
                                                    + " number alone: \"about 5\"")
                                    .satisfies(e -> assertThat(e.model()).isEqualTo("mock")));

            assertThat(chat.messages())
                    .extracting(m -> m.sender().name() + ": " + m.text())
                    .containsExactly(
                            "User: x",
                            "mock: about 5",
                            "System: The answer could not be read: expected a whole number,"
                                    + " but the answer is not a number alone: \"about 5\"");
        }

        @Test
        void keepAnEmptyAnswer() throws Exception {
            MockLlm mock = MockLlm.cycling("");
            inChat(
                    () -> {
                        assertThat(mock.prompt("x")).isEmpty();
                        assertThatExceptionOfType(UnparsableAnswerException.class)
                                .isThrownBy(() -> mock.prompt("y", int.class))
                                .withMessage(
                                        "mock: expected a whole number, but the answer is empty:"
                                                + " \"\"");
                    });
            assertThat(chat.replyCount()).isEqualTo(2);
        }

        @Test
        void keepARefusal() throws Exception {
            ScriptedClient client =
                    new ScriptedClient(
                            Capabilities.BASIC,
                            _ ->
                                    ModelResponse.builder()
                                            .usage(Usage.ofTokens(10, 0))
                                            .finishReason(FinishReason.of("content_filter"))
                                            .build());
            inChat(() -> assertThat(client.llm().prompt("x")).isEmpty());

            assertThat(chat.lastReply().orElseThrow().details().finishReason().raw())
                    .isEqualTo("content_filter");
            assertThat(chat.lastReply().orElseThrow().details().refused()).isTrue();
            inChat(
                    () ->
                            assertThatThrownBy(() -> client.llm().prompt("x", int.class))
                                    .isInstanceOfSatisfying(
                                            UnparsableAnswerException.class,
                                            e -> assertThat(e.refused()).isTrue()));
        }

        @Test
        void holdTheQuestionOfACallThatGaveNoAnswer() throws Exception {
            ScriptedClient client =
                    new ScriptedClient(
                            Capabilities.BASIC,
                            call -> {
                                throw new RetryableProviderException(
                                        ModelProviderException.Trouble.RATE_LIMITED,
                                        call.request().model(),
                                        429,
                                        "too many",
                                        null,
                                        null);
                            });
            inChat(
                    () ->
                            assertThatExceptionOfType(RetryableProviderException.class)
                                    .isThrownBy(() -> client.llm().prompt("x"))
                                    .withMessage("too many"));

            assertThat(chat.messages()).extracting(Message::text).containsExactly("x");
        }
    }

    @Test
    void showsItsNameAndNote() {
        Llm llm = ScriptedClient.replying("a").llm();

        assertThat(llm.name()).isEqualTo("vendor/model");
        assertThat(llm).hasToString("vendor/model");
        assertThat(llm.note()).isEqualTo("a note");
        assertThat(llm.ref().provider()).isEqualTo("proxy");
    }
}
