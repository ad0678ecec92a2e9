package dev.kbench.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.control.Budget;
import dev.kbench.control.Outlay;
import dev.kbench.event.RunEvent;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

class PlainDisplayTest {
    private final Clock clock = new Clock();
    private final Screen screen = Screen.pipe(0);
    private final PlainDisplay display =
            new PlainDisplay(
                    screen.terminal,
                    new ModelNames(
                            id -> id.startsWith("demo/") ? "scripted, not a language model" : ""),
                    clock);

    private void run(RunEvent.RunFinished end) {
        display.on(Events.started(end.run(), "e", end.task(), 1));
        display.on(end);
    }

    @Test
    void smallEvaluationHasALinePerRun() {
        display.on(Events.evaluation("e", "quickstart", 5, 2));
        run(Events.end("a", "quickstart", 1).passed());
        run(Events.end("b", "quickstart", 2).on("demo/echo").notPassed());
        run(Events.end("c", "quickstart", 3).failed("IllegalStateException: no data"));
        run(Events.end("d", "quickstart", 4).unmeasured("the server answered 503"));
        clock.pass(Duration.ofSeconds(3));
        display.on(new RunEvent.EvaluationFinished("e"));
        display.close();
        assertThat(screen.text())
                .isEqualTo(
                        """
                        quickstart: 5 runs, 2 at a time
                        ✓ Run #1 local/tiny passed 1.5s
                        ✗ Run #2 demo/echo (scripted, not a language model) not passed 1.5s
                        ✗ Run #3 local/tiny failed EXCEPTION 1.5s: IllegalStateException: no data
                        ? Run #4 local/tiny unmeasured PROVIDER_DOWN 1.5s: the server answered 503
                        quickstart: 5 runs in 3.0s: 1 passed, 1 not passed, 1 failed, 1 unmeasured, 1 not run
                        """);
    }

    @Test
    void whatALineHasSaidIsNotListedAgain() {
        Results results = new Results(new ModelNames(_ -> ""), clock, display::saidFailure);
        display.on(Events.evaluation("e", "quickstart", 3, 2));
        RunEvent.RunFinished lost = Events.end("c", "quickstart", 3).failed("lost");
        RunEvent.RunFinished odd = Events.end("b", "quickstart", 2).notPassed();
        RunEvent.RunFinished both = Events.end("d", "quickstart", 4).failed("gone");
        for (RunEvent.RunFinished end : List.of(lost, odd, both)) {
            run(end);
            results.on(Events.started(end.run(), "e", end.task(), 1));
            results.on(Events.assertion("d", false, "Should be short."));
            results.on(end);
        }
        Screen after = Screen.pipe(0);
        results.print(after.terminal, "");
        assertThat(after.text())
                .contains(
                        """
                        Did not pass: 3 of 3 runs, 1 told above
                          ✗ Run #4: failed EXCEPTION: gone
                        """)
                .contains("  ✗ Run #2: returned false\n")
                .doesNotContain("lost");
    }

    @Test
    void largeEvaluationHasALineAfterTenSecondsWithoutOne() {
        display.on(Events.evaluation("e", "quickstart", 1000, 50));
        clock.pass(Duration.ofSeconds(9));
        display.frame();
        for (int i = 1; i <= 500; i++) {
            run(Events.end("r" + i, "quickstart", i).passed());
        }
        run(Events.end("x", "quickstart", 501).unmeasured("no answer"));
        display.frame();
        clock.pass(Duration.ofSeconds(10));
        display.frame();
        display.frame();
        clock.pass(Duration.ofSeconds(10));
        display.frame();
        assertThat(screen.text())
                .isEqualTo(
                        """
                        quickstart: 1,000 runs, 50 at a time
                        ? Run #501 local/tiny unmeasured PROVIDER_DOWN 1.5s: no answer
                        quickstart: 501 of 1,000, 500 passed, 1 unmeasured, 26/s, 19s left
                        quickstart: 501 of 1,000, 500 passed, 1 unmeasured, 17/s, 29s left
                        """);
    }

    @Test
    void whatIsSpentOfBudgetsIsToldInTheSameWordsAsAtTheEnd() {
        Results results = new Results(new ModelNames(_ -> ""), clock, display::saidFailure);
        List<RunEvent> events =
                List.of(
                        Events.evaluation("e", "quickstart", 1000, 50),
                        new RunEvent.BudgetSpent("e", Budget.calls(9), new Outlay(0, 0, 3)),
                        new RunEvent.BudgetSpent("", Budget.tokens(50), new Outlay(0, 7, 3)),
                        Events.started("a", "e", "quickstart", 1),
                        Events.end("a", "quickstart", 1).passed());
        events.forEach(display::on);
        events.forEach(results::on);
        clock.pass(Duration.ofSeconds(10));
        display.frame();
        assertThat(screen.text())
                .contains(", 1 passed, 3 of 9 calls spent; 7 of 50 tokens spent, 6/min, ");
        Screen after = Screen.pipe(0);
        results.print(after.terminal, "");
        assertThat(after.text())
                .contains("  budget: 3 of 9 calls spent\n", "\nBudget: 7 of 50 tokens spent\n");
    }

    @Test
    void runOfItsOwnHasALine() {
        display.on(Events.started("a", "", "quiz", 1));
        display.on(Events.end("a", "quiz", 1).returned("3 out of 4 assertions passed.", 1));
        assertThat(screen.text())
                .isEqualTo("✓ Run #1 local/tiny passed 1.5s: 3 out of 4 assertions passed.\n");
    }

    @Test
    void runsInsideRunsHaveNone() {
        display.on(Events.evaluation("e", "outer", 1, 1));
        display.on(Events.started("a", "e", "outer", 1));
        display.on(Events.nestedEvaluation("n", "inner", 1));
        display.on(Events.startedIn("i", "a", "n", "inner"));
        display.on(Events.endIn("i", "a", "inner").passed());
        display.on(new RunEvent.EvaluationFinished("n"));
        display.on(Events.end("a", "outer", 1).passed());
        display.on(new RunEvent.EvaluationFinished("e"));
        assertThat(screen.text())
                .isEqualTo(
                        """
                        outer: 1 run, 1 at a time
                        ✓ Run #1 local/tiny passed 1.5s
                        outer: 1 run in 0ms: 1 passed, 1 nested run
                        """);
    }

    @Test
    void narrowPipeCutsLines() {
        Screen narrow = Screen.pipe(20);
        PlainDisplay cut = new PlainDisplay(narrow.terminal, new ModelNames(_ -> ""), clock);
        cut.on(Events.started("a", "", "quiz", 1));
        cut.on(Events.end("a", "quiz", 1).failed("IllegalStateException: no data"));
        assertThat(narrow.text()).isEqualTo("✗ Run #1 local/tin…\n");
    }
}
