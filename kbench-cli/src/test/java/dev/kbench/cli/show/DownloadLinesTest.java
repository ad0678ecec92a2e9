package dev.kbench.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.llm.spi.Progress;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class DownloadLinesTest {
    private static final String WHAT = "fetching smollm2";
    private static final long ALL = 92_100_000;

    private final Clock clock = new Clock();

    private LiveDisplay live(Screen screen) {
        return new LiveDisplay(screen.terminal, new ModelNames(_ -> ""), clock);
    }

    @Test
    void terminalShowsABar() {
        Screen screen = Screen.terminal(80);
        LiveDisplay display = live(screen);
        Progress progress = display.progress();
        progress.update(WHAT, 23_025_000, ALL);
        display.frame();
        assertThat(screen.next())
                .isEqualTo("━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 23.0 MB/92.1 MB fetching smollm2");
        clock.pass(Duration.ofSeconds(4));
        progress.update(WHAT, ALL, ALL);
        display.frame();
        display.close();
        assertThat(screen.text()).isEqualTo("\r⎋[K✓ fetching smollm2: done in 4.0s\n");
    }

    @Test
    void unknownTotalShowsTheAmount() {
        Screen screen = Screen.terminal(80);
        LiveDisplay display = live(screen);
        display.progress().update(WHAT, 0, 0);
        display.frame();
        assertThat(screen.next()).isEqualTo("fetching smollm2");
        display.progress().update(WHAT, 2_500_000, 0);
        display.frame();
        assertThat(screen.next()).isEqualTo("\r⎋[Kfetching smollm2 2.5 MB");
    }

    @Test
    void stepsAreNotBytes() {
        Screen screen = Screen.terminal(20);
        LiveDisplay display = live(screen);
        display.progress().update("unpacking", 3, 12);
        display.frame();
        assertThat(screen.next()).isEqualTo("3/12 unpacking");
    }

    @Test
    void downloadThatHangsMakesRoom() {
        Screen screen = Screen.terminal(80);
        LiveDisplay display = live(screen);
        display.progress().update(WHAT, 1, ALL);
        clock.pass(Duration.ofSeconds(31));
        display.frame();
        assertThat(screen.text()).isEmpty();
    }

    @Test
    void whatIsDoneAtOnceLeavesNoLine() {
        for (Screen screen : new Screen[] {Screen.pipe(0), Screen.terminal(80)}) {
            Display display =
                    screen.terminal.interactive()
                            ? live(screen)
                            : new PlainDisplay(screen.terminal, new ModelNames(_ -> ""), clock);
            display.progress().update("checking", 1, 2);
            display.progress().update("checking", 2, 2);
            display.close();
            assertThat(screen.text()).isEmpty();
        }
    }

    @Test
    void pipeShowsQuarters() {
        Screen screen = Screen.pipe(0);
        PlainDisplay display = new PlainDisplay(screen.terminal, new ModelNames(_ -> ""), clock);
        for (int i = 0; i <= 100; i++) {
            display.progress().update(WHAT, ALL * i / 100, ALL);
            clock.pass(Duration.ofMillis(200));
        }
        display.frame();
        assertThat(screen.text())
                .isEqualTo(
                        """
                        fetching smollm2
                        fetching smollm2: 25% of 92.1 MB
                        fetching smollm2: 50% of 92.1 MB
                        fetching smollm2: 75% of 92.1 MB
                        ✓ fetching smollm2: done in 20s
                        """);
    }
}
