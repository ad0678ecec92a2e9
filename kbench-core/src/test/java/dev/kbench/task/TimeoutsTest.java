package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.Kbench;
import dev.kbench.evaluate.EvaluationFailedException;
import dev.kbench.event.AssertionResult;
import dev.kbench.internal.context.RunScope;
import dev.kbench.llm.Llm;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Outcome;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.run.UnmeasuredReason;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs that take longer than they may. Rows named `w0` are such; where the others' time counts
/// too, the limit is far beyond what they need.
@Timeout(120)
class TimeoutsTest extends EvaluationScenario {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(2);

    private final CountDownLatch never = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private volatile boolean spinning = true;

    private Task<Double> task(TaskBody body) {
        return Task.named("slow")
                .returning(double.class)
                .param("word", String.class)
                .body(
                        (llm, params) ->
                                params.value("word").orElseThrow().equals("w0")
                                        ? body.run(llm)
                                        : 1.0);
    }

    private interface TaskBody {
        double run(Llm llm) throws Exception;
    }

    private Runs<Double> slow(Duration limit, int rows, int jobs, TaskBody body) {
        return evaluate(
                task(body),
                with ->
                        with.llms(a)
                                .data(words(rows))
                                .jobs(jobs)
                                .timeout(limit)
                                .onFailure(OnFailure.CONTINUE));
    }

    private static UnmeasuredReason reason(Run<?> run) {
        return ((Outcome.Unmeasured<?>) run.outcome()).reason();
    }

    private static void stubborn(CountDownLatch until) {
        while (true) {
            try {
                until.await();
                return;
            } catch (InterruptedException e) {
                // it does not heed interrupts
            }
        }
    }

    @Test
    void theRunHasNoVerdictAndWhatCameBefore() {
        Runs<Double> runs =
                slow(
                        LONG,
                        1,
                        1,
                        llm -> {
                            Kbench.assertTrue(true, "so far");
                            llm.prompt("hello");
                            never.await();
                            return 1;
                        });
        Run<Double> run = runs.get(0);
        assertThat(reason(run)).isEqualTo(UnmeasuredReason.TIMED_OUT);
        assertThat(run.errorMessage()).contains("TimeoutException: timed out after 2 s");
        assertThat(run.assertionResults())
                .extracting(AssertionResult::expectation)
                .containsExactly("so far");
        assertThat(run.chat().messages()).hasSize(2);
        assertThat(arena.store.runs()).containsExactly(run);
        assertThat(arena.notices()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 200})
    void aBodyThatReturnsAfterItsTimeoutIsDiscarded(int jobs) {
        Runs<Double> runs =
                evaluate(
                        Task.named("late")
                                .returning(double.class)
                                .body(
                                        (_, _) -> {
                                            try {
                                                never.await();
                                            } catch (InterruptedException e) {
                                                // it returns at once
                                            }
                                            return 1.0;
                                        }),
                        with ->
                                with.llms(a)
                                        .trials(5)
                                        .jobs(jobs)
                                        .timeout(SHORT)
                                        .onFailure(OnFailure.CONTINUE));
        assertThat(runs.asList())
                .hasSize(5)
                .extracting(TimeoutsTest::reason)
                .containsOnly(UnmeasuredReason.TIMED_OUT);
        assertThat(arena.notices()).isEmpty();
    }

    @Test
    void eachAttemptHasItsTimeAnew() {
        AtomicInteger attempts = new AtomicInteger();
        Runs<Double> runs =
                evaluate(
                        task(
                                _ -> {
                                    if (attempts.incrementAndGet() < 3) {
                                        never.await();
                                    }
                                    return 0.5;
                                }),
                        with ->
                                with.llms(a)
                                        .data(words(1))
                                        .timeout(LONG)
                                        .maxAttempts(3)
                                        .retryDelay(Duration.ZERO));
        assertThat(runs.get(0).result()).isEqualTo(0.5);
        assertThat(runs.get(0).attempt().attempt()).isEqualTo(3);
    }

    @Test
    void raiseNamesIt() {
        assertThatThrownBy(
                        () ->
                                evaluate(
                                        task(
                                                _ -> {
                                                    never.await();
                                                    return 1;
                                                }),
                                        with -> with.llms(a).data(words(1)).timeout(SHORT)))
                .isInstanceOf(EvaluationFailedException.class)
                .hasMessage(
                        "slow: 1 of 1 runs had no result; the first: Run #1"
                                + " (row 0) on a: TimeoutException: timed out after 50 ms."
                                + " onFailure(OnFailure.CONTINUE) goes on instead");
    }

    @Nested
    class LeftBehind {
        private final List<String> refused = Collections.synchronizedList(new ArrayList<>());
        private final CountDownLatch home = new CountDownLatch(1);

        private void late(Callable<?> action) throws Exception {
            try {
                Object _ = action.call();
                refused.add("nothing");
            } catch (RuntimeException e) {
                refused.add(e.getClass().getSimpleName() + ": " + e.getMessage());
            }
        }

        @Test
        void itHoldsNobodyUpAndNothingItDoesCounts() throws Exception {
            Runs<Double> runs =
                    slow(
                            LONG,
                            4,
                            1,
                            llm -> {
                                stubborn(released);
                                late(() -> Kbench.assertTrue(false, "too late"));
                                late(() -> llm.prompt("too late"));
                                late(() -> echo.run(llm, "too late"));
                                late(() -> echo.evaluate(with -> with.llms(a).data(words(3))));
                                late(() -> RunScope.current().own(() -> seen.add("closed")));
                                home.countDown();
                                return 1;
                            });
            Run<Double> run = runs.get(0);
            assertThat(runs.completedRuns().size()).isEqualTo(3);
            assertThat(run.errorMessage())
                    .contains(
                            "TimeoutException: timed out after 2 s; its code went on and was left"
                                    + " behind");
            assertThat(arena.notices())
                    .containsExactly(
                            "slow: 1 of 4 runs did not heed that they were to end; their code was"
                                    + " left behind, and may still run: Run #1");
            released.countDown();
            home.await();
            assertThat(refused)
                    .containsExactly(
                            "IllegalStateException: the assertion \"too late\" came after its run"
                                    + " had ended (timed out after 2 s)",
                            "IllegalStateException: a message of the chat 'slow' came after its run"
                                    + " had ended (timed out after 2 s)",
                            "IllegalStateException: task 'echo' was run inside a run that has"
                                    + " ended; wait for your own threads before the task returns",
                            "IllegalStateException: an evaluation of the task 'echo' came after its"
                                    + " run had ended (timed out after 2 s)",
                            "IllegalStateException: the run has ended; it can own nothing more");
            assertThat(seen).containsExactly("closed");
            assertThat(run.assertionResults()).isEmpty();
            assertThat(run.chat().messages()).isEmpty();
            assertThat(run.subruns().isEmpty()).isTrue();
            assertThat(a.invocations()).isEmpty();
            assertThat(arena.store.runs()).hasSize(4);
        }

        @Test
        void bodiesThatSpinOnEveryCarrierStopNobody() {
            int spinners = Math.max(3, Runtime.getRuntime().availableProcessors() + 1);
            Task<Boolean> task =
                    Task.named("spin")
                            .returning(boolean.class)
                            .param("n", int.class)
                            .body(
                                    (_, params) -> {
                                        while ((int) params.value("n").orElseThrow() < spinners
                                                && spinning) {
                                            Thread.onSpinWait();
                                        }
                                        return true;
                                    });
            Runs<Boolean> runs;
            try {
                runs =
                        evaluate(
                                task,
                                with ->
                                        with.llms(a)
                                                .grid(
                                                        "n",
                                                        java.util.stream.IntStream.range(
                                                                        0, spinners + 20)
                                                                .boxed()
                                                                .toList())
                                                .jobs(2)
                                                .timeout(LONG)
                                                .onFailure(OnFailure.CONTINUE));
            } finally {
                spinning = false;
            }
            assertThat(runs.completedRuns().size()).isEqualTo(20);
            assertThat(runs.erroredRuns().asList())
                    .hasSize(spinners)
                    .extracting(TimeoutsTest::reason)
                    .containsOnly(UnmeasuredReason.TIMED_OUT);
            assertThat(arena.notices().getFirst()).contains("Run #1, Run #2, Run #3");
        }

        @Test
        void whatDoesNotCloseHoldsNobodyUp() {
            List<String> closed = Collections.synchronizedList(new ArrayList<>());
            Runs<Double> runs =
                    slow(
                            SHORT,
                            1,
                            1,
                            _ -> {
                                RunScope scope = RunScope.current();
                                scope.own(() -> closed.add("first"));
                                scope.own(() -> stubborn(never));
                                never.await();
                                return 1;
                            });
            assertThat(reason(runs.get(0))).isEqualTo(UnmeasuredReason.TIMED_OUT);
        }

        @Test
        void whatARunOwnsIsClosed() throws InterruptedException {
            CountDownLatch closed = new CountDownLatch(2);
            slow(
                    SHORT,
                    1,
                    1,
                    _ -> {
                        RunScope.current().own(closed::countDown);
                        RunScope.current().own(closed::countDown);
                        stubborn(released);
                        return 1;
                    });
            closed.await();
            released.countDown();
        }
    }

    @Nested
    class InsideATask {
        private Task<Double> outer(TaskBody body) {
            return Task.named("outer").returning(double.class).body((llm, _) -> body.run(llm));
        }

        @Test
        void anEvaluationInsideHasATimeoutOfItsOwn() {
            Task<Double> outer =
                    outer(
                            llm ->
                                    task(_ -> {
                                                never.await();
                                                return 1;
                                            })
                                            .evaluate(
                                                    with ->
                                                            with.llms(llm)
                                                                    .data(words(3))
                                                                    .jobs(2)
                                                                    .timeout(LONG)
                                                                    .onFailure(OnFailure.CONTINUE))
                                            .passRate()
                                            .value());
            Run<Double> run = arena.call(() -> outer.run(a));
            assertThat(run.result()).isEqualTo(1.0);
            assertThat(run.subruns().asList())
                    .extracting(Run::formatResult)
                    .containsExactlyInAnyOrder("1.0", "1.0", "⚠️ TIMED_OUT");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 3})
        void theOuterTimeoutEndsWhatIsInside(int jobs) throws InterruptedException {
            CountDownLatch interrupted = new CountDownLatch(jobs);
            Task<Double> inner =
                    Task.named("inner")
                            .returning(double.class)
                            .body(
                                    (_, _) -> {
                                        try {
                                            never.await();
                                        } finally {
                                            interrupted.countDown();
                                        }
                                        return 1.0;
                                    });
            Task<Double> outer =
                    outer(
                            llm -> {
                                inner.evaluate(with -> with.llms(llm).trials(9).jobs(jobs));
                                return 1;
                            });
            Runs<Double> runs =
                    evaluate(
                            outer,
                            with -> with.llms(a).timeout(LONG).onFailure(OnFailure.CONTINUE));
            interrupted.await();
            assertThat(reason(runs.get(0))).isEqualTo(UnmeasuredReason.TIMED_OUT);
            assertThat(arena.store.runs()).hasSize(1);
        }

        @Test
        void aRunInsideIsNotRecordedOnceItIsTooLate() {
            Task<Double> inner =
                    Task.named("inner")
                            .returning(double.class)
                            .body(
                                    (_, _) -> {
                                        stubborn(released);
                                        return 1.0;
                                    });
            Runs<Double> runs =
                    evaluate(
                            outer(llm -> inner.run(llm).result()),
                            with -> with.llms(a).timeout(SHORT).onFailure(OnFailure.CONTINUE));
            released.countDown();
            assertThat(reason(runs.get(0))).isEqualTo(UnmeasuredReason.TIMED_OUT);
            assertThat(runs.get(0).subruns().isEmpty()).isTrue();
            assertThat(arena.store.runs()).hasSize(1);
        }
    }
}
