package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.evaluate.EvaluationFailedException;
import dev.kbench.event.RunEvent;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// An evaluation whose thread is interrupted: what ended is there.
@Timeout(120)
class InterruptionTest extends EvaluationScenario {
    private final CountDownLatch never = new CountDownLatch(1);
    private final AtomicBoolean flag = new AtomicBoolean();

    /// Evaluates in a thread of its own, which is interrupted once so many bodies wait and the
    /// first run has ended.
    private EvaluationFailedException interrupted(CountDownLatch waiting, Runnable evaluation)
            throws InterruptedException {
        AtomicReference<EvaluationFailedException> thrown = new AtomicReference<>();
        CountDownLatch ended = new CountDownLatch(1);
        arena.workspace
                .listeners()
                .add(
                        event -> {
                            if (event instanceof RunEvent.RunFinished) {
                                ended.countDown();
                            }
                        });
        Thread thread =
                Thread.ofPlatform()
                        .start(
                                () -> {
                                    try {
                                        evaluation.run();
                                    } catch (EvaluationFailedException e) {
                                        thrown.set(e);
                                    }
                                    flag.set(Thread.currentThread().isInterrupted());
                                });
        waiting.await();
        ended.await();
        thread.interrupt();
        thread.join();
        assertThat(thrown.get()).isNotNull();
        return thrown.get();
    }

    private Task<Double> words(CountDownLatch waiting, Consumer<String> body) {
        return Task.named("wait")
                .returning(double.class)
                .param("word", String.class)
                .body(
                        (llm, params) -> {
                            String word = (String) params.value("word").orElseThrow();
                            llm.prompt(word);
                            waiting.countDown();
                            if (!word.equals("w0")) {
                                body.accept(word);
                            }
                            return 1.0;
                        });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 200})
    void whatRunsIsCancelledAndWhatEndedIsThere(int jobs) throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(Math.min(jobs + 1, 6));
        Task<Double> task =
                words(
                        waiting,
                        _ -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        EvaluationFailedException e =
                interrupted(
                        waiting,
                        () ->
                                evaluate(
                                        task,
                                        with ->
                                                with.llms(a)
                                                        .data(words(6))
                                                        .jobs(jobs)
                                                        .maxAttempts(3)
                                                        .onFailure(OnFailure.CONTINUE)));
        int ended = Math.min(jobs + 1, 6);
        assertThat(flag).isTrue();
        assertThat(e)
                .hasMessage(
                        "wait: stopped after %d of 6 runs, whose results runs() has: it was interrupted"
                                .formatted(ended))
                .hasCauseInstanceOf(InterruptedException.class);
        assertThat(e.runs().asList().subList(1, ended))
                .extracting(Run::formatResult)
                .containsOnly("⚠️ CANCELLED");
        assertThat(e.runs().get(0).result()).isEqualTo(1.0);
        assertThat(arena.store.runs()).hasSize(ended);
        assertThat(arena.events.stream().filter(RunEvent.RunFinished.class::isInstance))
                .hasSize(ended);
        assertThat(arena.events.getLast()).isInstanceOf(RunEvent.EvaluationFinished.class);
    }

    @Test
    void whatEndsAtOnceCountsAndWhatDoesNotIsLeftBehind() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(3);
        CountDownLatch released = new CountDownLatch(1);
        Task<Double> task =
                words(
                        waiting,
                        word -> {
                            boolean stubborn = word.equals("w2");
                            do {
                                try {
                                    released.await();
                                    stubborn = false;
                                } catch (InterruptedException e) {
                                    // w1 returns its value, w2 waits on
                                }
                            } while (stubborn);
                        });
        EvaluationFailedException e =
                interrupted(
                        waiting, () -> evaluate(task, with -> with.llms(a).data(words(3)).jobs(3)));
        released.countDown();
        assertThat(e.runs().asList())
                .extracting(Run::formatResult)
                .containsExactly("1.0", "1.0", "⚠️ CANCELLED");
        assertThat(e.runs().get(2).errorMessage())
                .contains(
                        "CancellationException: the evaluation was interrupted; its code went on"
                                + " and was left behind");
        assertThat(arena.notices())
                .containsExactly(
                        "wait: 1 of 3 runs did not heed that they were to end; their code was left"
                                + " behind, and may still run: Run #3");
    }

    @Test
    void evaluationsInsideEndToo() throws InterruptedException {
        CountDownLatch waiting = new CountDownLatch(2);
        Task<Double> inner =
                words(
                        waiting,
                        _ -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                        });
        Task<Double> outer =
                Task.named("outer")
                        .returning(double.class)
                        .body(
                                (llm, _) ->
                                        inner.evaluate(with -> with.llms(llm).data(words(3)))
                                                .score()
                                                .value());
        EvaluationFailedException e =
                interrupted(
                        waiting,
                        () -> evaluate(outer, with -> with.llms(a).timeout(Duration.ofDays(1))));
        Run<?> run = e.runs().get(0);
        assertThat(run.formatResult()).isEqualTo("⚠️ CANCELLED");
        assertThat(run.subruns().asList())
                .extracting(Run::formatResult)
                .containsExactly("1.0", "⚠️ CANCELLED");
    }

    @Test
    void aTaskThatInterruptsItselfIsWrittenAndHurtsNoOther() {
        Task<Double> task =
                Task.named("self")
                        .returning(double.class)
                        .param("word", String.class)
                        .body(
                                (_, _) -> {
                                    Thread.currentThread().interrupt();
                                    return 1.0;
                                });
        Runs<Double> runs = evaluate(task, with -> with.llms(a).data(words(3)));
        assertThat(runs.completedRuns().size()).isEqualTo(3);
        assertThat(arena.store.runs()).hasSize(3);
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }
}
