package dev.kbench.llm.limit;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;

class BucketFitTest {
    private static final long SECOND = 1_000_000_000L;

    private record Sent(double seconds, boolean taken) {}

    /// What a bucket does with calls that come at a pace which grows for some time, goes back where
    /// one is rejected, and grows again: back to another pace each time, since a bucket that is
    /// full once and empty once in each of many equal rounds may as well fill at their average.
    private static List<Sent> history(double perSecond, double saved, int calls) {
        List<Sent> sent = new ArrayList<>();
        double most = Math.max(1, perSecond * saved);
        double level = most;
        double[] back = {0.9, 0.8, 0.95, 0.7};
        int rejected = 0;
        double pace = perSecond * 0.9;
        double now = 0;
        for (int i = 0; i < calls; i++) {
            double wait = 1 / pace;
            now += wait;
            level = Math.min(most, level + perSecond * wait);
            boolean taken = level >= 1;
            sent.add(new Sent(now, taken));
            level -= taken ? 1 : 0;
            pace = taken ? pace * 1.01 : perSecond * back[rejected++ % back.length];
        }
        return sent;
    }

    private static BucketFit fit(List<Sent> history, boolean whole) {
        BucketFit fit = new BucketFit(history.size(), whole);
        for (Sent sent : history.reversed()) {
            fit.before((long) (sent.seconds() * SECOND), 1, 1, sent.taken());
        }
        fit.find((long) (history.getLast().seconds() * SECOND), Double.POSITIVE_INFINITY);
        return fit;
    }

    @ParameterizedTest
    @CsvSource({"0.2, 60", "1, 0", "1, 60", "20, 1", "20, 5"})
    void theRateOfABucketIsFoundWhateverItSavesUp(double perSecond, double saved) {
        List<Sent> history = history(perSecond, saved, 300);
        assertThat(history).as("some were rejected").anyMatch(sent -> !sent.taken());

        BucketFit fit = fit(history, true);

        assertThat(fit.rate()).isCloseTo(perSecond, Percentage.withPercentage(2));
    }

    @Test
    void littleSpeaksAgainstTheTruthAndMuchAgainstChance() {
        List<Sent> history = history(1, 60, 300);
        List<Sent> chance = new ArrayList<>();
        for (int i = 0; i < history.size(); i++) {
            chance.add(new Sent(history.get(i).seconds(), i % 7 != 0 && i % 11 != 0));
        }

        assertThat(fit(history, true).against()).isLessThan(0.5);
        assertThat(fit(chance, true).against()).isGreaterThan(3);
    }

    @Test
    void countsWhatWasTakenInAllAndSinceTheRejectionBefore() {
        BucketFit fit = new BucketFit(7, true);
        boolean[] newestFirst = {false, false, true, true, false, true, true};
        for (int i = 0; i < newestFirst.length; i++) {
            fit.before((10 - i) * SECOND, 1, 1, newestFirst[i]);
        }

        assertThat(fit.taken()).isEqualTo(4);
        assertThat(fit.takenAtLast()).isEqualTo(2);
        assertThat(fit.average(14 * SECOND)).isEqualTo(0.4);
    }

    @Test
    void manyCallsInARowAreHeldAsFew() {
        BucketFit fit = new BucketFit(100_000, true);
        int room = 0;
        while (room < 100_000 && fit.before((200_000L - room) * SECOND / 1000, 1, 1, true)) {
            room++;
        }

        assertThat(room).isEqualTo(100_000);
    }

    @Test
    void rejectionsOneAfterTheOtherFillIt() {
        BucketFit fit = new BucketFit(10, true);
        int room = 0;
        while (room < 10_000 && fit.before((20_000L - room) * SECOND, 1, 1, false)) {
            room++;
        }

        assertThat(room).isLessThan(1_000);
    }
}
