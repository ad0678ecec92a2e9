package dev.kbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.control.Cancellation;
import dev.kbench.evaluate.spi.EvaluationEngine;
import dev.kbench.evaluate.spi.JobEnd;
import dev.kbench.evaluate.spi.JobRunner;
import dev.kbench.event.Usage;
import dev.kbench.key.AttemptId;
import dev.kbench.key.ModelRef;
import dev.kbench.key.SampleRef;
import dev.kbench.key.TaskRef;
import dev.kbench.run.EvaluationPlan;
import dev.kbench.run.Failure;
import dev.kbench.run.OnFailure;
import dev.kbench.run.OutcomeRecord;
import dev.kbench.run.RetryPolicy;
import dev.kbench.run.RunRecord;
import dev.kbench.run.Timing;
import dev.kbench.table.DatasetRef;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/// What every engine owes: a test of one extends this.
@Timeout(60)
abstract class EvaluationEngineContract {
    /// The engine under test.
    ///
    /// @param jobs how many cells at a time
    abstract EvaluationEngine engine(int jobs);

    private final Cancellation cancel = new Cancellation();
    private final Map<Long, AttemptId> taken = new ConcurrentHashMap<>();
    private final AtomicInteger takings = new AtomicInteger();

    static EvaluationPlan plan(long rows) {
        return plan(rows, RetryPolicy.ONCE);
    }

    private static EvaluationPlan plan(long rows, RetryPolicy retry) {
        return new EvaluationPlan(
                "plan",
                new TaskRef("t", 1, "", "", "", ""),
                List.of(ModelRef.of("m", "")),
                new DatasetRef("", List.of(), rows, ""),
                new LinkedHashMap<>(),
                1,
                retry,
                OnFailure.CONTINUE,
                null);
    }

    /// A runner whose attempts end in the thread that makes them.
    private interface Making extends JobRunner {
        RunRecord make(long position, int attempt);

        @Override
        default void run(long position, int attempt, JobEnd end) {
            end.ended(make(position, attempt));
        }

        @Override
        default void cancel(String why) {}
    }

    private void execute(int jobs, EvaluationPlan plan, Making runner) throws InterruptedException {
        engine(jobs).execute(plan, runner, this::take, cancel);
    }

    static RunRecord record(EvaluationPlan plan, long position, int attempt) {
        return record(plan, position, attempt, "completed", "");
    }

    private static RunRecord record(
            EvaluationPlan plan, long position, int attempt, String kind, String reason) {
        return new RunRecord(
                "id" + position,
                "",
                new AttemptId(plan.keyAt(position, _ -> SampleRef.NONE), attempt),
                new OutcomeRecord(kind, reason, "", new Failure("", "", "")),
                true,
                List.of(),
                Usage.NONE,
                new Timing(Instant.EPOCH, Duration.ZERO));
    }

    private void take(long position, RunRecord run) {
        taken.put(position, run.attempt());
        takings.incrementAndGet();
    }

    private static Set<Long> positions(long size) {
        return LongStream.range(0, size).boxed().collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 200})
    void everyCellIsRunAndTakenOnce(int jobs) throws InterruptedException {
        EvaluationPlan plan = plan(500);
        Map<Long, Integer> ran = new ConcurrentHashMap<>();
        execute(
                jobs,
                plan,
                (position, attempt) -> {
                    ran.merge(position, attempt, Integer::sum);
                    return record(plan, position, attempt);
                });
        assertThat(ran.keySet()).isEqualTo(positions(500));
        assertThat(ran.values()).containsOnly(1);
        assertThat(taken.keySet()).isEqualTo(positions(500));
        assertThat(takings).hasValue(500);
    }

    @Test
    void noCellsAreNoWork() throws InterruptedException {
        execute(3, plan(0), (_, _) -> failed());
        assertThat(taken).isEmpty();
    }

    private static RunRecord failed() {
        throw new IllegalStateException("must not run");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 8})
    void neverMoreAtATimeThanAllowedAndAsManyAsAllowed(int jobs) throws InterruptedException {
        EvaluationPlan plan = plan(64);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(jobs);
        execute(
                jobs,
                plan,
                (position, attempt) -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    full.countDown();
                    await(full);
                    now.decrementAndGet();
                    return record(plan, position, attempt);
                });
        assertThat(most).hasValue(jobs);
        assertThat(takings).hasValue(64);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void onceCancelledNothingIsStarted() throws InterruptedException {
        cancel.cancel("before");
        execute(2, plan(10), (_, _) -> failed());
        assertThat(taken).isEmpty();
    }

    @Test
    void whatIsUnderWayAtACancelEndsAndIsTaken() throws InterruptedException {
        EvaluationPlan plan = plan(100);
        execute(
                1,
                plan,
                (position, attempt) -> {
                    if (position == 4) {
                        cancel.cancel("enough");
                    }
                    return record(plan, position, attempt);
                });
        assertThat(taken.keySet()).isEqualTo(positions(5));
    }

    @Test
    void anExceptionOfTheRunnerStopsTheRestAndGoesOn() {
        EvaluationPlan plan = plan(100);
        IllegalArgumentException broken = new IllegalArgumentException("broken");
        assertThatThrownBy(
                        () ->
                                execute(
                                        1,
                                        plan,
                                        (position, attempt) -> {
                                            if (position == 3) {
                                                throw broken;
                                            }
                                            return record(plan, position, attempt);
                                        }))
                .isSameAs(broken);
        assertThat(taken.keySet()).isEqualTo(positions(3));
    }

    @Test
    void anErrorOfTheRunnerGoesOn() {
        OutOfMemoryError error = new OutOfMemoryError("heap");
        assertThatThrownBy(
                        () ->
                                execute(
                                        2,
                                        plan(10),
                                        (_, _) -> {
                                            throw error;
                                        }))
                .isSameAs(error);
    }

    @Test
    void anExceptionOfTheSinkGoesOn() {
        EvaluationPlan plan = plan(10);
        assertThatThrownBy(
                        () ->
                                engine(2)
                                        .execute(
                                                plan,
                                                (Making)
                                                        (position, attempt) ->
                                                                record(plan, position, attempt),
                                                (_, _) -> {
                                                    throw new IllegalStateException("full");
                                                },
                                                cancel))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("full");
    }

    @Test
    void anInterruptCancelsTheCellsAndReachesTheCaller() throws InterruptedException {
        EvaluationPlan plan = plan(10);
        CountDownLatch started = new CountDownLatch(2);
        CountDownLatch cancelled = new CountDownLatch(1);
        AtomicBoolean told = new AtomicBoolean();
        JobRunner runner =
                new JobRunner() {
                    @Override
                    public void run(long position, int attempt, JobEnd end) {
                        started.countDown();
                        await(cancelled);
                        end.ended(record(plan, position, attempt));
                    }

                    @Override
                    public void cancel(String why) {
                        assertThat(why).isEqualTo("the evaluation was interrupted");
                        cancelled.countDown();
                    }
                };
        Thread caller =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        engine(2).execute(plan, runner, this::take, cancel);
                                    } catch (InterruptedException e) {
                                        told.set(true);
                                    }
                                });
        started.await();
        caller.interrupt();
        caller.join();
        assertThat(told).isTrue();
        assertThat(taken.keySet()).isEqualTo(positions(2));
    }

    @Nested
    class Attempts {
        private final RetryPolicy three = new RetryPolicy(3, Duration.ZERO);
        private final List<String> made = Collections.synchronizedList(new ArrayList<>());

        private RunRecord failing(EvaluationPlan plan, long position, int attempt) {
            made.add(position + "/" + attempt);
            return record(plan, position, attempt, "failed", "EXCEPTION");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 200})
        void whatRaisesIsMadeAgainAsOftenAsAllowed(int jobs) throws InterruptedException {
            EvaluationPlan plan = plan(20, three);
            execute(jobs, plan, (position, attempt) -> failing(plan, position, attempt));
            assertThat(made).hasSize(60).doesNotHaveDuplicates();
            assertThat(taken.values()).extracting(AttemptId::attempt).containsOnly(3);
        }

        @Test
        void itEndsWithTheFirstThatDoesNot() throws InterruptedException {
            EvaluationPlan plan = plan(2, three);
            execute(
                    1,
                    plan,
                    (position, attempt) ->
                            attempt == 2
                                    ? record(plan, position, attempt)
                                    : failing(plan, position, attempt));
            assertThat(taken.values()).extracting(AttemptId::attempt).containsOnly(2);
            assertThat(takings).hasValue(4);
        }

        @Test
        void aCheckThatStoppedIsAVerdictAndACancelledRunIsNotMadeAgain()
                throws InterruptedException {
            EvaluationPlan plan = plan(2, three);
            execute(
                    1,
                    plan,
                    (position, attempt) ->
                            position == 0
                                    ? record(plan, position, attempt, "failed", "ASSERTION")
                                    : record(plan, position, attempt, "unmeasured", "CANCELLED"));
            assertThat(takings).hasValue(2);
        }

        @Test
        void whileOneWaitsItHoldsNoPlace() throws InterruptedException {
            EvaluationPlan plan = plan(3, new RetryPolicy(2, Duration.ofDays(1)));
            execute(
                    1,
                    plan,
                    (position, attempt) -> {
                        if (position == 2) {
                            cancel.cancel("the others are done");
                        }
                        return failing(plan, position, attempt);
                    });
            assertThat(made).containsExactly("0/1", "1/1", "2/1");
        }

        @Test
        void anInterruptEndsTheWait() throws InterruptedException {
            EvaluationPlan plan = plan(1, new RetryPolicy(2, Duration.ofDays(40_000_000)));
            CountDownLatch first = new CountDownLatch(1);
            AtomicBoolean told = new AtomicBoolean();
            Thread caller =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            engine(1)
                                                    .execute(
                                                            plan,
                                                            (Making)
                                                                    (position, attempt) ->
                                                                            failing(
                                                                                    plan, position,
                                                                                    attempt),
                                                            (position, run) -> {
                                                                take(position, run);
                                                                first.countDown();
                                                            },
                                                            cancel);
                                        } catch (InterruptedException e) {
                                            told.set(true);
                                        }
                                    });
            first.await();
            caller.interrupt();
            caller.join();
            assertThat(told).isTrue();
            assertThat(taken.values()).extracting(AttemptId::attempt).containsExactly(1);
        }
    }

    @Test
    void aPlaceThatWasFreedIsTakenThoughTheCodeStillRuns() throws InterruptedException {
        EvaluationPlan plan = plan(3);
        CountDownLatch over = new CountDownLatch(1);
        CountDownLatch home = new CountDownLatch(1);
        JobRunner runner =
                new JobRunner() {
                    @Override
                    public void run(long position, int attempt, JobEnd end) {
                        if (position == 0) {
                            end.freed();
                            Thread.ofPlatform()
                                    .daemon()
                                    .start(() -> end.ended(record(plan, position, attempt)));
                            await(over);
                            home.countDown();
                        } else {
                            end.ended(record(plan, position, attempt));
                        }
                    }

                    @Override
                    public void cancel(String why) {}
                };
        engine(1).execute(plan, runner, this::take, cancel);
        assertThat(taken.keySet()).isEqualTo(positions(3));
        assertThat(home.getCount()).isEqualTo(1);
        over.countDown();
        home.await();
    }

    @Test
    void anAttemptWithoutAnEndIsAnError() {
        JobRunner runner =
                new JobRunner() {
                    @Override
                    public void run(long position, int attempt, JobEnd end) {}

                    @Override
                    public void cancel(String why) {}
                };
        assertThatThrownBy(() -> engine(1).execute(plan(3), runner, this::take, cancel))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the run at position 0 came to no end");
    }

    @Test
    void aSinkThatCountsAnAttemptOnceIsServedByAnyOrder() throws InterruptedException {
        EvaluationPlan plan = plan(50);
        Set<AttemptId> attempts = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 2; i++) {
            engine(8)
                    .execute(
                            plan,
                            (Making) (position, attempt) -> record(plan, position, attempt),
                            (position, run) -> {
                                attempts.add(run.attempt());
                                take(position, run);
                            },
                            cancel);
        }
        assertThat(attempts).hasSize(1);
        assertThat(taken.keySet()).isEqualTo(positions(50));
    }
}
