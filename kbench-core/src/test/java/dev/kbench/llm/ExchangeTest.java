package dev.kbench.llm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Chat;
import dev.kbench.chat.Contexts;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Usage;
import dev.kbench.internal.context.TestRun;
import dev.kbench.key.CanonicalJson;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelInterceptor;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;

class ExchangeTest {
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

    @Nested
    class WhenAnAnswerBegan {
        @Test
        void isKeptFromTheRunsBeginOn() throws Exception {
            Llm llm = ScriptedClient.replying("a").llm();
            inChat(
                    () -> {
                        llm.prompt("x");
                        llm.prompt("y");
                    });
            List<ReplyDetails> answers =
                    chat.messages().stream()
                            .map(Message::details)
                            .filter(details -> details.began().isPresent())
                            .toList();
            assertThat(answers).hasSize(2);
            Duration first = answers.get(0).began().orElseThrow();
            Duration second = answers.get(1).began().orElseThrow();
            assertThat(first).isPositive();
            assertThat(second).isGreaterThanOrEqualTo(first.plus(answers.get(0).duration()));
        }

        @Test
        void isNotKnownOutsideOfARun() {
            try (var _ = Contexts.enter(chat)) {
                ScriptedClient.replying("a").llm().prompt("x");
            }
            assertThat(chat.messages().getLast().details().began()).isEmpty();
        }
    }

    @Nested
    class UsageOfARun {
        @Test
        void isTheSumOverItsCallsAndItsSubRuns() throws Exception {
            Llm llm = ScriptedClient.replying("a").llm();
            inChat(
                    () -> {
                        llm.prompt("x");
                        run.nested()
                                .in(
                                        () -> {
                                            llm.prompt("y");
                                            assertThat(UsageMeter.current())
                                                    .isEqualTo(Usage.ofTokens(10, 1).unpriced(1));
                                        });
                        assertThat(UsageMeter.current())
                                .isEqualTo(Usage.ofTokens(20, 2).unpriced(2));
                    });
            assertThat(chat.usage()).isEqualTo(Usage.ofTokens(10, 1));
            assertThat(UsageMeter.current()).isEqualTo(Usage.NONE);
        }

        @Test
        void ofManyThreadsIsExact() throws Exception {
            ScriptedClient client = ScriptedClient.replying("a");
            Llm llm = client.llm();
            run.in(
                    () -> {
                        List<Thread> threads = new ArrayList<>();
                        for (int i = 0; i < 100; i++) {
                            var body =
                                    Contexts.carry(
                                            () -> {
                                                Actor.USER.send("x");
                                                return llm.respond();
                                            });
                            threads.add(Thread.ofVirtual().start(() -> call(body)));
                        }
                        for (Thread thread : threads) {
                            thread.join();
                        }
                        assertThat(UsageMeter.current())
                                .isEqualTo(Usage.ofTokens(1_000, 100).unpriced(100));
                    });
            assertThat(client.calls().stream().map(c -> c.context().call()))
                    .hasSize(100)
                    .doesNotHaveDuplicates();
        }

        private static void call(java.util.concurrent.Callable<?> body) {
            try {
                body.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Nested
    class Calls {
        @Test
        void knowWhoseTheyAre() throws Exception {
            ScriptedClient client = ScriptedClient.replying("a");
            Llm llm = client.llm();
            inChat(
                    () -> {
                        llm.prompt("x");
                        llm.prompt("y");
                    });
            llm.prompt("outside");

            ModelCall second = client.calls().get(1);
            assertThat(second.context().call()).isEqualTo(2);
            assertThat(second.context().attempt()).contains(run.scope().attempt());
            assertThat(second.context().cancellation()).isSameAs(run.cancellation());
            ModelCall outside = client.calls().get(2);
            assertThat(outside.context().call()).isZero();
            assertThat(outside.context().attempt()).isEmpty();
        }

        @Test
        void areToldWithTheirMessages() throws Exception {
            Llm llm = ScriptedClient.replying("4").llm();
            inChat(() -> llm.prompt("2+2?"));

            assertThat(run.events())
                    .extracting(e -> e.getClass().getSimpleName())
                    .containsExactly("MessageAdded", "CallFinished", "MessageAdded");
            assertThat(run.events().get(1))
                    .isInstanceOfSatisfying(
                            RunEvent.CallFinished.class,
                            e -> {
                                assertThat(e.model()).isEqualTo("vendor/model");
                                assertThat(e.usage()).isEqualTo(Usage.ofTokens(10, 1));
                            });
        }

        @Test
        void ofACancelledRunAreNotMade() throws Exception {
            ScriptedClient client = ScriptedClient.replying("a");
            run.cancellation().cancel("timed out after 30 s");
            inChat(
                    () ->
                            assertThatExceptionOfType(CancellationException.class)
                                    .isThrownBy(() -> client.llm().prompt("x"))
                                    .withMessage("timed out after 30 s"));

            assertThat(client.calls()).isEmpty();
        }

        @Test
        void thatAreInterruptedSayWhyAndLeaveTheFlag() throws Exception {
            ScriptedClient client =
                    new ScriptedClient(
                            Capabilities.BASIC,
                            call -> {
                                throw new InterruptedException("x");
                            });
            inChat(
                    () ->
                            assertThatExceptionOfType(CancellationException.class)
                                    .isThrownBy(() -> client.llm().prompt("x"))
                                    .withMessage("interrupted while a model answered")
                                    .withCauseInstanceOf(InterruptedException.class));
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Nested
    class Layers {
        private final List<String> order = new ArrayList<>();

        private record Layer(String name, Stage stage, List<String> order)
                implements ModelInterceptor {
            @Override
            public ModelResponse intercept(ModelCall call, ChunkSink chunks, Next next)
                    throws InterruptedException {
                order.add(name + " before");
                try {
                    return next.send(call, chunks);
                } finally {
                    order.add(name + " after");
                }
            }
        }

        private Layer layer(String name, ModelInterceptor.Stage stage) {
            return new Layer(name, stage, order);
        }

        @Test
        void standInOneOrderHoweverTheyAreGiven() {
            ScriptedClient client = ScriptedClient.replying("a");
            client.llm(
                            layer("limit", ModelInterceptor.Stage.LIMIT),
                            layer("budget", ModelInterceptor.Stage.BUDGET),
                            layer("outer retry", ModelInterceptor.Stage.RETRY),
                            layer("record", ModelInterceptor.Stage.RECORD_REPLAY),
                            layer("inner retry", ModelInterceptor.Stage.RETRY))
                    .prompt("x");

            assertThat(order)
                    .containsExactly(
                            "record before",
                            "outer retry before",
                            "inner retry before",
                            "budget before",
                            "limit before",
                            "limit after",
                            "budget after",
                            "inner retry after",
                            "outer retry after",
                            "record after");
        }

        @Test
        void mayAnswerThemselves() {
            ScriptedClient client = ScriptedClient.replying("a");
            ModelInterceptor replay =
                    new ModelInterceptor() {
                        @Override
                        public Stage stage() {
                            return Stage.RECORD_REPLAY;
                        }

                        @Override
                        public ModelResponse intercept(
                                ModelCall call, ChunkSink chunks, Next next) {
                            return ModelResponse.of("replayed", Usage.NONE);
                        }
                    };

            assertThat(client.llm(replay).prompt("x")).isEqualTo("replayed");
            assertThat(client.calls()).isEmpty();
        }
    }

    @Test
    void requestsHaveOneDigestInEveryJvm() {
        MockLlm mock = MockLlm.replying("a");
        mock.prompt("2+2?", with -> with.apiParams(Map.of("top_p", 0.9)));

        ModelRequest request = mock.invocations().getFirst();
        assertThat(request.digest())
                .isEqualTo(
                        CanonicalJson.sha256Text(
                                "{\"messages\":[[\"user\",\"2+2?\"]],\"model\":\"mock\",\"params\":{\"top_p\":0.9},\"seed\":0,\"temperature\":0}"));
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> ModelRequest.to("m").build())
                .withMessage("a request needs at least one message");
    }
}
