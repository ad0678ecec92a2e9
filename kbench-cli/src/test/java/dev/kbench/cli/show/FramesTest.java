package dev.kbench.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.event.RunEvent;
import dev.kbench.llm.spi.Progress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(60)
class FramesTest {
    private final Clock clock = new Clock();
    private final ModelNames names = new ModelNames(_ -> "");

    /// Counts its frames and keeps the thread that draws.
    private static final class Counting implements Drawn {
        final CountDownLatch frames = new CountDownLatch(3);
        final AtomicReference<Thread> thread = new AtomicReference<>();
        final List<RunEvent> events = new ArrayList<>();
        boolean closed;

        @Override
        public void frame() {
            thread.set(Thread.currentThread());
            frames.countDown();
        }

        @Override
        public void on(RunEvent event) {
            events.add(event);
        }

        @Override
        public Progress progress() {
            return Progress.NONE;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @Test
    void daemonThreadDrawsUntilTheEnd() throws InterruptedException {
        Counting counting = new Counting();
        Frames<Counting> frames = new Frames<>(counting, Duration.ofMillis(1));
        frames.on(new RunEvent.Notice("hello"));
        counting.frames.await();
        frames.close();
        Thread thread = counting.thread.get();
        thread.join();
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.isVirtual()).isFalse();
        assertThat(counting.closed).isTrue();
        assertThat(counting.events).containsExactly(new RunEvent.Notice("hello"));
    }

    @Test
    void displayFitsModeAndTerminal() {
        Screen terminal = Screen.terminal(80);
        Screen pipe = Screen.pipe(0);
        for (UiMode mode : UiMode.values()) {
            for (Screen screen : List.of(terminal, pipe)) {
                try (Display display = Display.open(mode, screen.terminal, names, clock)) {
                    display.on(Events.evaluation("e", "quiz", 1, 1));
                    display.on(new RunEvent.Notice("hello"));
                    display.on(new RunEvent.EvaluationFinished("e"));
                }
            }
            String shown = terminal.next();
            assertThat(shown.contains("quiz"))
                    .isEqualTo(mode == UiMode.PROGRESS || mode == UiMode.LINES);
            String piped = pipe.next();
            assertThat(piped.contains("hello")).isEqualTo(mode != UiMode.NONE);
            assertThat(shown.equals(piped)).isEqualTo(mode != UiMode.PROGRESS);
        }
    }

    @Test
    void nothingButLostFilesIsShownInModeNone() {
        Screen screen = Screen.terminal(80);
        try (Display display = Display.open(UiMode.NONE, screen.terminal, names, clock)) {
            display.progress().update("fetching", 1, 2);
            display.on(Events.started("a", "", "quiz", 1));
            display.on(Events.end("a", "quiz", 1).failed("lost"));
            display.on(new RunEvent.StoreFailed("a", "quiz", "a.run.json: no space"));
        }
        assertThat(screen.text()).isEqualTo("✗ not stored: a.run.json: no space\n");
    }
}
