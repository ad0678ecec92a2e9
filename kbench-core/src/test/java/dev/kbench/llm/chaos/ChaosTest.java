package dev.kbench.llm.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.control.Cancellation;
import dev.kbench.control.Deadline;
import dev.kbench.control.SteppedTime;
import dev.kbench.event.Usage;
import dev.kbench.key.AttemptId;
import dev.kbench.key.ModelRef;
import dev.kbench.key.Params;
import dev.kbench.key.RunKey;
import dev.kbench.key.SampleRef;
import dev.kbench.key.TaskRef;
import dev.kbench.llm.spi.CallContext;
import dev.kbench.llm.spi.Capabilities;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.Connection;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelClient;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.testing.ChaosLlm;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

class ChaosTest {
    private static final String ANSWER = "{\"city\": \"Paris\", \"river\": \"Seine\"}";

    private final SteppedTime time = new SteppedTime();
    private final List<String> pieces = new ArrayList<>();

    private static final class Echo implements ModelClient {
        @Override
        public Capabilities capabilities() {
            return Capabilities.ALL;
        }

        @Override
        public ModelResponse send(ModelCall call, ChunkSink chunks) {
            return ModelResponse.of(ANSWER, Usage.ofTokens(10, 5));
        }

        @Override
        public void close() {}
    }

    private ModelClient client(Consumer<ChaosOptions> with) {
        Connection inner = new Connection(ModelRef.of("m", "mock"), "m", new Echo(), "scripted");
        return Chaos.around(inner, "chaos:m", with, time).client();
    }

    private static ModelCall call(int trial, Deadline deadline) {
        AttemptId attempt =
                new AttemptId(
                        new RunKey(
                                new TaskRef("Quiz", 1, "", "", "", ""),
                                ModelRef.of("m", "mock"),
                                SampleRef.NONE,
                                Params.of(),
                                trial),
                        1);
        return new ModelCall(
                ModelRequest.to("m").user("x").streaming(true).build(),
                new CallContext("e", attempt, 1, deadline, new Cancellation()));
    }

    private static ModelCall again(ModelCall call) {
        return new ModelCall(call.request(), call.context().again());
    }

    private ModelResponse send(Consumer<ChaosOptions> with) throws InterruptedException {
        return client(with).send(call(0, Deadline.NONE), pieces::add);
    }

    private static String outcome(ModelClient client, int trial) {
        try {
            ModelResponse response = client.send(call(trial, Deadline.NONE), ChunkSink.NONE);
            return response.text() + response.refusal() + response.usage();
        } catch (ModelProviderException e) {
            return e.trouble() + " " + e.status();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void isTheSameWhateverTheOrderAndTheNumberOfThreads() throws Exception {
        TreeMap<Integer, String> inOrder = new TreeMap<>();
        ModelClient one = client(with -> with.seed(7));
        for (int trial = 0; trial < 500; trial++) {
            inOrder.put(trial, outcome(one, trial));
        }
        ModelClient other = client(with -> with.seed(7));
        TreeMap<Integer, String> together = new TreeMap<>();
        List<Integer> trials = new ArrayList<>(inOrder.keySet());
        Collections.reverse(trials);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int trial : trials) {
                calls.add(
                        () -> {
                            String outcome = outcome(other, trial);
                            synchronized (together) {
                                together.put(trial, outcome);
                            }
                            return true;
                        });
            }
            for (var done : threads.invokeAll(calls)) {
                assertThat(done.get()).isTrue();
            }
        }
        assertThat(together).isEqualTo(inOrder);
        ModelClient seeded = client(with -> with.seed(8));
        assertThat(outcome(seeded, 0) + outcome(seeded, 1) + outcome(seeded, 2)).isNotNull();
        assertThat(inOrder.values().stream().distinct().count()).isGreaterThan(6);
        assertThat(inOrder.values()).contains("RATE_LIMITED 429", "UNAVAILABLE 503");
    }

    @Nested
    class Faults {
        @Test
        void comeInBurstsOfRejections() throws Exception {
            ModelClient client = client(with -> with.rateLimit(1));
            for (int trial = 0; trial < 20; trial++) {
                ModelCall now = call(trial, Deadline.NONE);
                int rejected = 0;
                while (true) {
                    try {
                        client.send(now, ChunkSink.NONE);
                        break;
                    } catch (ModelProviderException e) {
                        assertThat(e)
                                .hasMessage(
                                        "chaos:m answered with status 429: too many requests, on"
                                                + " purpose");
                        rejected++;
                        now = again(now);
                    }
                }
                assertThat(rejected).isBetween(1, 3);
            }
        }

        @Test
        void hang() {
            assertThatExceptionOfType(ModelProviderException.class)
                    .isThrownBy(() -> send(with -> with.hang(1).hangFor(Duration.ofSeconds(5))))
                    .withMessage("chaos:m no answer came in time, on purpose");
            assertThat(time.slept()).containsExactly(Duration.ofSeconds(5));
        }

        @Test
        void cutAStream() {
            assertThatExceptionOfType(ModelProviderException.class)
                    .isThrownBy(() -> send(with -> with.cut(1)))
                    .withMessage("chaos:m the answer stopped in the middle, on purpose");
            assertThat(String.join("", pieces)).isEqualTo(ANSWER.substring(0, ANSWER.length() / 2));
        }

        @Test
        void breakJson() throws Exception {
            String text = send(with -> with.badJson(1)).text();
            assertThat(ANSWER).startsWith(text);
            assertThat(text.length()).isLessThan(ANSWER.length());
            assertThat(String.join("", pieces)).isEqualTo(text);
        }

        @Test
        void refuse() throws Exception {
            ModelResponse response = send(with -> with.refusal(1));
            assertThat(response.finishReason().refused()).isTrue();
            assertThat(response.refusal()).isEqualTo("I can't help with that.");
            assertThat(response.text()).isEmpty();
        }

        @Test
        void answerWithNothing() throws Exception {
            ModelResponse response = send(with -> with.empty(1));
            assertThat(response.parts()).isEmpty();
            assertThat(response.usage()).isEqualTo(Usage.ofTokens(10, 5));
        }

        @Test
        void countWrongly() throws Exception {
            ModelResponse response = send(with -> with.wrongUsage(1));
            assertThat(response.text()).isEqualTo(ANSWER);
            assertThat(response.usage()).isNotEqualTo(Usage.ofTokens(10, 5));
        }

        @Test
        void takeTheirTime() throws Exception {
            send(with -> with.latency(Duration.ofSeconds(1)).empty(0));
            assertThat(time.slept().getFirst())
                    .isBetween(Duration.ofMillis(500), Duration.ofMillis(1500));
        }
    }

    @Nested
    class Ids {
        @Test
        void nameTheModelAndItsFaults() {
            ChaosId id = ChaosId.parse("chaos:demo/quickstart?seed=7&latency=1.5s&rate_limit=0.25");
            ChaosOptions options = new ChaosOptions();
            id.options().accept(options);

            assertThat(id.inner()).isEqualTo("demo/quickstart");
            assertThat(options.seed()).isEqualTo(7);
            assertThat(options.latency()).isEqualTo(Duration.ofMillis(1500));
            assertThat(options.share(Fault.RATE_LIMIT)).isEqualTo(0.25);
            assertThat(options.share(Fault.DOWN)).isZero();
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "chaos: | expected a model after chaos:, such as chaos:demo/quickstart?seed=7",
                    "chaos:m?seed=x | seed: expected a whole number, got 'x'",
                    "chaos:m?latency=9 | latency: expected a time such as 200ms or 1.5s, got '9'",
                    "chaos:m?down=many | down: expected a share from 0 to 1, got 'many'",
                    "chaos:m?sead=1 | expected one of seed, latency, hang_for, rate_limit, down,"
                            + " hang, cut, bad_json, refusal, empty, wrong_usage, got 'sead'",
                    "chaos:m?seed=1&seed=2 | expected each option once, as name=value, got"
                            + " 'seed=2'",
                    "chaos:m?seed | expected each option once, as name=value, got 'seed'",
                })
        void thatAreWrongAreRefused(String id, String expected) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> ChaosId.parse(id))
                    .withMessage(id + ": " + expected);
        }

        @Test
        void sharesBeyondAllCallsAreRefused() {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> ChaosId.parse("chaos:m?down=0.6&cut=0.6"))
                    .withMessage("the shares of all faults must come to at most 1, got 1.2");
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> ChaosId.parse("chaos:m?down=NaN"))
                    .withMessage("down must be between 0 and 1, got NaN");
        }
    }

    @Test
    void surroundsAMockToo() {
        assertThat(ChaosLlm.around(MockLlm.replying("Paris"), with -> with.empty(1)).prompt("x"))
                .isEmpty();
        assertThat(ChaosLlm.around(MockLlm.replying("Paris"), with -> with.empty(0)).prompt("x"))
                .isEqualTo("Paris");
    }
}
