package dev.kbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kbench.chat.Chat;
import dev.kbench.key.Params;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// What holds for all runs there can be.
class RunsPropertiesTest {
    private static Run<@Nullable Object> random(Random random, int number) {
        Outcome<@Nullable Object> outcome =
                switch (random.nextInt(8)) {
                    case 0 -> TestRuns.failed();
                    case 1 -> TestRuns.unmeasured();
                    case 2 -> new Outcome.Completed<>(null);
                    case 3 -> new Outcome.Completed<>(random.nextBoolean());
                    case 4 -> new Outcome.Completed<>(random.nextInt(100));
                    case 5 -> new Outcome.Completed<>(new PassCount(random.nextInt(4), 4));
                    default -> new Outcome.Completed<>(random.nextGaussian());
                };
        return TestRuns.run(
                MergeTest.identity(
                        number,
                        "row" + random.nextInt(6),
                        random.nextBoolean() ? Ledgers.A : Ledgers.B,
                        random.nextInt(3)),
                outcome,
                Params.of(),
                List.of(TestRuns.assertion(random.nextInt(5) > 0)),
                List.of(),
                Chat.named("Quiz"));
    }

    private static List<Run<@Nullable Object>> some(Random random) {
        List<Run<@Nullable Object>> runs = new ArrayList<>();
        int count = random.nextInt(40);
        for (int i = 0; i < count; i++) {
            runs.add(random(random, i));
        }
        return runs;
    }

    @Test
    void theColumnsSayWhatTheRunsSay() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            List<Run<@Nullable Object>> list = some(random);
            Runs<@Nullable Object> runs = Runs.of(list);
            long completed = list.stream().filter(r -> r.status() == RunStatus.SUCCESS).count();
            long failed =
                    list.stream().filter(r -> r.outcome() instanceof Outcome.Failed<?>).count();
            assertThat(runs.tally())
                    .isEqualTo(new Tally(completed, failed, list.size() - completed - failed, 0));
            double passed = list.stream().filter(Run::passed).count();
            assertThat(runs.passRate().value())
                    .isEqualTo(Double.valueOf(passed / (completed + failed)));
            double mean =
                    list.stream()
                            .flatMapToDouble(run -> run.numericResult().stream())
                            .average()
                            .orElse(Double.NaN);
            assertThat(runs.score().value()).isCloseTo(mean, within(1e-9));
            assertThat(runs.outcomes().values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(list.size());
            assertThat(runs.usage().inputTokens().orElse(0)).isEqualTo(10L * list.size());
        }
    }

    @Test
    void partsAreDisjointInOrderAndTogetherAll() {
        Random random = new Random(2);
        for (int round = 0; round < 300; round++) {
            List<Run<@Nullable Object>> list = some(random);
            Runs<@Nullable Object> runs = Runs.of(list);
            List<Run<@Nullable Object>> completed = runs.completedRuns().asList();
            List<Run<@Nullable Object>> errored = runs.erroredRuns().asList();
            assertThat(Collections.disjoint(completed, errored)).isTrue();
            assertThat(completed).isSubsetOf(list);
            assertThat(completed.size() + errored.size()).isEqualTo(list.size());
            assertThat(completed).isSortedAccordingTo((a, b) -> list.indexOf(a) - list.indexOf(b));
            assertThat(
                            runs.byModel().values().stream()
                                    .flatMap(Runs::stream)
                                    .sorted((a, b) -> list.indexOf(a) - list.indexOf(b)))
                    .containsExactlyElementsOf(list);
            assertThat(runs.completedRuns().completedRuns().asList()).isEqualTo(completed);
            assertThat(runs.completedRuns().erroredRuns().isEmpty()).isTrue();
            assertThat(runs.completedRuns().score().value())
                    .isEqualTo(Double.valueOf(runs.score().value()));
        }
    }

    @Test
    void theOrderOfRunsChangesNoFigure() {
        Random random = new Random(3);
        for (int round = 0; round < 300; round++) {
            List<Run<@Nullable Object>> list = some(random);
            List<Score> before = figures(Runs.of(list));
            Collections.shuffle(list, random);
            List<Score> after = figures(Runs.of(list));
            assertThat(after).hasSameSizeAs(before);
            for (int i = 0; i < before.size(); i++) {
                assertClose(after.get(i), before.get(i));
            }
        }
    }

    private static List<Score> figures(Runs<?> runs) {
        Stream<Score> always = Stream.of(runs.passRate(), runs.score());
        boolean judged = runs.tally().judged() > 0;
        return Stream.concat(
                        always,
                        judged
                                ? Stream.of(runs.trials().passRate(), runs.trials().passAt(1))
                                : Stream.of())
                .toList();
    }

    private static void assertClose(Score actual, Score expected) {
        assertThat(actual.value()).isCloseTo(expected.value(), within(1e-9));
        assertThat(actual.tally()).isEqualTo(expected.tally());
        assertThat(actual.leftOut()).isEqualTo(expected.leftOut());
        assertThat(actual.bounds().isPresent()).isEqualTo(expected.bounds().isPresent());
        assertThat(actual.precision().isPresent()).isEqualTo(expected.precision().isPresent());
        expected.precision()
                .ifPresent(
                        precision -> {
                            assertThat(actual.standardError())
                                    .isCloseTo(precision.standardError(), within(1e-9));
                            assertThat(actual.interval95().low())
                                    .isCloseTo(precision.interval95().low(), within(1e-9));
                        });
    }

    @Test
    void theValueLiesWithinItsBoundsAndItsInterval() {
        Random random = new Random(4);
        for (int round = 0; round < 300; round++) {
            Runs<@Nullable Object> runs = Runs.of(some(random));
            for (Score score : figures(runs)) {
                score.precision()
                        .ifPresent(
                                p -> assertThat(p.interval95().contains(score.value())).isTrue());
                if (score.leftOut() == 0 && !Double.isNaN(score.value())) {
                    score.bounds()
                            .ifPresent(b -> assertThat(b.low()).isLessThanOrEqualTo(b.high()));
                }
            }
            Score rate = runs.passRate();
            if (rate.bounds().isPresent() && !Double.isNaN(rate.value())) {
                assertThat(rate.bounds().orElseThrow().contains(rate.value())).isTrue();
            }
        }
    }

    @Test
    void ofNoRunsEverythingIsEmpty() {
        Runs<Double> none = Runs.of(List.<Run<Double>>of());
        assertThat(none.planned()).isZero();
        assertThat(none.byModel()).isEmpty();
        assertThat(none.outcomes()).isEmpty();
        assertThat(none.completedRuns().isEmpty()).isTrue();
        assertThat(none.merge(none).isEmpty()).isTrue();
        assertThat(none).hasToString("0 runs: 0 measured, 0 failed, 0 unmeasured of 0");
        assertThatThrownBy(() -> none.get(0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void oneRunIsAFigureWithoutAnError() {
        Runs<Double> one = Runs.of(List.of(TestRuns.run(1, new Outcome.Completed<>(0.5))));
        assertThat(one.score()).hasToString("0.500 (1 measured, 0 failed, 0 unmeasured of 1)");
        assertThat(one.score().precision()).isEmpty();
        assertThat(one).hasToString("1 run: 1 measured, 0 failed, 0 unmeasured of 1");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aValueThatIsNotFiniteIsRefusedByName(double value) {
        Runs<Double> runs =
                Runs.of(
                        List.of(
                                TestRuns.run(1, new Outcome.Completed<>(1.0)),
                                TestRuns.run(2, new Outcome.Completed<>(value))));
        assertThatThrownBy(runs::score)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "Quiz/Run #2 returned %s, which is no finite number; there is no mean over it"
                                .formatted(value));
        assertThatThrownBy(() -> runs.trials().score())
                .hasMessageStartingWith("Quiz/Run #2 returned " + value);
        assertThatThrownBy(runs::compareScores)
                .hasMessageStartingWith("Quiz/Run #2 returned " + value);
        assertThat(runs.passRate().value()).isEqualTo(1);
        assertThat(runs.tally()).isEqualTo(new Tally(2, 0, 0, 0));
    }

    @Test
    void numbersOfAnySizeAreShownAsTheyAre() {
        assertThat(
                        Stream.of(0.0, 0.5, -0.25, 1e-5, 123456.7891, 1e12, -1e300, 0.9996)
                                .map(Score::figure))
                .containsExactly(
                        "0.000",
                        "0.500",
                        "-0.250",
                        "1.00e-05",
                        "123456.789",
                        "1.00e+12",
                        "-1.00e+300",
                        "1.000");
    }
}
