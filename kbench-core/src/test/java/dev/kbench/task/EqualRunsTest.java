package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.internal.context.RunScope;
import dev.kbench.key.AttemptId;
import dev.kbench.key.Params;
import dev.kbench.llm.Llm;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Runs;
import dev.kbench.store.MemoryRunStore;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.testing.MockLlm;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Reuse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/// One scenario, with models, a grid, trials, retries, a timeout and failures, run with one job,
/// two and many.
class EqualRunsTest extends EvaluationScenario {
    private final MockLlm b = MockLlm.answering("b", _ -> "other");

    private List<String> shown(int jobs) {
        Arena own = new Arena();
        List<String> shown = shown(own, jobs);
        assertThat(own.store.runs()).hasSize(shown.size());
        return shown;
    }

    private List<String> shown(Arena own, int jobs) {
        Task<Double> task =
                Task.named("cells")
                        .returning(double.class)
                        .param("word", String.class)
                        .param("style", String.class)
                        .param("n", int.class)
                        .body(
                                (llm, params) -> {
                                    String word = (String) params.value("word").orElseThrow();
                                    switch (word) {
                                        case "w1" -> failFirst();
                                        case "w2" -> hangOnce(llm, params);
                                        case "w3" -> throw new IllegalStateException("no");
                                        default -> {}
                                    }
                                    return (double) llm.prompt("x " + params).length();
                                });
        MockLlm echo =
                MockLlm.answering(
                        "a",
                        request ->
                                "y"
                                        .repeat(
                                                (int) request.seed().orElseThrow()
                                                        + request.messages()
                                                                .getFirst()
                                                                .text()
                                                                .length()));
        Runs<Double> runs =
                own.call(
                        () ->
                                task.evaluate(
                                        with ->
                                                with.llms(echo, b)
                                                        .data(words(5))
                                                        .grid("style", "short", "longer")
                                                        .grid("n", List.of(1, 10, 100))
                                                        .trials(2)
                                                        .jobs(jobs)
                                                        .timeout(Duration.ofSeconds(2))
                                                        .maxAttempts(2)
                                                        .retryDelay(Duration.ofMillis(1))
                                                        .onFailure(OnFailure.CONTINUE)));
        assertThat(runs.size()).isEqualTo(2 * 2 * 3 * 5 * 2);
        return runs.stream()
                .map(
                        run ->
                                "%s %s %s %s %s %d %d %s %s"
                                        .formatted(
                                                run.id(),
                                                run.identity().label(),
                                                run.params(),
                                                run.outcome().getClass().getSimpleName(),
                                                run.formatResult(),
                                                run.attempt().key().trial(),
                                                run.attempt().attempt(),
                                                run.attempt().key().digest(),
                                                run.passed()))
                .toList();
    }

    private static AttemptId attempt() {
        return RunScope.current().attempt();
    }

    private static void failFirst() {
        if (attempt().attempt() == 1) {
            throw new IllegalStateException("not yet");
        }
    }

    /// One cell of all hangs, in each of its attempts.
    private void hangOnce(Llm llm, Params params) throws InterruptedException {
        if (llm == b
                && params.value("style").orElseThrow().equals("longer")
                && params.value("n").orElseThrow().equals(10)
                && attempt().key().trial() == 1) {
            new CountDownLatch(1).await();
        }
    }

    @Test
    @Timeout(120)
    void oneTwoAndManyJobsGiveEqualRuns() {
        List<String> one = shown(1);
        assertThat(one).doesNotHaveDuplicates();
        assertThat(one.stream().filter(run -> run.contains("TIMED_OUT"))).hasSize(1);
        assertThat(shown(2)).isEqualTo(one);
        assertThat(shown(200)).isEqualTo(one);
    }

    @Test
    @Timeout(240)
    void aJournalAndTheCacheGiveEqualRuns(@TempDir Path folder) {
        List<String> plain = shown(200);
        for (int jobs : List.of(1, 2, 200)) {
            assertThat(shown(process(folder.resolve("jobs" + jobs), Reuse.CONTINUE), jobs))
                    .isEqualTo(plain);
        }
        int before = b.invocations().size();
        for (int jobs : List.of(1, 200)) {
            assertThat(shown(process(folder.resolve("jobs" + jobs), Reuse.CACHED), jobs))
                    .extracting(EqualRunsTest::withoutAttempt)
                    .isEqualTo(plain.stream().map(EqualRunsTest::withoutAttempt).toList());
        }
        assertThat(b.invocations()).hasSize(before);
    }

    /// What did not complete is made again: its attempts go on from those before.
    private static String withoutAttempt(String run) {
        return run.replaceFirst(" [0-9]+ ([0-9a-f]{64} )", " $1");
    }

    private static Arena process(Path folder, Reuse reuse) {
        return new Arena(
                new MemoryRunStore(),
                new Overrides(List.of(), OptionalInt.empty(), OptionalInt.empty(), reuse),
                JournalFolder.beside(folder));
    }
}
