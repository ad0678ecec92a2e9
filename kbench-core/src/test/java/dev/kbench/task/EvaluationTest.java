package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.evaluate.Jobs;
import dev.kbench.event.RunEvent;
import dev.kbench.key.Params;
import dev.kbench.llm.Llm;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.table.DataFrame;
import dev.kbench.testing.MockLlm;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Reuse;

import org.junit.jupiter.api.Nested;
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
import java.util.OptionalInt;
import java.util.function.Consumer;

class EvaluationTest extends EvaluationScenario {
    record Word(String word) {}

    private final MockLlm b = MockLlm.answering("b", _ -> "other");

    @Nested
    class Data {
        private final List<Object> expected = List.of("a{word=x}", "a{word=y}");

        @Test
        void recordsAreRows() {
            evaluate(echo, with -> with.llms(a).data(List.of(new Word("x"), new Word("y"))));
            assertThat(seen).isEqualTo(expected);
        }

        @Test
        void mapsAreRows() {
            evaluate(
                    echo,
                    with -> with.llms(a).data(List.of(Map.of("word", "x"), Map.of("word", "y"))));
            assertThat(seen).isEqualTo(expected);
        }

        @Test
        void aTableHasRowsWithTheirLabels() {
            DataFrame table =
                    DataFrame.ofColumns("word", List.of("x", "y")).withLabels(List.of("k", "l"));
            Runs<Boolean> runs = evaluate(echo, with -> with.llms(a).data(table));
            assertThat(seen).isEqualTo(expected);
            assertThat(runs.asList())
                    .extracting(run -> run.identity().label())
                    .containsExactly("k", "l");
        }

        @Test
        void aFileHasRows(@TempDir Path folder) throws IOException {
            Path csv = Files.writeString(folder.resolve("words.csv"), "word\nx\ny\n");
            evaluate(echo, with -> with.llms(a).data(csv));
            assertThat(seen).isEqualTo(expected);
        }

        @Test
        void withoutDataATaskRunsOnceAModel() {
            Task<Boolean> task =
                    Task.named("t").returning(boolean.class).body((llm, _) -> seen.add(llm.name()));
            Runs<Boolean> runs = evaluate(task, with -> with.llms(a, b));
            assertThat(seen).containsExactly("a", "b");
            assertThat(runs.get(0).identity().label()).isEmpty();
        }

        @Test
        void aTaskWithoutAModelNeedsNone() {
            Task<Boolean> task = Task.of("t", (String word) -> seen.add(word));
            evaluate(task, with -> with.data(words(2)));
            assertThat(seen).containsExactly("w0", "w1");
        }

        @Test
        void noRowsAreNoRunsAndAWord() {
            Runs<Boolean> runs =
                    evaluate(echo, with -> with.llms(a).data(List.<Map<String, String>>of()));
            assertThat(runs.isEmpty()).isTrue();
            assertThat(arena.notices())
                    .containsExactly("echo: the data has no rows, so nothing is run");
            assertThat(runs.passRate().toString())
                    .isEqualTo("n/a (0 measured, 0 failed, 0 unmeasured of 0)");
            assertThat(runs.asDataFrame().height()).isZero();
        }

        @Test
        void identicalRowsDifferByTheirOccurrence() {
            Runs<Boolean> runs =
                    evaluate(
                            echo,
                            with ->
                                    with.llms(a)
                                            .data(
                                                    List.of(
                                                            Map.of("word", "x"),
                                                            Map.of("word", "y"),
                                                            Map.of("word", "x"))));
            assertThat(runs.asList())
                    .extracting(run -> run.attempt().key().sample().occurrence())
                    .containsExactly(0, 0, 1);
            assertThat(runs.asList())
                    .extracting(run -> run.attempt().key().digest())
                    .doesNotHaveDuplicates();
        }
    }

    @Nested
    class Refusals {
        private void refuses(String message, Consumer<EvaluationOptions> with) {
            assertThatThrownBy(() -> evaluate(echo, with))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(message);
            assertThat(seen).isEmpty();
            assertThat(arena.events).isEmpty();
        }

        @Test
        void withoutModels() {
            refuses(
                    "task 'echo' takes [Llm llm, String word]; an evaluation needs models:"
                            + " with.llms(llm())",
                    with -> with.data(words(1)));
        }

        @Test
        void withNoOrTwiceTheSameModel() {
            refuses(
                    "llms needs at least one model and none twice, got []",
                    with -> with.llms(List.of()));
            refuses(
                    "llms needs at least one model and none twice, got [a, a]",
                    with -> with.llms(a, a));
        }

        @Test
        void modelsForATaskThatTakesNone() {
            Task<Boolean> task = Task.of("t", (String word) -> seen.add(word));
            assertThatThrownBy(() -> evaluate(task, with -> with.llms(a).data(words(1))))
                    .hasMessage(
                            "task 't' takes [String word]; llms were given, but its first parameter"
                                    + " is no model");
        }

        @Test
        void anOptionSetTwice() {
            refuses("llms was already set", with -> with.llms(a).llms(b));
            refuses("data was already set", with -> with.data(words(1)).data(Path.of("x.csv")));
            refuses("jobs was already set", with -> with.jobs(1).jobs(1));
            refuses("jobs was already set", with -> with.jobs(Jobs.AUTO).jobs(1));
            refuses("trials was already set", with -> with.trials(1).trials(1));
            refuses("maxAttempts was already set", with -> with.maxAttempts(1).maxAttempts(1));
            refuses(
                    "timeout was already set",
                    with -> with.timeout(Duration.ofDays(1)).timeout(Duration.ofDays(1)));
            refuses(
                    "retryDelay was already set",
                    with -> with.retryDelay(Duration.ZERO).retryDelay(Duration.ZERO));
            refuses(
                    "stopWhen was already set",
                    with -> with.stopWhen(_ -> true).stopWhen(_ -> true));
            refuses(
                    "removeRunFiles was already set",
                    with -> with.removeRunFiles(false).removeRunFiles(true));
            refuses("grid 'word' was already set", with -> with.grid("word", 1).grid("word", 2));
            refuses(
                    "onFailure was already set",
                    with -> with.onFailure(OnFailure.RAISE).onFailure(OnFailure.RAISE));
        }

        @Test
        void numbersBelowOne() {
            refuses("jobs must be 1 or more, got 0", with -> with.jobs(0));
            refuses("trials must be 1 or more, got -1", with -> with.trials(-1));
            refuses("maxAttempts must be 1 or more, got 0", with -> with.maxAttempts(0));
        }

        @Test
        void timesThatAreNone() {
            refuses("timeout must be more than 0, got PT0S", with -> with.timeout(Duration.ZERO));
            refuses(
                    "retryDelay must be 0 or more, got PT-1S",
                    with -> with.retryDelay(Duration.ofSeconds(-1)));
        }

        @Test
        void anAxisWithoutValuesOrWithNull() {
            refuses("grid 'word' needs at least one value", with -> with.grid("word", List.of()));
            refuses(
                    "grid 'word' has the value null; leave a missing value out",
                    with -> with.grid("word", "x", null));
        }

        @Test
        void anAxisWithAValueTwice() {
            refuses(
                    "grid 'word' has a value twice in [x, y, x]; trials(n) runs each combination n"
                            + " times",
                    with -> with.grid("word", "x", "y", "x"));
        }

        @Test
        void anAxisThatIsAColumn() {
            refuses(
                    "task 'echo' takes [Llm llm, String word]; 'word' is an axis of the grid and a"
                            + " column",
                    with -> with.llms(a).data(words(1)).grid("word", "x"));
        }

        @Test
        void anyValueOfAnAxisThatDoesNotFit() {
            refuses(
                    "task 'echo' takes [Llm llm, String word]; parameter 'word': expected String,"
                            + " got 7 (Integer)",
                    with -> with.llms(a).grid("word", "x", 7));
        }

        @Test
        void moreRunsThanCanBe() {
            refuses(
                    "echo: an evaluation has at most 2147483647 runs; fewer models, rows, trials or"
                            + " values of the grid are needed",
                    with -> with.llms(a).data(words(3)).trials(Integer.MAX_VALUE));
        }
    }

    @Nested
    class Order {
        @Test
        void modelsThenGridThenRowsThenTrials() {
            Task<Boolean> task =
                    Task.named("order")
                            .returning(boolean.class)
                            .param("word", String.class)
                            .param("style", String.class)
                            .body((llm, p) -> seen.add(llm.name() + p.asMap().values()));
            evaluate(
                    task, with -> with.llms(a, b).data(words(2)).grid("style", "s", "t").trials(2));
            assertThat(seen)
                    .containsExactly(
                            "a[w0, s]",
                            "a[w0, s]",
                            "a[w1, s]",
                            "a[w1, s]",
                            "a[w0, t]",
                            "a[w0, t]",
                            "a[w1, t]",
                            "a[w1, t]",
                            "b[w0, s]",
                            "b[w0, s]",
                            "b[w1, s]",
                            "b[w1, s]",
                            "b[w0, t]",
                            "b[w0, t]",
                            "b[w1, t]",
                            "b[w1, t]");
        }

        @Test
        void aTrialsSeedIsTheBaseSeedAndItsNumber() {
            Task<Boolean> nested =
                    Task.named("sub")
                            .returning(boolean.class)
                            .body((llm, _) -> !llm.prompt("sub", with -> with.seed(100)).isEmpty());
            Task<Boolean> task =
                    Task.named("seeds")
                            .returning(boolean.class)
                            .body(
                                    (llm, _) -> {
                                        llm.prompt("q", with -> with.seed(7));
                                        return nested.run(llm).passed();
                                    });
            evaluate(task, with -> with.llms(a).trials(3));
            assertThat(a.invocations())
                    .extracting(request -> request.seed().orElseThrow())
                    .containsExactly(7L, 100L, 8L, 101L, 9L, 102L);
        }

        @Test
        void aModelMayBeAnAxis() {
            Task<Boolean> task =
                    Task.of("judged", (Llm llm, Llm judge) -> seen.add(llm + " " + judge));
            Runs<Boolean> runs = evaluate(task, with -> with.llms(a).grid("judge", a, b));
            assertThat(seen).containsExactly("a a", "a b");
            assertThat(runs.asList())
                    .extracting(run -> run.attempt().key().digest())
                    .doesNotHaveDuplicates();
        }
    }

    @Nested
    class InsideATask {
        private Task<Double> outer(Consumer<EvaluationOptions> with) {
            return Task.named("outer")
                    .returning(double.class)
                    .body((_, _) -> echo.evaluate(with).passRate().value());
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 50})
        @Timeout(60)
        void runsBecomeSubRunsAndNothingWaitsForItself(int jobs) {
            Runs<Double> runs =
                    evaluate(
                            outer(with -> with.llms(a).data(words(4)).jobs(jobs)),
                            with -> with.llms(a).trials(3).jobs(jobs));
            assertThat(runs.asList())
                    .allSatisfy(
                            run -> {
                                assertThat(run.subruns().size()).isEqualTo(4);
                                assertThat(run.result()).isEqualTo(1.0);
                                assertThat(run.passed()).isTrue();
                            });
        }

        @Test
        void aFailureInsideFailsTheTaskOutside() {
            Task<Double> failing =
                    Task.named("failing")
                            .returning(double.class)
                            .body(
                                    (llm, _) -> {
                                        Task<Void> broken =
                                                Task.named("broken")
                                                        .body(
                                                                (_, _) -> {
                                                                    throw new IOException("x");
                                                                });
                                        broken.evaluate(with -> with.llms(llm));
                                        return 1.0;
                                    });
            Run<Double> run = arena.call(() -> failing.attempt(a));
            assertThat(run.errorMessage())
                    .contains(
                            "EvaluationFailedException: broken: 1 of 1 runs had no result; the"
                                    + " first: Run #1 on a: IOException: x."
                                    + " onFailure(OnFailure.CONTINUE) goes on instead");
            assertThat(run.subruns().size()).isEqualTo(1);
            assertThat(arena.events)
                    .filteredOn(RunEvent.RunFinished.class::isInstance)
                    .last()
                    .extracting(event -> ((RunEvent.RunFinished) event).line())
                    .asString()
                    .startsWith("EvaluationTest.java:");
        }
    }

    @Nested
    class WhatTheCommandSays {
        private final Arena commanded =
                new Arena(
                        new Overrides(
                                List.of("fake/x", "fake/y"),
                                OptionalInt.of(7),
                                OptionalInt.of(2),
                                Reuse.CONTINUE));

        @Test
        void itWinsOverTheFile() {
            Runs<Boolean> runs =
                    commanded.call(
                            () -> echo.evaluate(with -> with.llms(a).data(words(5)).jobs(1)));
            assertThat(runs.asList())
                    .extracting(run -> run.params().toString())
                    .containsExactly(
                            "{llm=fake/x, word=w0}",
                            "{llm=fake/x, word=w1}",
                            "{llm=fake/y, word=w0}",
                            "{llm=fake/y, word=w1}");
            RunEvent.EvaluationStarted started =
                    (RunEvent.EvaluationStarted) commanded.events.getFirst();
            assertThat(started.jobs()).isEqualTo(7);
            assertThat(started.total()).isEqualTo(4);
            assertThat(started.nested()).isFalse();
        }

        @Test
        void butNotInsideATask() {
            Task<Double> outer =
                    Task.named("outer")
                            .returning(double.class)
                            .body(
                                    (_, _) ->
                                            echo.evaluate(with -> with.llms(a).data(words(5)))
                                                    .passRate()
                                                    .value());
            Run<Double> run = commanded.call(() -> outer.run(b));
            assertThat(run.result()).isEqualTo(1.0);
            assertThat(run.subruns().size()).isEqualTo(5);
            RunEvent.EvaluationStarted started =
                    commanded.events.stream()
                            .filter(RunEvent.EvaluationStarted.class::isInstance)
                            .map(RunEvent.EvaluationStarted.class::cast)
                            .findFirst()
                            .orElseThrow();
            assertThat(started.jobs()).isEqualTo(1);
            assertThat(started.nested()).isTrue();
        }
    }

    @Test
    void theParametersOfTheRowAreTheRuns() {
        Runs<Boolean> runs = evaluate(echo, with -> with.llms(a).data(words(1)));
        assertThat(runs.get(0).params()).isEqualTo(Params.of("llm", "a", "word", "w0"));
        assertThat(runs.get(0).attempt().key().sample().columnSha256()).containsOnlyKeys("word");
    }
}
