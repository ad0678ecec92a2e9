package dev.kbench.llm.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.kbench.control.Cancellation;
import dev.kbench.control.Deadline;
import dev.kbench.control.SteppedTime;
import dev.kbench.event.CallRetry;
import dev.kbench.event.Usage;
import dev.kbench.llm.spi.CallContext;
import dev.kbench.llm.spi.CallObserver;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelInterceptor;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.llm.spi.RateLimits;
import dev.kbench.llm.spi.RetryableProviderException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

class CallRetriesTest {
    private static final ModelRequest REQUEST = ModelRequest.to("m").user("x").build();
    private static final ModelResponse ANSWER = ModelResponse.of("a", Usage.NONE);

    private final SteppedTime time = new SteppedTime();
    private final Cancellation cancellation = new Cancellation();
    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private final List<Integer> tries = new ArrayList<>();
    private final List<CallRetry> told = new ArrayList<>();
    private Deadline deadline = Deadline.NONE;
    private double drawn = 0.5;
    private Duration took = Duration.ZERO;

    private static RetryableProviderException failure(int status, @Nullable Duration retryAfter) {
        return new RetryableProviderException(
                status == 429 ? Trouble.RATE_LIMITED : Trouble.UNAVAILABLE,
                "vendor/m",
                status,
                "slow down",
                "vendor/m answered with status " + status,
                retryAfter,
                RateLimits.NONE,
                null);
    }

    private ModelResponse send(Consumer<RetryOptions> with) throws InterruptedException {
        return send(with, ChunkSink.NONE);
    }

    private ModelResponse send(Consumer<RetryOptions> with, ChunkSink chunks)
            throws InterruptedException {
        ModelInterceptor.Next next =
                (call, _) -> {
                    tries.add(call.context().tries());
                    time.pass(took);
                    RuntimeException failure = failures.poll();
                    if (failure != null) {
                        throw failure;
                    }
                    return ANSWER;
                };
        CallContext context =
                new CallContext("", null, 1, deadline, cancellation)
                        .observed(
                                new CallObserver() {
                                    @Override
                                    public void retrying(CallRetry retry) {
                                        told.add(retry);
                                    }
                                });
        return CallRetries.create(with, time, () -> drawn)
                .intercept(new ModelCall(REQUEST, context), chunks, next);
    }

    private void failing(int... statuses) {
        for (int status : statuses) {
            failures.add(failure(status, null));
        }
    }

    @Test
    void whatIsAnsweredIsSentOnce() throws Exception {
        assertThat(send(_ -> {})).isSameAs(ANSWER);
        assertThat(tries).containsExactly(1);
        assertThat(time.slept()).isEmpty();
    }

    @Test
    void eachWaitIsDrawnUpToTwiceTheOneBefore() throws Exception {
        failing(503, 429, 500, 503);

        assertThat(send(_ -> {})).isSameAs(ANSWER);
        assertThat(tries).containsExactly(1, 2, 3, 4, 5);
        assertThat(time.slept())
                .containsExactly(
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4));
    }

    @Test
    void noWaitOfOurOwnExceedsTheLongest() throws Exception {
        drawn = 0.999_999;
        failing(503, 503, 503, 503, 503);

        send(with -> with.firstWait(Duration.ofSeconds(10)).longestWait(Duration.ofSeconds(20)));
        assertThat(time.slept())
                .allMatch(wait -> wait.compareTo(Duration.ofSeconds(20)) < 0)
                .hasSize(5);
    }

    @Test
    void aWaitThatTheProviderAsksForIsNeverCutShort() throws Exception {
        failures.add(failure(429, Duration.ofSeconds(30)));
        failures.add(failure(429, Duration.ofMillis(100)));

        send(_ -> {});
        assertThat(time.slept()).containsExactly(Duration.ofMillis(30_500), Duration.ofMillis(110));
    }

    @Test
    void theTypeDecidesAndNothingElse() {
        failures.add(
                new PermanentProviderException(
                        Trouble.REQUEST_REFUSED, "vendor/m", 503, "no", null));

        assertThatExceptionOfType(PermanentProviderException.class)
                .isThrownBy(() -> send(_ -> {}))
                .withMessage("no");
        failures.add(new IllegalStateException("ours"));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> send(_ -> {}));
        assertThat(tries).containsExactly(1, 1);
    }

    @Test
    void eachRetryIsToldOfBeforeItsWait() throws Exception {
        took = Duration.ofSeconds(3);
        failing(429, 503);

        send(_ -> {});
        assertThat(told)
                .containsExactly(
                        new CallRetry(
                                1, "RATE_LIMITED", 429, "slow down", took, Duration.ofMillis(500)),
                        new CallRetry(
                                2, "UNAVAILABLE", 503, "slow down", took, Duration.ofSeconds(1)));
    }

    @Test
    void whatCameOfAStreamIsVoid() throws Exception {
        List<String> pieces = new ArrayList<>();
        ChunkSink sink =
                new ChunkSink() {
                    @Override
                    public void accept(String text) {
                        pieces.add(text);
                    }

                    @Override
                    public void restart() {
                        pieces.add("restart");
                    }
                };
        failing(503);
        send(_ -> {}, sink);
        assertThat(pieces).containsExactly("restart");
    }

    @Nested
    class Ends {
        private void refused(Consumer<RetryOptions> with, String message) {
            RetryableProviderException thrown =
                    catchThrowableOfType(RetryableProviderException.class, () -> send(with));
            assertThat(thrown).hasMessage(message);
            assertThat(thrown.words()).isEqualTo("slow down");
        }

        @Test
        void afterTheMostTimes() {
            failing(503, 503, 503, 503);
            refused(
                    with -> with.most(2),
                    "vendor/m answered with status 503 (it was sent 3 times in 1.5 s)");
            assertThat(tries).containsExactly(1, 2, 3);
        }

        @Test
        void atOnceWhereThereAreToBeNoRetries() {
            failing(503);
            refused(with -> with.most(0), "vendor/m answered with status 503");
            assertThat(tries).containsExactly(1);
        }

        @Test
        void atOnceWhereTheWaitWouldPassTheDeadline() {
            deadline = Deadline.after(0, Duration.ofSeconds(5));
            failures.add(failure(429, Duration.ofSeconds(20)));
            refused(
                    _ -> {},
                    "vendor/m answered with status 429 (not sent again: the wait of 21 s, which the"
                            + " provider asks for, would pass the run's deadline in 5.0 s)");
            assertThat(time.slept()).isEmpty();
        }

        @Test
        void whereTheDeadlineHasCome() {
            deadline = Deadline.after(0, Duration.ofSeconds(5));
            took = Duration.ofSeconds(6);
            failing(503);
            refused(
                    _ -> {},
                    "vendor/m answered with status 503 (not sent again: the wait of 500 ms would"
                            + " pass the run's deadline, which has come)");
        }

        @Test
        void whereTheWaitWouldPassTheCeiling() {
            failing(503);
            failures.add(failure(429, Duration.ofHours(24)));
            refused(
                    _ -> {},
                    "vendor/m answered with status 429 (not sent again after 2 times: the wait of"
                            + " 1440 min, which the provider asks for, would pass the 10 min within"
                            + " which a call may be sent again)");
        }

        @Test
        void whenTheRunIsCancelled() {
            failing(503);
            cancellation.cancel("stopped by the user");
            assertThatExceptionOfType(CancellationException.class)
                    .isThrownBy(() -> send(_ -> {}))
                    .withMessage("stopped by the user");
            assertThat(tries).containsExactly(1);
        }
    }

    @Nested
    class Options {
        @Test
        void areSetOnce() {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> CallRetries.create(with -> with.most(1).most(2)))
                    .withMessage("most was already set to 1");
        }

        @ParameterizedTest
        @ValueSource(ints = {-1, 101})
        void refuseTimesBeyondTheirRange(int times) {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> CallRetries.create(with -> with.most(times)))
                    .withMessage("most must be between 0 and 100, got " + times);
        }

        @Test
        void refuseNoTime() {
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> CallRetries.create(with -> with.within(Duration.ZERO)))
                    .withMessage("within must be more than zero and at most a day, got PT0S");
        }
    }

    @Test
    void theMachinesTimeEndsAWaitThatIsCancelled() {
        cancellation.cancel("enough");
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(
                        () ->
                                dev.kbench.control.Time.SYSTEM.sleep(
                                        Duration.ofDays(1), cancellation))
                .withMessage("enough");
    }
}
