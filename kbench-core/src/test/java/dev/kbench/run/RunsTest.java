package dev.kbench.run;

import static dev.kbench.run.TestRuns.assertion;
import static dev.kbench.run.TestRuns.failed;
import static dev.kbench.run.TestRuns.run;
import static dev.kbench.run.TestRuns.unmeasured;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kbench.key.Params;
import dev.kbench.table.DataFrame;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class RunsTest {
    private static Outcome<Double> value(double value) {
        return new Outcome.Completed<>(value);
    }

    private static <T extends @Nullable Object> Runs<T> runs(List<Outcome<T>> outcomes) {
        List<Run<T>> runs = new ArrayList<>();
        outcomes.forEach(outcome -> runs.add(run(runs.size() + 1, outcome)));
        return Runs.of(runs);
    }

    private static final Runs<Double> MIXED =
            runs(List.of(value(0.5), failed(), value(1), unmeasured(), value(0)));

    @Nested
    class Parts {
        @Test
        void completedAndErroredAreDisjointAndAll() {
            assertThat(MIXED.completedRuns().stream().map(Run::id))
                    .containsExactly("Run #1", "Run #3", "Run #5");
            assertThat(MIXED.erroredRuns().stream().map(Run::id))
                    .containsExactly("Run #2", "Run #4");
            assertThat(MIXED.size()).isEqualTo(5);
        }

        @Test
        void laterRunsTakeThePlaceOfThoseThatDidNotComplete() {
            Runs<Double> later = runs(List.of(value(9), value(8), value(7), failed(), value(6)));
            Runs<Double> merged = MIXED.merge(later);
            assertThat(merged.completedRuns().stream().map(Run::result))
                    .containsExactly(0.5, 8.0, 1.0, 0.0);
            assertThat(merged.get(3).outcome()).isInstanceOf(Outcome.Failed.class);
        }

        @Test
        void runsOfAnotherNumberAreNotMerged() {
            assertThatThrownBy(() -> MIXED.merge(runs(List.of(value(1)))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "merge cannot tell which of 5 runs the 1 later ones belong to:"
                                    + " Quiz/Run #2 (no row, mock/model, trial 0) is there more"
                                    + " than once");
        }

        @Test
        void usageIsTheSum() {
            assertThat(MIXED.usage().inputTokens()).hasValue(50);
            assertThat(Runs.of(List.<Run<Double>>of()).usage().inputTokens()).isEmpty();
        }
    }

    @Nested
    class PassRate {
        @Test
        void itIsPassedOverCompletedAndFailed() {
            assertThat(MIXED.passRate().value()).isEqualTo(0.75);
            assertThat(MIXED.passRate().tally()).isEqualTo(new Tally(3, 1, 1, 0));
            assertThat(MIXED.passRate())
                    .hasToString(
                            "0.750 (3 measured, 1 failed, 1 unmeasured of 5; 0.600 to 0.800"
                                    + " whatever the unmeasured come to)");
        }

        @Test
        void aFailedAssertionOrSubRunDoesNotPass() {
            Run<Double> inner = run(9, value(1));
            Run<Double> broken = run(8, failed());
            Runs<Double> runs =
                    Runs.of(
                            List.of(
                                    run(
                                            1,
                                            "",
                                            value(1),
                                            Params.of(),
                                            List.of(assertion(true)),
                                            List.of(inner)),
                                    run(
                                            2,
                                            "",
                                            value(1),
                                            Params.of(),
                                            List.of(assertion(false)),
                                            List.of()),
                                    run(3, "", value(1), Params.of(), List.of(), List.of(broken))));
            assertThat(runs.stream().map(Run::passed)).containsExactly(true, false, false);
            assertThat(runs.passRate().value()).isCloseTo(1 / 3.0, within(1e-15));
        }

        @Test
        void falseDoesNotPassAndNothingPasses() {
            assertThat(
                            RunsTest.<Boolean>runs(
                                            List.of(
                                                    new Outcome.Completed<>(true),
                                                    new Outcome.Completed<>(false)))
                                    .passRate()
                                    .value())
                    .isEqualTo(0.5);
            assertThat(
                            RunsTest.<@Nullable Object>runs(List.of(new Outcome.Completed<>(null)))
                                    .passRate()
                                    .value())
                    .isEqualTo(1);
        }

        @Test
        void ofNothingMeasuredThereIsNoRate() {
            Runs<Double> none = runs(List.of());
            assertThat(none.passRate().value()).isNaN();
            assertThat(none.passRate())
                    .hasToString("n/a (0 measured, 0 failed, 0 unmeasured of 0)");
            Runs<Double> down = runs(List.of(unmeasured(), unmeasured()));
            assertThat(down.passRate().value()).isNaN();
            assertThat(down.passRate())
                    .hasToString(
                            "n/a (0 measured, 0 failed, 2 unmeasured of 2; 0.000 to 1.000"
                                    + " whatever the unmeasured come to)");
            assertThat(down.score()).hasToString("n/a (0 measured, 0 failed, 2 unmeasured of 2)");
        }

        @Test
        void ofAllFailedItIsNought() {
            Runs<Double> runs = runs(List.of(failed(), failed()));
            assertThat(runs.passRate().value()).isZero();
            assertThat(runs.score().value()).isNaN();
        }
    }

    @Nested
    class Scores {
        @Test
        void itIsTheMeanOverCompletedValues() {
            assertThat(MIXED.score().value()).isEqualTo(0.5);
            assertThat(MIXED.score().tally()).isEqualTo(new Tally(3, 1, 1, 0));
            assertThat(MIXED.score())
                    .hasToString("0.500 (3 measured, 1 failed, 1 unmeasured of 5)");
        }

        @Test
        void everyKindOfNumberCounts() {
            Runs<Object> runs =
                    RunsTest.<Object>runs(
                            List.of(
                                    new Outcome.Completed<>(true),
                                    new Outcome.Completed<>(3L),
                                    new Outcome.Completed<>(new PassCount(1, 2)),
                                    new Outcome.Completed<>(new PassCount(0, 0)),
                                    new Outcome.Completed<>(new MetricWithCI(0.25, 0.1))));
            assertThat(runs.score().value()).isEqualTo(4.75 / 5);
        }

        @Test
        void aDictionaryIsNoNumber() {
            Runs<Map<String, Integer>> runs =
                    runs(List.of(new Outcome.Completed<>(Map.of("a", 1))));
            assertThatThrownBy(runs::score)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "Quiz/Run #1 returned {a=1}, which is no number; use"
                                    + " asDataFrame().column(\"result\").field(…)");
        }

        @Test
        void negativeCountsAreRefused() {
            assertThatThrownBy(() -> new Tally(1, -1, 1, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "counts must be 0 or more, got 1 completed, -1 failed, 1 unmeasured,"
                                    + " 0 not run");
        }

        @Test
        void aLargeNumberOfRunsIsAveraged() {
            List<Outcome<Double>> many = new ArrayList<>();
            for (int i = 0; i < 100_000; i++) {
                many.add(i % 10 == 0 ? unmeasured() : value(i % 2));
            }
            Runs<Double> runs = runs(many);
            assertThat(runs.score().value()).isEqualTo(5 / 9.0);
            assertThat(runs.score().tally()).isEqualTo(new Tally(90_000, 0, 10_000, 0));
            assertThat(runs.asDataFrame().height()).isEqualTo(100_000);
        }
    }

    @Nested
    class Table {
        @Test
        void paramsComeFirstThenWhatTheRunCameTo() {
            Run<Double> one =
                    run(1, "fr", value(0.5), Params.of("q", "x", "n", 2), List.of(), List.of());
            Run<Double> two = run(2, "", failed(), Params.of("q", "y"), List.of(), List.of());
            DataFrame table = Runs.of(List.of(one, two)).asDataFrame();
            assertThat(table.columns())
                    .containsExactly("q", "n", "result", "outcome", "passed", "run_id");
            assertThat(table.labels()).containsExactly("fr", "Run #2");
            assertThat(table.row(0).params().asMap())
                    .isEqualTo(
                            Map.of(
                                    "q",
                                    "x",
                                    "n",
                                    2,
                                    "result",
                                    0.5,
                                    "outcome",
                                    "completed",
                                    "passed",
                                    true,
                                    "run_id",
                                    "Run #1"));
            assertThat(table.row(1).params().asMap())
                    .isEqualTo(
                            Map.of(
                                    "q",
                                    "y",
                                    "outcome",
                                    "failed EXCEPTION",
                                    "passed",
                                    false,
                                    "run_id",
                                    "Run #2"));
        }

        @Test
        void aMeanOverMissingResultsIsRefused() {
            assertThatThrownBy(() -> MIXED.asDataFrame().column("result").mean())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "column 'result' has no value in 2 of 5 rows (the first: row 1);"
                                    + " completedRuns() are those that have a result");
            assertThat(MIXED.completedRuns().asDataFrame().column("result").mean()).isEqualTo(0.5);
        }

        @Test
        void itsOwnColumnsAreThereWhateverHappened() {
            DataFrame none = runs(List.<Outcome<Double>>of()).asDataFrame();
            assertThat(none.columns()).containsExactly("result", "outcome", "passed", "run_id");
            assertThat(none.height()).isZero();
            assertThatThrownBy(() -> none.column("result").mean())
                    .hasMessage("column 'result' has no values");
            DataFrame down = runs(List.<Outcome<Double>>of(unmeasured())).asDataFrame();
            assertThatThrownBy(() -> down.column("result").mean())
                    .hasMessage(
                            "column 'result' has no value in 1 of 1 rows (the first: row 0);"
                                    + " completedRuns() are those that have a result");
            assertThat(down.column("outcome").value(0)).contains("unmeasured PROVIDER_DOWN");
        }

        @Test
        void aParameterNeverStandsForTheResult() {
            Run<Double> run = run(1, "", failed(), Params.of("result", 1.0), List.of(), List.of());
            DataFrame table = Runs.of(List.of(run)).asDataFrame();
            assertThat(table.column("result").missing()).isEqualTo(1);
            assertThat(table.column("param_result").value(0)).contains(1.0);
        }

        @Test
        void aTaskThatReturnsNothingShowsWhetherItPassed() {
            Runs<@Nullable Object> runs =
                    RunsTest.<@Nullable Object>runs(List.of(new Outcome.Completed<>(null)));
            assertThat(runs.asDataFrame().column("result").mean()).isEqualTo(1);
        }

        @Test
        void fieldsOfDictionariesHaveFigures() {
            Runs<Map<String, Boolean>> runs =
                    runs(
                            List.of(
                                    new Outcome.Completed<>(Map.of("is_correct", true)),
                                    new Outcome.Completed<>(Map.of("is_correct", false))));
            assertThat(runs.asDataFrame().column("result").field("is_correct").mean())
                    .isEqualTo(0.5);
        }
    }
}
