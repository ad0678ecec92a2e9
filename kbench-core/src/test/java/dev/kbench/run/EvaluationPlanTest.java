package dev.kbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.key.ModelRef;
import dev.kbench.key.Params;
import dev.kbench.key.RunKey;
import dev.kbench.key.SampleRef;
import dev.kbench.key.TaskRef;
import dev.kbench.table.DatasetRef;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.LongStream;

class EvaluationPlanTest {
    private static final TaskRef TASK = new TaskRef("Quiz", 1, "", "", "", "ab");

    private static EvaluationPlan plan(
            int models, long rows, SequencedMap<String, List<Object>> grid, int trials) {
        List<ModelRef> refs = new ArrayList<>();
        for (int i = 0; i < models; i++) {
            refs.add(ModelRef.of("m" + i, "mock"));
        }
        return plan("e", TASK, refs, new DatasetRef("", List.of(), rows, "d"), grid, trials);
    }

    private static EvaluationPlan plan(
            String id,
            TaskRef task,
            List<ModelRef> models,
            DatasetRef data,
            SequencedMap<String, List<Object>> grid,
            int trials) {
        return new EvaluationPlan(
                id, task, models, data, grid, trials, RetryPolicy.ONCE, OnFailure.RAISE, null);
    }

    private static SequencedMap<String, List<Object>> grid(Object... namesAndValues) {
        SequencedMap<String, List<Object>> grid = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            grid.put((String) namesAndValues[i], List.copyOf((List<?>) namesAndValues[i + 1]));
        }
        return grid;
    }

    private static SampleRef sample(long row) {
        return new SampleRef("row" + row, new LinkedHashMap<>(Map.of("q", "d" + row)), 0);
    }

    @Test
    void theSizeIsTheProductOfItsFactors() {
        assertThat(plan(2, 3, grid("a", List.of(1, 2), "b", List.of(1)), 5).size()).isEqualTo(60);
        assertThat(plan(0, 1, grid(), 1).size()).isEqualTo(1);
        assertThat(plan(2, 0, grid(), 1).size()).isZero();
        assertThat(plan(2, 3, grid("a", List.of()), 1).size()).isZero();
    }

    @Test
    void allRowsOfACombinationComeBeforeTheNext() {
        EvaluationPlan plan = plan(2, 2, grid("style", List.of("s", "l")), 2);
        List<String> cells =
                LongStream.range(0, plan.size())
                        .mapToObj(plan::cellAt)
                        .map(c -> "%d %s %d %d".formatted(c.model(), c.axes(), c.row(), c.trial()))
                        .toList();
        assertThat(cells)
                .startsWith(
                        "0 {style=0} 0 0",
                        "0 {style=0} 0 1",
                        "0 {style=0} 1 0",
                        "0 {style=0} 1 1",
                        "0 {style=1} 0 0")
                .endsWith("1 {style=1} 1 1")
                .doesNotHaveDuplicates()
                .hasSize(16);
    }

    @Test
    void aKeyIsComputedFromItsPosition() {
        EvaluationPlan plan =
                plan(2, 3, grid("style", List.of("s", "l"), "t", List.of(0.5, 1, 2)), 2);
        RunKey key = plan.keyAt(65, EvaluationPlanTest::sample);
        assertThat(key.model().id()).isEqualTo("m1");
        assertThat(key.params()).isEqualTo(Params.of("style", "l", "t", 1));
        assertThat(key.sample()).isEqualTo(sample(2));
        assertThat(key.trial()).isEqualTo(1);
        assertThat(key.task()).isEqualTo(TASK);
    }

    @Test
    void everyPositionHasAKeyOfItsOwn() {
        EvaluationPlan plan = plan(3, 4, grid("a", List.of(1, 2), "b", List.of("x", "y")), 2);
        assertThat(
                        LongStream.range(0, plan.size())
                                .mapToObj(p -> plan.keyAt(p, EvaluationPlanTest::sample).digest()))
                .doesNotHaveDuplicates()
                .hasSize(96);
    }

    @Test
    void aKeyDigestIsTheSameInEveryProcess() {
        assertThat(
                        plan(1, 1, grid("a", List.of(1)), 1)
                                .keyAt(0, EvaluationPlanTest::sample)
                                .digest())
                .isEqualTo("56559ac96d8cd822415877c5a766f747e07550b57f3065bc0851fe4fb88e5a74");
    }

    @Test
    void aHugePlanCostsNothing() {
        EvaluationPlan plan = plan(2, 1L << 40, grid("a", List.of(1, 2)), 1_000);
        assertThat(plan.size()).isEqualTo(4_000L << 40);
        EvaluationPlan.Cell last = plan.cellAt(plan.size() - 1);
        assertThat(last.row()).isEqualTo((1L << 40) - 1);
        assertThat(last.trial()).isEqualTo(999);
        assertThat(last.model()).isEqualTo(1);
    }

    @Test
    void aPlanBeyond64BitsIsRefusedWhenItIsMade() {
        assertThatThrownBy(() -> plan(2, Long.MAX_VALUE / 2 + 1, grid(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "2 models × 1 combinations × 4611686018427387904 rows × 1 trials are more"
                                + " cells than can be counted");
    }

    @Test
    void positionsOutsideAreRefused() {
        EvaluationPlan plan = plan(1, 2, grid(), 1);
        for (long position : new long[] {-1, 2, Long.MAX_VALUE}) {
            assertThatThrownBy(() -> plan.cellAt(position))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("position %d is outside a plan of 2 cells".formatted(position));
        }
        assertThatThrownBy(() -> plan(1, 0, grid(), 1).cellAt(0))
                .hasMessage("position 0 is outside a plan of 0 cells");
    }

    @Test
    void rowsAndTrialsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> plan(1, -1, grid(), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("rows must be 0 or more, got -1");
        assertThatThrownBy(() -> plan(1, 1, grid(), 0))
                .hasMessage("trials must be 1 or more, got 0");
    }

    @Test
    void theDigestKnowsWhatIsEvaluatedAndNothingElse() {
        List<ModelRef> models = List.of(ModelRef.of("m", "mock"), ModelRef.of("n", "mock"));
        DatasetRef data = new DatasetRef("quiz.csv", List.of("q"), 3, "d");
        SequencedMap<String, List<Object>> axes = grid("a", List.of(1), "b", List.of(2, 3));
        String digest = plan("e", TASK, models, data, axes, 2).digest();
        assertThat(digest).matches("[0-9a-f]{64}");
        assertThat(
                        new EvaluationPlan(
                                        "other",
                                        new TaskRef("Quiz", 1, "Moved", "quiz", "()V", "ab"),
                                        models,
                                        new DatasetRef("moved.csv", List.of("q"), 3, "d"),
                                        axes,
                                        2,
                                        new RetryPolicy(3, Duration.ZERO),
                                        OnFailure.CONTINUE,
                                        Duration.ofSeconds(9))
                                .digest())
                .isEqualTo(digest);
        TaskRef renamed = new TaskRef("Other", 1, "", "", "", "ab");
        TaskRef newer = new TaskRef("Quiz", 2, "", "", "", "ab");
        TaskRef changed = new TaskRef("Quiz", 1, "", "", "", "cd");
        DatasetRef edited = new DatasetRef("quiz.csv", List.of("q"), 3, "e");
        DatasetRef secret = new DatasetRef("quiz.csv", List.of("q"), 3, "d", List.of("q"));
        DatasetRef longer = new DatasetRef("quiz.csv", List.of("q"), 4, "d");
        SequencedMap<String, List<Object>> turned = grid("b", List.of(2, 3), "a", List.of(1));
        assertThat(
                        List.of(
                                plan("e", renamed, models, data, axes, 2).digest(),
                                plan("e", newer, models, data, axes, 2).digest(),
                                plan("e", changed, models, data, axes, 2).digest(),
                                plan("e", TASK, models.reversed(), data, axes, 2).digest(),
                                plan("e", TASK, models.subList(0, 1), data, axes, 2).digest(),
                                plan("e", TASK, models, edited, axes, 2).digest(),
                                plan("e", TASK, models, secret, axes, 2).digest(),
                                plan("e", TASK, models, longer, axes, 2).digest(),
                                plan("e", TASK, models, data, turned, 2).digest(),
                                plan("e", TASK, models, data, grid("a", List.of(1)), 2).digest(),
                                plan("e", TASK, models, data, axes, 3).digest()))
                .doesNotHaveDuplicates()
                .doesNotContain(digest);
    }

    @Test
    void aTaskWithoutAModelHasAKeyToo() {
        assertThat(plan(0, 1, grid(), 1).keyAt(0, EvaluationPlanTest::sample).model())
                .isEqualTo(RunIdentity.NO_MODEL);
    }
}
