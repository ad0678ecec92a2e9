package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import dev.kbench.evaluate.EvaluationFailedException;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Usage;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.store.KaggleRunStore;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Runs that are made again.
@Timeout(60)
class AttemptsTest extends EvaluationScenario {
    private final Map<String, Integer> made = new ConcurrentHashMap<>();

    /// Row `wN` fails N times, then passes; the last row fails its check.
    private final Task<Double> flaky =
            Task.named("flaky")
                    .returning(double.class)
                    .param("word", String.class)
                    .body(
                            (llm, params) -> {
                                String word = (String) params.value("word").orElseThrow();
                                int attempt = made.merge(word, 1, Integer::sum);
                                llm.prompt(word + " " + attempt);
                                if (word.equals("w4")) {
                                    fail("checked");
                                }
                                if (attempt <= word.charAt(1) - '0') {
                                    throw new IOException(word + " failed " + attempt);
                                }
                                return 1.0;
                            });

    private Runs<Double> flaky(int attempts, int jobs) {
        return evaluate(
                flaky,
                with ->
                        with.llms(a)
                                .data(words(5))
                                .jobs(jobs)
                                .maxAttempts(attempts)
                                .retryDelay(Duration.ZERO)
                                .onFailure(OnFailure.CONTINUE));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 200})
    void whatRaisesIsMadeAgainUntilItDoesNot(int jobs) {
        Runs<Double> runs = flaky(4, jobs);
        assertThat(made).isEqualTo(Map.of("w0", 1, "w1", 2, "w2", 3, "w3", 4, "w4", 1));
        assertThat(runs.asList())
                .extracting(run -> run.attempt().attempt())
                .containsExactly(1, 2, 3, 4, 1);
        assertThat(runs.asList())
                .extracting(Run::id)
                .containsExactly("Run #1", "Run #2", "Run #3", "Run #4", "Run #5");
        assertThat(runs.passRate().toString())
                .isEqualTo(
                        "0.800 (4 measured, 1 failed, 0 unmeasured of 5; 95 % interval 0.376 to"
                                + " 0.964)");
    }

    @Test
    void everyAttemptStartsAndOneEnds() {
        flaky(2, 1);
        assertThat(arena.events.stream().filter(RunEvent.RunStarted.class::isInstance)).hasSize(8);
        assertThat(arena.events.stream().filter(RunEvent.RunFinished.class::isInstance)).hasSize(5);
        List<RunEvent.RunRetried> retried =
                arena.events.stream()
                        .filter(RunEvent.RunRetried.class::isInstance)
                        .map(RunEvent.RunRetried.class::cast)
                        .toList();
        assertThat(retried)
                .extracting(RunEvent.RunRetried::number)
                .containsExactly("Run #2", "Run #3", "Run #4");
        RunEvent.RunRetried first = retried.getFirst();
        assertThat(first.attempt()).isEqualTo(1);
        assertThat(first.reason()).isEqualTo("EXCEPTION");
        assertThat(first.error()).isEqualTo("IOException: w1 failed 1");
        assertThat(first.delay()).isZero();
        assertThat(first.usage()).isEqualTo(Usage.NONE.unpriced(1));
        assertThat(arena.store.runs()).hasSize(5);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void aFileIsOfTheLastAttempt(@TempDir Path folder) throws IOException {
        Arena.in(
                new KaggleRunStore(folder),
                () ->
                        flaky.evaluate(
                                with ->
                                        with.llms(a)
                                                .data(words(3))
                                                .maxAttempts(2)
                                                .retryDelay(Duration.ZERO)
                                                .onFailure(OnFailure.CONTINUE)));
        assertThat(names(folder))
                .containsExactlyInAnyOrder(
                        "flaky.task.json",
                        "flaky-run_param_id_0_a.run.json",
                        "flaky-run_param_id_1_a.run.json",
                        "flaky-run_param_id_2_a.run.json");
        assertThat(Files.readString(folder.resolve("flaky-run_param_id_1_a.run.json")))
                .contains("BENCHMARK_TASK_RUN_STATE_COMPLETED");
        assertThat(Files.readString(folder.resolve("flaky-run_param_id_2_a.run.json")))
                .contains("w2 failed 2");
    }

    @Test
    void runFilesAreRemovedWhereThatIsAskedFor(@TempDir Path folder) throws IOException {
        assertThatThrownBy(
                        () ->
                                Arena.in(
                                        new KaggleRunStore(folder),
                                        () ->
                                                flaky.evaluate(
                                                        with ->
                                                                with.llms(a)
                                                                        .data(words(3))
                                                                        .maxAttempts(2)
                                                                        .retryDelay(Duration.ZERO)
                                                                        .removeRunFiles(true))))
                .isInstanceOf(EvaluationFailedException.class);
        assertThat(names(folder)).containsExactly("flaky.task.json");
    }

    @Test
    void raiseComesOnceAttemptsAreUsedUp() {
        assertThatThrownBy(
                        () ->
                                evaluate(
                                        flaky,
                                        with ->
                                                with.llms(a)
                                                        .data(words(5))
                                                        .maxAttempts(2)
                                                        .retryDelay(Duration.ZERO)))
                .isInstanceOfSatisfying(
                        EvaluationFailedException.class,
                        e -> {
                            assertThat(e)
                                    .hasMessage(
                                            "flaky: 1 of 5 runs had no result, 2 were not started;"
                                                    + " the first: Run #3 (row 2) on a:"
                                                    + " IOException: w2 failed 2."
                                                    + " onFailure(OnFailure.CONTINUE) goes on"
                                                    + " instead");
                            assertThat(e.runs().size()).isEqualTo(3);
                        });
    }

    @Test
    void aRunThatWaitsWhenTheEvaluationStopsHasItsLastAttempt() {
        Runs<Double> runs =
                evaluate(
                        flaky,
                        with ->
                                with.llms(a)
                                        .data(words(5))
                                        .maxAttempts(9)
                                        .retryDelay(Duration.ofDays(1))
                                        .stopWhen(progress -> progress.ended() == 2)
                                        .onFailure(OnFailure.CONTINUE));
        assertThat(runs.asList())
                .extracting(Run::formatResult)
                .containsExactly("1.0", "❌ EXCEPTION", "❌ EXCEPTION", "❌ EXCEPTION", "❌ ASSERTION");
        assertThat(arena.events.stream().filter(RunEvent.RunFinished.class::isInstance)).hasSize(5);
    }

    @Test
    void evaluationsInsideATaskTryAgainToo() {
        Task<Double> outer =
                Task.named("outer")
                        .returning(double.class)
                        .body(
                                (llm, _) ->
                                        flaky.evaluate(
                                                        with ->
                                                                with.llms(llm)
                                                                        .data(words(3))
                                                                        .maxAttempts(3)
                                                                        .retryDelay(Duration.ZERO))
                                                .passRate()
                                                .value());
        Run<Double> run = arena.call(() -> outer.run(a));
        assertThat(run.result()).isEqualTo(1.0);
        assertThat(run.passed()).isTrue();
        assertThat(run.subruns().asList())
                .extracting(subrun -> subrun.attempt().attempt())
                .containsExactlyInAnyOrder(1, 2, 3);
    }
}
