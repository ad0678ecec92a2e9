package dev.kbench.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.internal.text.TextWidth;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

class ProgressLineTest {
    private static final Effort.State SMALL =
            new Effort.State("quickstart", 20, 9, 2, 0, 1, 2, 0, 0, 1234, 0, seconds(15), "");
    private static final Effort.State LARGE =
            new Effort.State(
                    "quickstart",
                    10_000,
                    5000,
                    2000,
                    17,
                    12,
                    500,
                    35_000,
                    0,
                    12_345_678,
                    0,
                    seconds(15),
                    "");
    private static final Effort.State FIRST =
            new Effort.State("quickstart", 20, 0, 0, 0, 0, 2, 0, 0, 0, 0, seconds(3), "");

    private static long seconds(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    private static String line(int width, Effort.State state) {
        return new ProgressLine(Screen.terminal(width).terminal).of(state);
    }

    @Test
    void aBudgetStandsBesideTheCounts() {
        Effort.State state =
                new Effort.State("quickstart", 20, 9, 2, 0, 1, 2, 0, 0, 0, 0, seconds(15), "")
                        .under("$4.98 of $5.00");
        assertThat(line(120, state)).contains(" · 1 unmeasured · 2 running · $4.98 of $5.00 · ");
        assertThat(line(60, state)).doesNotContain("$");
        assertThat(state.under("3 of 9 calls").budget()).isEqualTo("$4.98 of $5.00; 3 of 9 calls");
    }

    @Test
    void wideTerminalShowsAll() {
        assertThat(line(200, LARGE))
                .isEqualTo(
                        "━━━━━━━━━━━━━━╌╌╌╌╌╌ 7,029/10,000 · quickstart · 5,000 passed · 2,000 not"
                            + " passed · 17 failed · 12 unmeasured · 500 running · 35k nested · 12M"
                            + " tokens · 469/s · 6.3s left");
    }

    @Test
    void eightyColumnsLeaveOutTokensAndRate() {
        assertThat(line(80, SMALL))
                .isEqualTo(
                        "━━━╌╌╌ 12/20 · quickstart · 9 passed · 2 not passed · 1 unmeasured · 10s"
                                + " left");
        assertThat(line(0, SMALL)).isEqualTo(line(80, SMALL));
    }

    @Test
    void callsThatWaitForTheirTurnAreShown() {
        Effort.State waiting =
                new Effort.State("quickstart", 20, 9, 2, 0, 1, 8, 0, 0, 1234, 6, seconds(15), "");
        assertThat(line(200, waiting)).contains(" · 8 running · 6 waiting · 1,234 tokens · ");
    }

    @Test
    void beforeTheFirstEndTheTimeIsShown() {
        assertThat(line(80, FIRST))
                .isEqualTo("╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 0/20 · quickstart · 2 running · 3.0s");
    }

    @Test
    void fortyColumnsShowSigns() {
        assertThat(line(40, SMALL)).isEqualTo("12/20 quickstart ✓9 ✗2 ?1 10s left");
    }

    @Test
    void twentyColumnsKeepWhatFailedAndTheUnmeasured() {
        assertThat(line(20, SMALL)).isEqualTo("12/20 ✓9 ✗2 ?1");
        assertThat(line(20, LARGE)).isEqualTo("7.0k/10k !17 ?12");
    }

    @Test
    void fewColumnsCut() {
        assertThat(line(8, SMALL)).isEqualTo("12/20");
        assertThat(line(7, SMALL)).isEqualTo("12/…");
        assertThat(line(3, SMALL)).isEmpty();
    }

    /// What a terminal shows for Ctrl-C would else take a part of it to the next line, where it
    /// stays.
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 7, 20, 33, 60, 79, 80, 81, 100, 133, 200})
    void lineLeavesRoomForCtrlC(int width) {
        for (Effort.State state : new Effort.State[] {SMALL, LARGE, FIRST}) {
            assertThat(TextWidth.of(line(width, state) + "^C")).isLessThan(width);
        }
    }

    @Test
    void coloursSetOffWhatCounts() {
        String line = new ProgressLine(Screen.coloured(62).terminal).of(SMALL);
        assertThat(line.replace('\u001B', '⎋'))
                .isEqualTo(
                        "⎋[1m12/20⎋[0m · quickstart · ⎋[32m9 passed⎋[0m · ⎋[31m2 not passed⎋[0m ·"
                                + " ⎋[33m1 unmeasured⎋[0m");
    }

    @Test
    void otherCharsetsGetOtherSigns() {
        String line = new ProgressLine(Screen.ascii(100).terminal).of(SMALL);
        assertThat(line)
                .isEqualTo(
                        "###.. 12/20 | quickstart | 9 passed | 2 not passed | 1 unmeasured | 2"
                                + " running | 48/min | 10s left");
    }
}
