package dev.kbench.llm.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.config.CallLimits;
import dev.kbench.control.Cancellation;
import dev.kbench.control.Deadline;
import dev.kbench.control.SteppedTime;
import dev.kbench.control.Time;
import dev.kbench.event.Usage;
import dev.kbench.llm.spi.CallContext;
import dev.kbench.llm.spi.CallObserver;
import dev.kbench.llm.spi.ChunkSink;
import dev.kbench.llm.spi.ModelCall;
import dev.kbench.llm.spi.ModelProviderException.Trouble;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.RetryableProviderException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;

@Timeout(60)
class CallLimiterTest {
    private static final ModelResponse ANSWER = ModelResponse.of("a", Usage.ofTokens(10, 5));

    private final List<String> sent = Collections.synchronizedList(new ArrayList<>());
    private final Semaphore queued = new Semaphore(0);

    private static CallLimits atOnce(int calls) {
        return new CallLimits(OptionalInt.empty(), OptionalLong.empty(), OptionalInt.of(calls));
    }

    private static CallLimits rpm(int calls) {
        return new CallLimits(OptionalInt.of(calls), OptionalLong.empty(), OptionalInt.empty());
    }

    private CallContext context(Deadline deadline, Cancellation cancellation) {
        return new CallContext("", null, 1, deadline, cancellation)
                .observed(
                        new CallObserver() {
                            @Override
                            public void waiting(boolean begins) {
                                if (begins) {
                                    queued.release();
                                }
                            }
                        });
    }

    private ModelCall call(String text) {
        return call(text, Deadline.NONE, new Cancellation());
    }

    private ModelCall call(String text, Deadline deadline, Cancellation cancellation) {
        return new ModelCall(
                ModelRequest.to("m").user(text).build(), context(deadline, cancellation));
    }

    /// Calls under way until they are let go.
    private final class Held {
        private final CountDownLatch go = new CountDownLatch(1);
        private final CountDownLatch begun = new CountDownLatch(1);

        private ModelResponse answer(ModelCall call) throws InterruptedException {
            sent.add(call.request().messages().getFirst().text());
            begun.countDown();
            go.await();
            return ANSWER;
        }
    }

    private FutureTask<ModelResponse> start(CallLimiter limiter, ModelCall call, Held held)
            throws InterruptedException {
        FutureTask<ModelResponse> task =
                new FutureTask<>(
                        () -> limiter.intercept(call, ChunkSink.NONE, (c, _) -> held.answer(c)));
        Thread.ofVirtual().start(task);
        return task;
    }

    /// A call that waits for its turn.
    private FutureTask<ModelResponse> queue(CallLimiter limiter, ModelCall call)
            throws InterruptedException {
        Held held = new Held();
        held.go.countDown();
        FutureTask<ModelResponse> task = start(limiter, call, held);
        queued.acquire();
        return task;
    }

    @Test
    void callsGoInTheOrderInWhichTheyCame() throws Exception {
        CallLimiter limiter =
                new CallLimiter.Provider(CallLimits.NONE, Time.SYSTEM).model("m", atOnce(1));
        Held held = new Held();
        FutureTask<ModelResponse> first = start(limiter, call("0"), held);
        held.begun.await();
        List<FutureTask<ModelResponse>> later = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            later.add(queue(limiter, call(String.valueOf(i))));
        }
        assertThat(sent).containsExactly("0");

        held.go.countDown();
        assertThat(first.get()).isSameAs(ANSWER);
        for (FutureTask<ModelResponse> task : later) {
            task.get();
        }
        assertThat(sent)
                .containsExactly(
                        "0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13",
                        "14", "15", "16", "17", "18", "19", "20");
    }

    @Test
    void modelsOfOneProviderTakeTurns() throws Exception {
        CallLimiter.Provider provider = new CallLimiter.Provider(atOnce(1), Time.SYSTEM);
        CallLimiter candidate = provider.model("candidate", CallLimits.NONE);
        CallLimiter judge = provider.model("judge", CallLimits.NONE);
        Held held = new Held();
        FutureTask<ModelResponse> first = start(candidate, call("c0"), held);
        held.begun.await();
        List<FutureTask<ModelResponse>> later = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            later.add(queue(candidate, call("c" + i)));
        }
        later.add(queue(judge, call("j1")));
        later.add(queue(judge, call("j2")));

        held.go.countDown();
        first.get();
        for (FutureTask<ModelResponse> task : later) {
            task.get();
        }
        assertThat(sent.indexOf("j1")).isBetween(1, 2);
        assertThat(sent.indexOf("j2")).isBetween(3, 4);
    }

    @Test
    void aCallThatIsCancelledLeavesTheLine() throws Exception {
        CallLimiter limiter =
                new CallLimiter.Provider(CallLimits.NONE, Time.SYSTEM).model("m", atOnce(1));
        Held held = new Held();
        FutureTask<ModelResponse> first = start(limiter, call("0"), held);
        held.begun.await();
        Cancellation cancellation = new Cancellation();
        FutureTask<ModelResponse> given =
                queue(limiter, call("given up", Deadline.NONE, cancellation));
        FutureTask<ModelResponse> last = queue(limiter, call("last"));

        cancellation.cancel("timed out after 1 s");
        assertThatExceptionOfType(java.util.concurrent.ExecutionException.class)
                .isThrownBy(given::get)
                .havingCause()
                .isInstanceOf(CancellationException.class)
                .withMessage("timed out after 1 s");
        held.go.countDown();
        first.get();
        last.get();
        assertThat(sent).containsExactly("0", "last");
    }

    @Test
    void aThreadThatIsInterruptedLeavesTheLine() throws Exception {
        CallLimiter limiter =
                new CallLimiter.Provider(CallLimits.NONE, Time.SYSTEM).model("m", atOnce(1));
        Held held = new Held();
        FutureTask<ModelResponse> first = start(limiter, call("0"), held);
        held.begun.await();
        FutureTask<ModelResponse> given = queue(limiter, call("given up"));
        FutureTask<ModelResponse> last = queue(limiter, call("last"));

        given.cancel(true);
        held.go.countDown();
        first.get();
        last.get();
        assertThat(sent).contains("0", "last");
    }

    @Test
    void aTurnThatWouldComeAfterTheDeadlineIsNotWaitedFor() throws Exception {
        SteppedTime time = new SteppedTime();
        CallLimiter limiter =
                new CallLimiter.Provider(CallLimits.NONE, time).model("vendor/m", rpm(60));
        Held held = new Held();
        held.go.countDown();
        start(limiter, call("0"), held).get();

        Deadline deadline = Deadline.after(0, Duration.ofMillis(400));
        assertThatExceptionOfType(RetryableProviderException.class)
                .isThrownBy(
                        () ->
                                limiter.intercept(
                                        call("1", deadline, new Cancellation()),
                                        ChunkSink.NONE,
                                        (_, _) -> ANSWER))
                .withMessage(
                        "vendor/m: the call's turn comes in 1.0 s at the earliest, after the run's"
                                + " deadline; allow more time, run fewer jobs, or raise the limits"
                                + " that are set")
                .matches(e -> e.trouble() == Trouble.RATE_LIMITED);
    }

    @Test
    void aLineThatIsTooLongForTheDeadlineIsNotJoined() throws Exception {
        SteppedTime time = new SteppedTime();
        CallLimiter limiter = new CallLimiter.Provider(rpm(60), time).model("vendor/m", atOnce(1));
        Held held = new Held();
        FutureTask<ModelResponse> first = start(limiter, call("0"), held);
        held.begun.await();
        List<FutureTask<ModelResponse>> later = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
            later.add(queue(limiter, call("later")));
        }
        Deadline deadline = Deadline.after(0, Duration.ofSeconds(9));
        assertThatExceptionOfType(RetryableProviderException.class)
                .isThrownBy(
                        () ->
                                limiter.intercept(
                                        call("1", deadline, new Cancellation()),
                                        ChunkSink.NONE,
                                        (_, _) -> ANSWER))
                .withMessageStartingWith(
                        "vendor/m: the call's turn comes in 10.0 s at the earliest, behind 10 other"
                                + " calls, after the run's deadline;");
        later.forEach(task -> task.cancel(true));
        held.go.countDown();
        first.get();
    }

    @Test
    void aCallThatNeedNotWaitTellsNothing() throws Exception {
        CallLimiter limiter =
                new CallLimiter.Provider(CallLimits.NONE, Time.SYSTEM).model("m", CallLimits.NONE);
        assertThat(limiter.intercept(call("x"), ChunkSink.NONE, (_, _) -> ANSWER)).isSameAs(ANSWER);
        assertThat(queued.availablePermits()).isZero();
    }

    @Test
    void whatFailsGivesItsPlaceBack() throws Exception {
        CallLimiter limiter =
                new CallLimiter.Provider(atOnce(1), Time.SYSTEM).model("m", atOnce(1));
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(
                            () ->
                                    limiter.intercept(
                                            call("x"),
                                            ChunkSink.NONE,
                                            (_, _) -> {
                                                throw new IllegalStateException("broken");
                                            }));
        }
        assertThat(limiter.intercept(call("x"), ChunkSink.NONE, (_, _) -> ANSWER)).isSameAs(ANSWER);
    }

    @Test
    void manyThreadsNeverExceedWhatIsTold() throws Exception {
        CallLimiter.Provider provider = new CallLimiter.Provider(atOnce(7), Time.SYSTEM);
        List<CallLimiter> limiters =
                List.of(provider.model("a", atOnce(5)), provider.model("b", atOnce(5)));
        int[] now = new int[1];
        int[] most = new int[1];
        List<FutureTask<ModelResponse>> tasks = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            CallLimiter limiter = limiters.get(i % 2);
            FutureTask<ModelResponse> task =
                    new FutureTask<>(
                            () ->
                                    limiter.intercept(
                                            call("x"),
                                            ChunkSink.NONE,
                                            (_, _) -> {
                                                synchronized (now) {
                                                    most[0] = Math.max(most[0], ++now[0]);
                                                }
                                                Thread.onSpinWait();
                                                synchronized (now) {
                                                    now[0]--;
                                                }
                                                return ANSWER;
                                            }));
            tasks.add(task);
            Thread.ofVirtual().start(task);
        }
        for (FutureTask<ModelResponse> task : tasks) {
            assertThat(task.get()).isSameAs(ANSWER);
        }
        assertThat(most[0]).isBetween(1, 7);
    }
}
