package dev.kbench.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.control.Cancellation;
import dev.kbench.evaluate.spi.EvaluationEngine;
import dev.kbench.event.Usage;
import dev.kbench.key.AttemptId;
import dev.kbench.key.ModelRef;
import dev.kbench.key.SampleRef;
import dev.kbench.key.TaskRef;
import dev.kbench.run.EvaluationPlan;
import dev.kbench.run.Failure;
import dev.kbench.run.OutcomeRecord;
import dev.kbench.run.RunRecord;
import dev.kbench.run.Timing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
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

    private static EvaluationPlan plan(long rows) {
        return new EvaluationPlan(
                "plan",
                new TaskRef("t", 1, "", "", "", ""),
                List.of(ModelRef.of("m", "")),
                rows,
                new LinkedHashMap<>(),
                1);
    }

    private static RunRecord record(EvaluationPlan plan, long position, int attempt) {
        return new RunRecord(
                "id" + position,
                "",
                new AttemptId(plan.keyAt(position, _ -> SampleRef.NONE), attempt),
                new OutcomeRecord("completed", "", "1", new Failure("", "", "")),
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
        engine(jobs)
                .execute(
                        plan,
                        (position, attempt) -> {
                            ran.merge(position, attempt, Integer::sum);
                            return record(plan, position, attempt);
                        },
                        this::take,
                        cancel);
        assertThat(ran.keySet()).isEqualTo(positions(500));
        assertThat(ran.values()).containsOnly(1);
        assertThat(taken.keySet()).isEqualTo(positions(500));
        assertThat(takings).hasValue(500);
    }

    @Test
    void noCellsAreNoWork() throws InterruptedException {
        engine(3).execute(plan(0), (_, _) -> failed(), this::take, cancel);
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
        engine(jobs)
                .execute(
                        plan,
                        (position, attempt) -> {
                            most.accumulateAndGet(now.incrementAndGet(), Math::max);
                            full.countDown();
                            await(full);
                            now.decrementAndGet();
                            return record(plan, position, attempt);
                        },
                        this::take,
                        cancel);
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
        engine(2).execute(plan(10), (_, _) -> failed(), this::take, cancel);
        assertThat(taken).isEmpty();
    }

    @Test
    void whatIsUnderWayAtACancelEndsAndIsTaken() throws InterruptedException {
        EvaluationPlan plan = plan(100);
        engine(1)
                .execute(
                        plan,
                        (position, attempt) -> {
                            if (position == 4) {
                                cancel.cancel("enough");
                            }
                            return record(plan, position, attempt);
                        },
                        this::take,
                        cancel);
        assertThat(taken.keySet()).isEqualTo(positions(5));
    }

    @Test
    void anExceptionOfTheRunnerStopsTheRestAndGoesOn() {
        EvaluationPlan plan = plan(100);
        IllegalArgumentException broken = new IllegalArgumentException("broken");
        assertThatThrownBy(
                        () ->
                                engine(1)
                                        .execute(
                                                plan,
                                                (position, attempt) -> {
                                                    if (position == 3) {
                                                        throw broken;
                                                    }
                                                    return record(plan, position, attempt);
                                                },
                                                this::take,
                                                cancel))
                .isSameAs(broken);
        assertThat(taken.keySet()).isEqualTo(positions(3));
    }

    @Test
    void anErrorOfTheRunnerGoesOn() {
        OutOfMemoryError error = new OutOfMemoryError("heap");
        assertThatThrownBy(
                        () ->
                                engine(2)
                                        .execute(
                                                plan(10),
                                                (_, _) -> {
                                                    throw error;
                                                },
                                                this::take,
                                                cancel))
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
    void anInterruptReachesTheCellsAndTheCaller() throws InterruptedException {
        EvaluationPlan plan = plan(10);
        CountDownLatch started = new CountDownLatch(2);
        CountDownLatch never = new CountDownLatch(1);
        Set<Long> interrupted = Collections.newSetFromMap(new ConcurrentHashMap<>());
        AtomicBoolean told = new AtomicBoolean();
        Thread caller =
                Thread.ofVirtual()
                        .start(
                                () -> {
                                    try {
                                        engine(2)
                                                .execute(
                                                        plan,
                                                        (position, attempt) -> {
                                                            started.countDown();
                                                            await(never);
                                                            if (Thread.interrupted()) {
                                                                interrupted.add(position);
                                                            }
                                                            return record(plan, position, attempt);
                                                        },
                                                        this::take,
                                                        cancel);
                                    } catch (InterruptedException e) {
                                        told.set(true);
                                    }
                                });
        started.await();
        caller.interrupt();
        caller.join();
        assertThat(told).isTrue();
        assertThat(interrupted).containsExactlyInAnyOrder(0L, 1L);
        assertThat(taken.keySet()).isEqualTo(positions(2));
    }

    @Test
    void aSinkThatCountsAnAttemptOnceIsServedByAnyOrder() throws InterruptedException {
        EvaluationPlan plan = plan(50);
        Set<AttemptId> attempts = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 2; i++) {
            engine(8)
                    .execute(
                            plan,
                            (position, attempt) -> record(plan, position, attempt),
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
