package dev.kbench.run;

import static dev.kbench.run.Ledgers.layout;
import static dev.kbench.run.Ledgers.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kbench.chat.Chat;
import dev.kbench.key.ModelRef;
import dev.kbench.key.Params;
import dev.kbench.table.DataFrame;

import org.junit.jupiter.api.Test;

import java.util.List;

class ModelComparisonTest {
    /// From SciPy 1.17.1: `stats.sem(d)` and `stats.t.interval(0.95, 4, mean(d), sem(d))` with d =
    /// 1 0 0 .5 0.
    @Test
    void differencesArePairedByRow() {
        Runs<Double> runs = runs(layout(2, 5, 2), "++" + "++" + "--" + "++" + "+-" + "--++--+-+-");
        PairedDifference difference = runs.compare().difference("a", "b");
        assertThat(difference.value()).isCloseTo(0.3, within(1e-15));
        assertThat(difference.standardError()).isCloseTo(0.2, within(1e-15));
        assertThat(difference.interval95().low()).isCloseTo(-0.2552890210395587, within(1e-9));
        assertThat(difference.interval95().high()).isCloseTo(0.8552890210395587, within(1e-9));
        assertThat(difference)
                .hasToString(
                        "a − b: 0.300 (5 rows, 0 measured for one only; 95 % interval -0.255 to"
                                + " 0.855)");
        assertThat(runs.compare().difference("b", "a").value()).isCloseTo(-0.3, within(1e-15));
        assertThat(runs.compare().difference("a", "a").standardError()).isZero();
    }

    @Test
    void rowsThatOneModelWasNotMeasuredOnAreLeftOut() {
        PairedDifference difference =
                runs(layout(2, 4, 1), "+-??" + "-?+?").compare().difference("a", "b");
        assertThat(difference.value()).isEqualTo(1);
        assertThat(difference.rows()).isEqualTo(1);
        assertThat(difference.leftOut()).isEqualTo(2);
        assertThatThrownBy(difference::standardError)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "a paired difference has an error from 2 rows on that both models were"
                                + " measured on: a − b: 1.000 (1 rows, 2 measured for one only)");
        assertThat(runs(layout(2, 1, 1), "+?").compare().difference("a", "b"))
                .hasToString("a − b: n/a (0 rows, 1 measured for one only)");
    }

    @Test
    void aModelThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> runs(layout(2, 1, 1), "++").compare().difference("a", "c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("there is no model 'c'; there are [a, b]");
    }

    private static Run<Double> run(int number, String label, ModelRef model, double value) {
        return TestRuns.run(
                MergeTest.identity(number, label, model, 0),
                new Outcome.Completed<>(value),
                Params.of(),
                List.of(),
                List.of(),
                Chat.named("Quiz"));
    }

    @Test
    void theTableHasARowForEachRowAndAColumnForEachModel() {
        ModelRef other = ModelRef.of("a", "elsewhere");
        ModelComparison scores =
                Runs.of(
                                List.of(
                                        run(1, "fr", Ledgers.A, 0.5),
                                        run(2, "de", Ledgers.A, 1.5),
                                        run(3, "de", other, 1)))
                        .compareScores();
        DataFrame table = scores.table();
        assertThat(table.columns()).containsExactly("a", "a (2)");
        assertThat(table.labels()).containsExactly("fr", "de");
        assertThat(table.column("a").mean()).isEqualTo(1);
        assertThat(table.row(0).value("a (2)")).isEmpty();
        assertThat(scores.difference("a", "a (2)").value()).isEqualTo(0.5);
        assertThat(scores.toString())
                .isEqualTo(
                        table
                                + System.lineSeparator()
                                + "a − a (2): 0.500 (1 rows, 1 measured for one only)");
    }

    @Test
    void ofNoRunsThereIsAnEmptyTable() {
        assertThat(Runs.of(List.<Run<Double>>of()).compare().table().height()).isZero();
        assertThat(runs(layout(2, 3, 1), "").compare().table().columns()).containsExactly("a", "b");
    }
}
