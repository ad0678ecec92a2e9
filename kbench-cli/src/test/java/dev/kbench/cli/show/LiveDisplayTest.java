package dev.kbench.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.event.RunEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

class LiveDisplayTest {
    private final Clock clock = new Clock();
    private final Screen screen = Screen.terminal(100);
    private final LiveDisplay display =
            new LiveDisplay(screen.terminal, new ModelNames(_ -> ""), clock);

    private void run(String evaluation, int number, RunEvent.RunFinished end) {
        display.on(Events.started(end.run(), evaluation, end.task(), number));
        display.on(end);
    }

    @Test
    void anAttemptThatIsFollowedByAnotherHasNotEnded() {
        display.on(Events.evaluation("e", "quiz", 2, 2));
        display.on(Events.started("a", "e", "quiz", 1));
        display.on(Events.started("b", "e", "quiz", 2));
        display.on(Events.retried("a", "e", "quiz", 1, 1));
        display.frame();
        assertThat(screen.next()).isEqualTo("╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 0/2 · quiz · 1 running · 0ms");
        display.on(Events.started("c", "e", "quiz", 1));
        display.on(Events.end("c", "quiz", 1).passed());
        display.on(Events.retried("b", "e", "quiz", 2, 1));
        display.on(Events.end("b", "quiz", 2).unmeasured("timed out"));
        display.on(new RunEvent.EvaluationFinished("e"));
        assertThat(screen.next())
                .contains(
                        "Run #2 local/tiny unmeasured",
                        "quiz: 2 runs in 0ms: 1 passed, 1 unmeasured");
        display.close();
    }

    @Test
    void evaluationIsShownFromItsBeginToItsEnd() {
        display.on(Events.evaluation("e", "quickstart", 4, 2));
        display.on(Events.started("a", "e", "quickstart", 1));
        display.frame();
        assertThat(screen.next())
                .isEqualTo("╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 0/4 · quickstart · 1 running · 0ms");

        clock.pass(Duration.ofSeconds(2));
        display.on(Events.call("a", 100, 20));
        display.on(Events.end("a", "quickstart", 1).passed());
        display.on(Events.started("b", "e", "quickstart", 2));
        display.frame();
        assertThat(screen.next())
                .isEqualTo(
                        "\r"
                            + "⎋[K━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 1/4 · quickstart · 1 passed · 1 running ·"
                            + " 120 tokens · 30/min · 6.0s left");

        display.on(Events.end("b", "quickstart", 2).notPassed());
        run("e", 3, Events.end("c", "quickstart", 3).failed("IllegalStateException: no data"));
        run("e", 4, Events.end("d", "quickstart", 4).unmeasured("the server answered 503"));
        display.on(new RunEvent.EvaluationFinished("e"));
        assertThat(screen.next())
                .isEqualTo(
                        """
                        \r⎋[K✗ Run #3 local/tiny failed EXCEPTION 1.5s: IllegalStateException: no data
                        ? Run #4 local/tiny unmeasured PROVIDER_DOWN 1.5s: the server answered 503
                        quickstart: 4 runs in 2.0s: 1 passed, 1 not passed, 1 failed, 1 unmeasured
                        """);
        display.close();
        assertThat(screen.next()).isEmpty();
    }

    @Test
    void evaluationsFollowOneAnother() {
        display.on(Events.evaluation("e", "one", 1, 1));
        run("e", 1, Events.end("a", "one", 1).passed());
        display.on(new RunEvent.EvaluationFinished("e"));
        display.on(Events.evaluation("f", "two", 2, 1));
        display.frame();
        display.close();
        assertThat(screen.text())
                .isEqualTo(
                        "one: 1 run in 0ms: 1 passed\n╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 0/2 · two · 0ms\r⎋[K");
    }

    @Test
    void runsInsideRunsAreCountedOnly() {
        display.on(Events.evaluation("e", "outer", 2, 1));
        display.on(Events.started("a", "e", "outer", 1));
        display.on(Events.nestedEvaluation("n", "inner", 5));
        for (String inner : new String[] {"i", "j"}) {
            display.on(Events.startedIn(inner, "a", "n", "inner"));
            display.on(Events.call(inner, 10, 1));
            display.on(Events.endIn(inner, "a", "inner").failed("lost"));
        }
        display.on(new RunEvent.EvaluationFinished("n"));
        display.frame();
        assertThat(screen.next())
                .isEqualTo(
                        "╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 0/2 · outer · 1 running · 2 nested · 22 tokens ·"
                                + " 0ms");
    }

    @Test
    void runOfItsOwnIsShownWhileItRunsAndWhenItEnds() {
        display.on(Events.started("a", "", "quiz", 3));
        display.frame();
        display.on(Events.end("a", "quiz", 3).returned("0.85", 0.85));
        assertThat(screen.text())
                .isEqualTo(
                        "╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 0/1 · quiz Run #3 · 1 running · 0ms"
                                + "\r⎋[K✓ Run #3 local/tiny passed 1.5s: 0.85\n");
    }

    @Test
    void onlyTheFirstFailuresAreShownAtOnce() {
        display.on(Events.evaluation("e", "quickstart", 500, 2));
        for (int i = 1; i <= 500; i++) {
            run("e", i, Events.end("r" + i, "quickstart", i).failed("lost"));
        }
        display.frame();
        assertThat(screen.text().lines().filter(line -> line.contains("lost"))).hasSize(10);
    }

    @Test
    void noticesAreShownOnceAndAFloodIsCounted() {
        for (int i = 0; i < 3; i++) {
            display.on(new RunEvent.Notice("using the local model"));
        }
        display.frame();
        assertThat(screen.next()).isEqualTo("• using the local model\n");
        for (int i = 0; i < 150; i++) {
            display.on(new RunEvent.Notice("notice " + i));
        }
        display.close();
        assertThat(screen.text().lines().toList())
                .hasSize(100)
                .last()
                .isEqualTo("… and 51 further notices");
    }

    @Test
    void narrowTerminalHasWholeWords() {
        Screen narrow = Screen.terminal(24);
        LiveDisplay shown = new LiveDisplay(narrow.terminal, new ModelNames(_ -> ""), clock);
        shown.on(new RunEvent.Notice("using a model of this machine"));
        shown.on(Events.evaluation("e", "quickstart", 9, 2));
        shown.on(new RunEvent.EvaluationFinished("e"));
        shown.close();
        assertThat(narrow.text())
                .isEqualTo(
                        """
                        • using a model of this
                          machine
                        quickstart: 9 runs in
                        0ms: 0 passed, 9 not run
                        """);
    }

    @Test
    void lostFileIsShown() {
        display.on(new RunEvent.StoreFailed("a", "quiz", "/out/a.run.json: no space; free some"));
        display.frame();
        assertThat(screen.text()).isEqualTo("✗ not stored: /out/a.run.json: no space; free some\n");
    }

    @Test
    void nothingIsDrawnAfterTheEnd() {
        display.on(Events.evaluation("e", "quickstart", 4, 2));
        display.frame();
        display.close();
        display.frame();
        display.close();
        assertThat(screen.text()).isEqualTo("╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌ 0/4 · quickstart · 0ms\r⎋[K");
    }

    @Test
    @Timeout(60)
    void jobsDoNotWaitForTheTerminal() throws InterruptedException {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        OutputStream stuck =
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        writing.countDown();
                        try {
                            goOn.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                };
        Terminal terminal =
                new Terminal(stuck, new TerminalTraits(true, 80, true, StandardCharsets.UTF_8));
        LiveDisplay stuckDisplay = new LiveDisplay(terminal, new ModelNames(_ -> ""), clock);
        stuckDisplay.on(Events.evaluation("e", "quickstart", 1000, 500));
        Thread drawing = Thread.ofPlatform().daemon().start(stuckDisplay::frame);
        writing.await();
        for (int i = 1; i <= 1000; i++) {
            stuckDisplay.on(Events.started("r" + i, "e", "quickstart", i));
            stuckDisplay.on(Events.call("r" + i, 10, 1));
            stuckDisplay.on(new RunEvent.Notice("slow " + i));
            stuckDisplay.on(Events.end("r" + i, "quickstart", i).failed("lost"));
        }
        stuckDisplay.close();
        assertThat(goOn.getCount()).isEqualTo(1);
        goOn.countDown();
        drawing.join();
    }

    @Test
    void countsOfManyThreadsAddUp() throws InterruptedException {
        display.on(Events.evaluation("e", "quickstart", 2000, 20));
        Thread[] threads = new Thread[20];
        for (int t = 0; t < threads.length; t++) {
            int first = t * 100;
            threads[t] =
                    Thread.startVirtualThread(
                            () -> {
                                for (int i = first + 1; i <= first + 100; i++) {
                                    run("e", i, Events.end("r" + i, "quickstart", i).passed());
                                }
                            });
        }
        for (Thread thread : threads) {
            thread.join();
        }
        display.on(new RunEvent.EvaluationFinished("e"));
        assertThat(screen.text()).isEqualTo("quickstart: 2,000 runs in 0ms: 2,000 passed\n");
    }
}
