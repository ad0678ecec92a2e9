package dev.kbench.view.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.kbench.run.stats.Estimate;
import dev.kbench.run.stats.Interval;
import dev.kbench.view.index.RunCell;

import org.junit.jupiter.api.Test;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

class LeaderboardTest {
    private static final Estimate NONE = Estimate.overRuns(new double[0], new int[0], true);

    /// Rows of one run each, of which some passed.
    private static Estimate rate(int passed, int rows) {
        double[] sums = new double[rows];
        int[] counts = new int[rows];
        for (int i = 0; i < rows; i++) {
            sums[i] = i < passed ? 1 : 0;
            counts[i] = 1;
        }
        return Estimate.overRuns(sums, counts, true);
    }

    private static Leaderboard.ModelRow model(Estimate... rates) {
        Map<String, RunCell> cells = new LinkedHashMap<>();
        IntStream.range(0, rates.length)
                .forEach(i -> cells.put("task " + i, cell("task " + i, rates[i])));
        return new Leaderboard.ModelRow("m", cells);
    }

    private static RunCell cell(String task, Estimate rate) {
        return new RunCell(
                task,
                "m",
                10,
                10,
                0,
                0,
                5,
                rate,
                rate,
                OptionalDouble.empty(),
                0,
                new RunCell.Latency(Double.NaN, Double.NaN, Double.NaN));
    }

    @Test
    void ofOneTaskTheIntervalIsItsOwn() {
        Estimate all = rate(3, 3);
        Interval own = all.precision().orElseThrow().interval95();
        assertThat(own.low()).as("Wilson's interval of 3 of 3").isCloseTo(0.4385, within(1e-4));
        assertThat(model(all).passRate()).isEqualTo(1);
        Interval shown = model(all).interval().orElseThrow();
        assertThat(shown.low()).isCloseTo(own.low(), within(1e-12));
        assertThat(shown.high()).isEqualTo(1);
    }

    @Test
    void ofSeveralTheEndsAddAsSquares() {
        Interval some = rate(30, 40).precision().orElseThrow().interval95();
        Interval none = rate(0, 20).precision().orElseThrow().interval95();
        Interval both = model(rate(30, 40), rate(0, 20), NONE).interval().orElseThrow();
        assertThat(model(rate(30, 40), rate(0, 20)).passRate()).isEqualTo(0.375);
        assertThat(both.low())
                .isCloseTo(
                        0.375 - Math.hypot(0.75 - some.low(), 0 - none.low()) / 2, within(1e-12));
        assertThat(both.high())
                .isCloseTo(0.375 + Math.hypot(some.high() - 0.75, none.high()) / 2, within(1e-12));
    }

    @Test
    void withoutRowsEnoughThereIsNone() {
        assertThat(model(rate(1, 1), rate(30, 40)).interval()).isEmpty();
        assertThat(model(NONE).interval()).isEmpty();
    }

    @Test
    void aModelThatWasNotMeasuredAtATaskIsNotComparedInSilence() {
        Leaderboard.ModelRow whole = model(rate(1, 2), rate(2, 2));
        Leaderboard.ModelRow part = model(rate(1, 2), NONE);
        Leaderboard board =
                new Leaderboard(List.of("task 0", "task 1"), List.of(whole, part), List.of());
        assertThat(board.part(whole)).isEmpty();
        assertThat(board.part(part)).hasValue("over 1 of 2 tasks");
    }
}
