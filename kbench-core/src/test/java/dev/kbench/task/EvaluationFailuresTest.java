package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.kbench.evaluate.EvaluationFailedException;
import dev.kbench.event.RunEvent;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.run.TaskInfo;
import dev.kbench.store.Choice;
import dev.kbench.store.RunStore;
import dev.kbench.store.StoreException;
import dev.kbench.table.DataFrame;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/// What an evaluation does when jobs fail, are ended or cannot be stored.
class EvaluationFailuresTest extends EvaluationScenario {
    private final Task<Double> fragile =
            Task.named("fragile")
                    .returning(double.class)
                    .param("word", String.class)
                    .body(
                            (_, params) -> {
                                String word = (String) params.value("word").orElseThrow();
                                seen.add(word);
                                switch (word) {
                                    case "w1" -> fail("checked");
                                    case "w3" -> throw new IOException("no " + word);
                                    default -> {}
                                }
                                return 1.0;
                            });

    @Test
    void raiseStopsHandingOutAndHasTheRuns() {
        assertThatThrownBy(() -> evaluate(fragile, with -> with.llms(a).data(words(6))))
                .isInstanceOfSatisfying(
                        EvaluationFailedException.class,
                        e -> {
                            assertThat(e)
                                    .hasMessage(
                                            "fragile: 2 of 6 runs had no result, 2 were not"
                                                    + " started; the first: Run #4 (row 3) on a:"
                                                    + " IOException: no w3."
                                                    + " onFailure(OnFailure.CONTINUE) goes on"
                                                    + " instead");
                            assertThat(e.getCause()).isInstanceOf(IOException.class);
                            assertThat(e.runs().size()).isEqualTo(4);
                            assertThat(e.failedRun().orElseThrow().id()).isEqualTo("Run #4");
                        });
        assertThat(seen).containsExactly("w0", "w1", "w2", "w3");
        assertThat(arena.store.runs()).hasSize(4);
        assertThat(arena.events.getLast()).isInstanceOf(RunEvent.EvaluationFinished.class);
    }

    @Test
    void continueGoesOn() {
        Runs<Double> runs =
                evaluate(
                        fragile, with -> with.llms(a).data(words(6)).onFailure(OnFailure.CONTINUE));
        assertThat(runs.size()).isEqualTo(6);
        assertThat(runs.completedRuns().size()).isEqualTo(4);
        assertThat(runs.erroredRuns().size()).isEqualTo(2);
        assertThat(runs.passRate().toString())
                .isEqualTo(
                        "0.667 (4 measured, 2 failed, 0 unmeasured of 6; 95 % interval 0.300 to"
                                + " 0.903)");
        assertThat(runs.score().toString())
                .isEqualTo(
                        "1.000 (4 measured, 2 failed, 0 unmeasured of 6; 95 % interval 1.000 to"
                                + " 1.000)");
        DataFrame frame = runs.asDataFrame();
        assertThat(frame.columns())
                .containsExactlyInAnyOrder("llm", "word", "result", "outcome", "passed", "run_id");
        assertThat(frame.row(3).value("result")).isEmpty();
        assertThat(frame.row(3).value("outcome")).contains("failed EXCEPTION");
    }

    @Test
    void aCheckThatStopsARunDoesNotRaise() {
        Runs<Double> runs = evaluate(fragile, with -> with.llms(a).data(words(3)));
        assertThat(runs.erroredRuns().size()).isEqualTo(1);
    }

    @Test
    void ofManyAtATimeTheFirstInOrderIsTold() {
        CountDownLatch both = new CountDownLatch(2);
        Task<Boolean> task =
                Task.named("both")
                        .returning(boolean.class)
                        .param("word", String.class)
                        .body(
                                (_, params) -> {
                                    both.countDown();
                                    both.await();
                                    throw new IOException(params.toString());
                                });
        assertThatThrownBy(() -> evaluate(task, with -> with.llms(a).data(words(2)).jobs(2)))
                .hasMessageContaining("the first: Run #1 (row 0) on a: IOException: {word=w0}")
                .hasMessageStartingWith("both: 2 of 2 runs had no result")
                .satisfies(e -> assertThat(e.getCause()).hasMessage("{word=w0}"));
    }

    @Test
    void aStoreThatFailsStopsWithWhatWasRun() {
        AtomicInteger written = new AtomicInteger();
        StoreException full = new StoreException("no space left on the disk", null);
        RunStore store =
                new RunStore() {
                    @Override
                    public long nextNumbers(String taskName, long count) {
                        return 1;
                    }

                    @Override
                    public void writeTask(TaskInfo task) {}

                    @Override
                    public String writeRun(Run<?> run) {
                        if (written.incrementAndGet() == 2) {
                            throw full;
                        }
                        return "run.json";
                    }

                    @Override
                    public String replaceRun(Run<?> run, String file) {
                        return writeRun(run);
                    }

                    @Override
                    public void removeRun(String file) {}

                    @Override
                    public String written(Run<?> run) {
                        return "";
                    }

                    @Override
                    public Choice choose(String taskName) {
                        throw full;
                    }
                };
        assertThatThrownBy(
                        () ->
                                Arena.in(
                                        store,
                                        () ->
                                                echo.evaluate(
                                                        with ->
                                                                with.llms(a)
                                                                        .data(words(5))
                                                                        .onFailure(
                                                                                OnFailure
                                                                                        .CONTINUE))))
                .isInstanceOfSatisfying(
                        EvaluationFailedException.class,
                        e -> {
                            assertThat(e)
                                    .hasMessage(
                                            "echo: stopped after 2 of 5 runs, whose results"
                                                    + " runs() has: no space left on the disk");
                            assertThat(e.getCause()).isSameAs(full);
                            assertThat(e.runs().passRate().value()).isEqualTo(1.0);
                            assertThat(e.failedRun()).isEmpty();
                        });
        assertThat(seen).hasSize(2);
    }

    @Test
    void anErrorOfTheMachineStopsWithWhatWasRun() {
        Task<Boolean> task =
                Task.named("oom")
                        .returning(boolean.class)
                        .body(
                                (_, _) -> {
                                    throw new OutOfMemoryError("heap");
                                });
        assertThatThrownBy(() -> evaluate(task, with -> with.llms(a).trials(3)))
                .isInstanceOfSatisfying(
                        EvaluationFailedException.class,
                        e -> {
                            assertThat(e)
                                    .hasMessage(
                                            "oom: stopped after 1 of 3 runs, whose results runs()"
                                                    + " has: OutOfMemoryError: heap")
                                    .hasCauseInstanceOf(OutOfMemoryError.class);
                            assertThat(e.runs().get(0).formatResult()).isEqualTo("❌ EXCEPTION");
                        });
        assertThat(arena.events.getLast()).isInstanceOf(RunEvent.EvaluationFinished.class);
    }
}
