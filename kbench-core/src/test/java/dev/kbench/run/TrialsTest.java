package dev.kbench.run;

import static dev.kbench.run.Ledgers.layout;
import static dev.kbench.run.Ledgers.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.kbench.run.stats.Interval;

import org.junit.jupiter.api.Test;

class TrialsTest {
    @Test
    void rowsCountAlikeHoweverManyOfTheirTrialsWereMeasured() {
        // rows: 3 of 4, 0 of 1 (3 unmeasured), 2 of 2 (2 unmeasured)
        Trials trials = runs(layout(1, 3, 4), "+++-?-??++??").trials();
        Score rate = trials.passRate();
        assertThat(rate.value()).isCloseTo((0.75 + 0 + 1) / 3, within(1e-15));
        assertThat(rate.bounds().orElseThrow())
                .isEqualTo(new Interval((0.75 + 0 + 0.5) / 3, (0.75 + 0.75 + 1) / 3));
        assertThat(rate.precision().orElseThrow().fewest()).isEqualTo(1);
        assertThat(rate.precision().orElseThrow().most()).isEqualTo(4);
        assertThat(rate.tally()).isEqualTo(new Tally(7, 0, 5, 0));
        assertThat(rate.toString())
                .startsWith(
                        "0.583 (7 measured, 0 failed, 5 unmeasured of 12; 0.417 to 0.833 whatever"
                                + " the unmeasured come to; 95 % interval ")
                .endsWith(", rows with 1 to 4 measured runs)");
        assertThat(runs(layout(1, 3, 4), "+++-?-??++??").passRate().value())
                .isCloseTo(5 / 7.0, within(1e-15));
    }

    @Test
    void aRowThatWasNotMeasuredIsLeftOutAndCounted() {
        Score rate = runs(layout(1, 3, 2), "+-??--").trials().passRate();
        assertThat(rate.value()).isEqualTo(0.25);
        assertThat(rate.leftOut()).isEqualTo(1);
        assertThat(rate.bounds()).contains(new Interval(0.5 / 3, 0.5));
        assertThat(rate.toString()).contains("; 1 row with too few measured runs left out; ");
    }

    @Test
    void failedTrialsDoNotPass() {
        assertThat(runs(layout(1, 2, 2), "+xxx").trials().passRate().value()).isEqualTo(0.25);
    }

    @Test
    void passAtKIsTheMeanOverRowsOfTheUnbiasedEstimate() {
        Trials trials = runs(layout(1, 3, 5), "++---" + "-----" + "+++++").trials();
        assertThat(trials.passAt(3).value()).isCloseTo((0.9 + 0 + 1) / 3, within(1e-15));
        assertThat(trials.passAll(1).value()).isCloseTo((0.4 + 0 + 1) / 3, within(1e-15));
        assertThat(trials.passAll(5).value()).isCloseTo(1 / 3.0, within(1e-15));
        assertThat(trials.passAt(1).value()).isEqualTo(trials.passRate().value());
    }

    @Test
    void passAtKLeavesOutRowsWithFewerMeasuredTrials() {
        Score score = runs(layout(1, 3, 3), "+-?" + "+--" + "??+").trials().passAt(2);
        assertThat(score.value()).isCloseTo((1 + 2 / 3.0) / 2, within(1e-15));
        assertThat(score.leftOut()).isEqualTo(1);
        Interval bounds = score.bounds().orElseThrow();
        assertThat(bounds.low()).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(bounds.high()).isCloseTo((1 + 2 / 3.0 + 1) / 3, within(1e-15));
    }

    @Test
    void modelsOfOneRowAreOneCluster() {
        Score rate = runs(layout(2, 2, 2), "++--" + "++--").trials().passRate();
        assertThat(rate.value()).isEqualTo(0.5);
        assertThat(rate.standardError()).isEqualTo(0.5);
        assertThat(rate.precision().orElseThrow().rows()).isEqualTo(2);
    }

    @Test
    void scoresAreMeansOverRowsToo() {
        RunLedger<Double> ledger = Ledgers.ledger(layout(1, 2, 3));
        double[] values = {1, 2, 3, 10};
        for (int i = 0; i < values.length; i++) {
            ledger.put(i, Ledgers.value(values[i], i));
        }
        ledger.put(4, Ledgers.failed(4));
        ledger.put(5, Ledgers.unmeasured(5));
        Runs<Double> runs = ledger.close();
        assertThat(runs.trials().score().value()).isEqualTo(6);
        assertThat(runs.trials().score().bounds()).isEmpty();
        assertThat(runs.score().value()).isEqualTo(4);
    }

    @Test
    void moreTrialsThanThereAreAreRefused() {
        Trials trials = runs(layout(1, 2, 2), "+-+?").trials();
        assertThatThrownBy(() -> trials.passAt(3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "pass@3 needs 3 or more trials of a row, there are at most 2; evaluate"
                                + " with.trials(3)");
        assertThatThrownBy(() -> trials.passAll(3))
                .hasMessage(
                        "pass^3 needs 3 or more trials of a row, there are at most 2; evaluate"
                                + " with.trials(3)");
        assertThatThrownBy(() -> trials.passAt(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("k must be 1 or more, got 0");
    }

    @Test
    void nothingMeasuredIsRefused() {
        Trials trials = runs(layout(1, 2, 2), "????").trials();
        assertThatThrownBy(trials::passRate)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "a mean over rows needs 1 or more measured trials of a row, no row has"
                                + " them: 0 measured, 0 failed, 4 unmeasured of 4");
        assertThatThrownBy(() -> trials.passAt(2))
                .hasMessage(
                        "pass@2 needs 2 or more measured trials of a row, no row has them: 0"
                                + " measured, 0 failed, 4 unmeasured of 4");
        assertThatThrownBy(() -> runs(layout(1, 2, 2), "").trials().passRate())
                .hasMessage(
                        "a mean over rows needs 1 or more measured trials of a row, no row has"
                                + " them: 0 measured, 0 failed, 0 unmeasured of 0, 4 not run");
    }

    @Test
    void anErrorNeedsTwoRows() {
        Score score = runs(layout(1, 2, 2), "+-??").passRate();
        assertThatThrownBy(score::standardError)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "a standard error needs 2 or more rows with a measured run, and finite"
                                + " squares; this figure rests on 0.500 (2 measured, 0 failed, 2"
                                + " unmeasured of 4; 0.250 to 0.750 whatever the unmeasured come"
                                + " to)");
        assertThatThrownBy(score::interval95)
                .hasMessageStartingWith("a confidence interval needs 2 or more rows");
    }
}
