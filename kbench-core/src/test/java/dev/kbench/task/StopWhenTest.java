package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.evaluate.EvaluationFailedException;
import dev.kbench.evaluate.EvaluationProgress;
import dev.kbench.event.RunEvent;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Runs;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

@Timeout(60)
class StopWhenTest extends EvaluationScenario {
    private final List<EvaluationProgress> asked = new ArrayList<>();

    private final Task<Boolean> mixed =
            Task.named("mixed")
                    .returning(boolean.class)
                    .param("word", String.class)
                    .body(
                            (_, params) ->
                                    switch ((String) params.value("word").orElseThrow()) {
                                        case "w0" -> true;
                                        case "w1" -> throw new IOException("broken");
                                        case "w2" -> throw new CancellationException("stopped");
                                        default -> false;
                                    });

    @Test
    void itIsAskedAfterEachRun() {
        Runs<Boolean> runs =
                evaluate(
                        mixed,
                        with ->
                                with.llms(a)
                                        .data(words(6))
                                        .onFailure(OnFailure.CONTINUE)
                                        .stopWhen(
                                                progress -> {
                                                    asked.add(progress);
                                                    return progress.completed() == 2;
                                                }));
        assertThat(runs.size()).isEqualTo(4);
        assertThat(asked)
                .extracting(
                        progress ->
                                List.of(
                                        progress.total(),
                                        progress.completed(),
                                        progress.failed(),
                                        progress.unmeasured(),
                                        progress.passed(),
                                        progress.reused(),
                                        progress.running()))
                .containsExactly(
                        List.of(6L, 1L, 0L, 0L, 1L, 0L, 0L),
                        List.of(6L, 1L, 1L, 0L, 1L, 0L, 0L),
                        List.of(6L, 1L, 1L, 1L, 1L, 0L, 0L),
                        List.of(6L, 2L, 1L, 1L, 1L, 0L, 0L));
        assertThat(asked).allSatisfy(p -> assertThat(p.elapsed()).isPositive());
        assertThat(arena.events).anyMatch(RunEvent.EvaluationStopped.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 200})
    void itSeesEachCountOnce(int jobs) {
        evaluate(
                echo,
                with ->
                        with.llms(a)
                                .data(words(50))
                                .jobs(jobs)
                                .stopWhen(
                                        progress -> {
                                            asked.add(progress);
                                            return false;
                                        }));
        assertThat(asked).extracting(EvaluationProgress::ended).doesNotHaveDuplicates().hasSize(50);
        assertThat(arena.events).noneMatch(RunEvent.EvaluationStopped.class::isInstance);
    }

    @Test
    void ifItThrowsTheRunsAreThere() {
        assertThatThrownBy(
                        () ->
                                evaluate(
                                        echo,
                                        with ->
                                                with.llms(a)
                                                        .data(words(5))
                                                        .stopWhen(
                                                                progress -> {
                                                                    asked.add(progress);
                                                                    throw new ArithmeticException(
                                                                            "no");
                                                                })))
                .isInstanceOfSatisfying(
                        EvaluationFailedException.class,
                        e -> {
                            assertThat(e)
                                    .hasMessage(
                                            "echo: stopped after 1 of 5 runs, whose results"
                                                    + " runs() has: stopWhen threw"
                                                    + " ArithmeticException: no")
                                    .hasCauseInstanceOf(ArithmeticException.class);
                            assertThat(e.runs().passRate().value()).isEqualTo(1.0);
                        });
        assertThat(asked).hasSize(1);
        assertThat(arena.store.runs()).hasSize(1);
    }
}
