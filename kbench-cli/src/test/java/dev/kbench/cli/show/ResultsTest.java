package dev.kbench.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.event.AssertionResult;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Spending;
import dev.kbench.event.Usage;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

class ResultsTest {
    private final Clock clock = new Clock();
    private final Results results =
            new Results(
                    new ModelNames(
                            id -> id.startsWith("demo/") ? "scripted, not a language model" : ""),
                    clock);

    private void run(int number, RunEvent.RunFinished end) {
        results.on(Events.started(end.run(), "e", end.task(), number));
        results.on(end);
    }

    private Events.End end(int number) {
        return Events.end("r" + number, "quickstart", number);
    }

    private String shown(Screen screen) {
        results.print(screen.terminal, "/home/out");
        return screen.text();
    }

    /// Four runs of each of two models, told in an order that no sequential run has.
    private void eightRuns() {
        results.on(Events.evaluation("e", "quickstart", 8, 2));
        run(8, end(8).on("demo/echo").notPassed());
        results.on(Events.started("r3", "e", "quickstart", 3));
        results.on(Events.assertion("r3", true, "Should say something."));
        results.on(Events.assertion("r3", false, "Should mention Paris."));
        results.on(Events.assertion("r3", false, "Should be short."));
        results.on(end(3).notPassed());
        run(1, end(1).passed());
        run(2, end(2).passed());
        run(4, end(4).unmeasured("the server answered 503 three times"));
        run(5, end(5).on("demo/echo").passed());
        run(6, end(6).on("demo/echo").passed());
        clock.pass(Duration.ofSeconds(23));
        run(7, end(7).on("demo/echo").failed("IllegalStateException: no tide data"));
    }

    @Nested
    class Widths {
        @Test
        void wideTerminalHasAColumnOfModels() {
            eightRuns();
            assertThat(shown(Screen.terminal(200)))
                    .isEqualTo(
                            """

                            quickstart: 8 runs in 23s
                              model                                       completed  failed  unmeasured     passed   95% interval  score  tokens in+out  time/run
                              local/tiny                                          3       0           1  2/3 66.7%  20.8 to 93.9%  0.667         400+40      1.5s
                              demo/echo (scripted, not a language model)          3       1           0  2/4 50.0%  15.0 to 85.0%  0.667         400+40      1.5s
                              local/tiny: passed 2/4 50.0% to 3/4 75.0% whatever the unmeasured come to

                            Did not pass: 4 of 8 runs
                              ✗ Run #7 demo/echo (scripted, not a language model): failed EXCEPTION: IllegalStateException: no tide data
                              ? Run #4 local/tiny: unmeasured PROVIDER_DOWN: the server answered 503 three times
                              ✗ Run #3 local/tiny: assertTrue: Should mention Paris. (line 12)
                                assertTrue: Should be short. (line 12)
                              ✗ Run #8 demo/echo (scripted, not a language model): returned false

                            8 run files in /home/out
                            """);
        }

        @Test
        void eightyColumnsHaveModelsOnLinesOfTheirOwn() {
            eightRuns();
            assertThat(shown(Screen.terminal(80)))
                    .isEqualTo(
                            """

                            quickstart: 8 runs in 23s
                              completed  failed  unmeasured     passed  score  tokens in+out  time/run
                              local/tiny
                                      3       0           1  2/3 66.7%  0.667         400+40      1.5s
                              demo/echo (scripted, not a language model)
                                      3       1           0  2/4 50.0%  0.667         400+40      1.5s
                              local/tiny: passed 2/4 50.0% to 3/4 75.0% whatever the unmeasured come to; 95%
                              interval 20.8 to 93.9%
                              demo/echo (scripted, not a language model): 95% interval 15.0 to 85.0%

                            Did not pass: 4 of 8 runs
                              ✗ Run #7 demo/echo (scripted, not a language model): failed EXCEPTION:
                                IllegalStateException: no tide data
                              ? Run #4 local/tiny: unmeasured PROVIDER_DOWN: the server answered 503 three
                                times
                              ✗ Run #3 local/tiny: assertTrue: Should mention Paris. (line 12)
                                assertTrue: Should be short. (line 12)
                              ✗ Run #8 demo/echo (scripted, not a language model): returned false

                            8 run files in /home/out
                            """);
        }

        @Test
        void twentyColumnsHaveALinePerFigure() {
            run(1, end(1).passed());
            run(2, end(2).on("demo/echo").unmeasured("no answer"));
            assertThat(shown(Screen.terminal(20)))
                    .isEqualTo(
                            """

                            quickstart: 2 runs
                            in 0ms
                              local/tiny
                                completed 1
                                failed 0
                                unmeasured 0
                                passed 1/1
                                100.0%
                                95% interval n/a
                                score 1.000
                                tokens in+out
                                100+10
                                time/run 1.5s
                              demo/echo
                              (scripted, not a
                              language model)
                                completed 0
                                failed 0
                                unmeasured 1
                                passed 0/0 n/a
                                95% interval n/a
                                score n/a
                                tokens in+out
                                100+10
                                time/run 1.5s
                              demo/echo
                              (scripted, not a
                              language model):
                              passed 0/1 0.0% to
                              1/1 100.0%
                              whatever the
                              unmeasured come to

                            Did not pass: 1 of 2
                            runs
                              ? Run #2 demo/echo
                                (scripted, not a
                                language model):
                                unmeasured
                                PROVIDER_DOWN:
                                no answer

                            2 run files in
                            /home/out
                            """);
        }

        @Test
        void unknownWidthOfATerminalIsEightyAndOfAPipeUnlimited() {
            eightRuns();
            assertThat(shown(Screen.terminal(0))).isEqualTo(shown(Screen.terminal(80)));
            assertThat(shown(Screen.pipe(0))).isEqualTo(shown(Screen.terminal(200)));
        }

        @Test
        void wideCharactersAreAligned() {
            run(1, Events.end("a", "クイズ", 1).on("模型/大").passed());
            run(2, Events.end("b", "クイズ", 2).on("model/small").passed());
            assertThat(shown(Screen.pipe(0)))
                    .isEqualTo(
                            """

                            クイズ: 2 runs in 0ms
                              model        completed  failed  unmeasured      passed  95% interval  score  tokens in+out  time/run
                              模型/大              1       0           0  1/1 100.0%           n/a  1.000         100+10      1.5s
                              model/small          1       0           0  1/1 100.0%           n/a  1.000         100+10      1.5s

                            2 run files in /home/out
                            """);
        }
    }

    @Nested
    class Troubles {
        @Test
        void onlyTheFirstAreListed() {
            for (int i = 30; i >= 1; i--) {
                run(i, end(i).failed("IllegalStateException: number " + i));
            }
            assertThat(shown(Screen.pipe(0)))
                    .contains(
                            """

                            Did not pass: 30 of 30 runs, the first 10
                              ✗ Run #1: failed EXCEPTION: IllegalStateException: number 1
                              ✗ Run #2: failed EXCEPTION: IllegalStateException: number 2
                            """)
                    .contains(
                            """
                              ✗ Run #10: failed EXCEPTION: IllegalStateException: number 10
                              … 20 more

                            """);
        }

        @Test
        void ofManyFailedAssertionsTheFirstAreListedAndTheOthersCounted() {
            results.on(Events.started("r1", "e", "quickstart", 1));
            for (int i = 1; i <= 7; i++) {
                results.on(Events.assertion("r1", false, "Should know " + i + "."));
            }
            results.on(end(1).at("row 4, questions.csv:6", "").notPassed());
            assertThat(shown(Screen.terminal(60)))
                    .contains(
                            """
                              ✗ Run #1 (row 4, questions.csv:6): assertTrue: Should know
                                1. (line 12)
                                assertTrue: Should know 2. (line 12)
                                assertTrue: Should know 3. (line 12)
                                assertTrue: Should know 4. (line 12)
                                +3 more

                            """);
        }

        @Test
        void runThatThrewNamesRowAndLine() {
            run(1, end(1).at("row 'early'", "Quiz.java:12").failed("IllegalStateException: lost"));
            assertThat(shown(Screen.pipe(0)))
                    .contains(
                            "✗ Run #1 (row 'early'): failed EXCEPTION: IllegalStateException: lost"
                                    + " (Quiz.java:12)\n");
        }

        @Test
        void sayWhatAnAssertionWasAbout() {
            results.on(Events.started("r1", "", "Quiz", 1));
            results.on(
                    new RunEvent.AssertionRecorded(
                            "r1",
                            new AssertionResult(
                                    "assertEqual",
                                    false,
                                    "Four.",
                                    12,
                                    "source",
                                    "c",
                                    1,
                                    new LinkedHashMap<>(Map.of("actual", "5\n6")),
                                    "line 2 is unexpected: \"6\"")));
            results.on(end(1).notPassed());
            assertThat(shown(Screen.terminal(200)))
                    .contains(
                            "✗ Run #1: assertEqual: Four. (line 12): actual: 5↵6; line 2 is"
                                    + " unexpected: \"6\"\n");
        }

        @Test
        void assertionsThatFailedBeforeItThrewAreListedToo() {
            results.on(Events.started("r1", "", "quickstart", 1));
            results.on(Events.assertion("r1", false, "Should be short."));
            results.on(end(1).failed("IllegalStateException: lost"));
            assertThat(shown(Screen.pipe(0)))
                    .contains(
                            """
                              ✗ Run #1: failed EXCEPTION: IllegalStateException: lost
                                assertTrue: Should be short. (line 12)

                            """);
        }

        @Test
        void runInsideIsNamedAsTheReason() {
            results.on(Events.started("r1", "", "outer", 1));
            results.on(Events.startedIn("i", "r1", "", "inner"));
            results.on(Events.assertion("i", false, "Should be even."));
            results.on(Events.endIn("i", "r1", "inner").notPassed());
            results.on(Events.end("r1", "outer", 1).returned("7", 7));
            results.on(Events.started("r2", "", "outer", 2));
            results.on(Events.startedIn("j", "r2", "", "inner"));
            results.on(Events.endIn("j", "r2", "inner").failed("IllegalStateException: lost"));
            results.on(Events.end("r2", "outer", 2).notPassed());
            assertThat(shown(Screen.pipe(0)))
                    .contains(
                            "✗ Run #2: inner Run #1: failed EXCEPTION: IllegalStateException:"
                                    + " lost\n");
        }
    }

    @Nested
    class Figure {
        @Test
        void scoreIsTheMeanOverTheCompleted() {
            run(1, end(1).returned("0.5", 0.5));
            run(2, end(2).returned("0.25", 0.25));
            run(3, end(3).failed("lost"));
            assertThat(shown(Screen.pipe(0))).contains("2/3 66.7%  20.8 to 93.9%  0.375 ");
        }

        @Test
        void runsOfARowAreNotIndependentOfEachOther() {
            for (int row = 1; row <= 4; row++) {
                for (int trial = 0; trial < 5; trial++) {
                    Events.End end = end(row);
                    run(5 * row + trial, row > 1 ? end.passed() : end.notPassed());
                }
            }
            assertThat(shown(Screen.pipe(0))).contains("15/20 75.0%  16.3 to 97.9%");
        }

        @Test
        void whatWasPaidBeforeIsToldApart() {
            Usage before = priced(1_000, 100, 12_345_678);
            Usage now = priced(200, 20, 1_500_000_000L);
            run(1, Events.costing(end(1).passed(), Spending.before(before)));
            run(2, Events.costing(end(2).passed(), Spending.now(now)));
            assertThat(shown(Screen.pipe(0)))
                    .contains(" 1,200+120 ")
                    .contains(
                            "\n  spent now 200+20 tokens, $1.50; in all 1,200+120 tokens, $1.51\n");
        }

        @Test
        void whatIsPaidInDollarsIsSaid() {
            run(1, Events.costing(end(1).passed(), Spending.now(priced(5, 1, 12_345_678))));
            assertThat(shown(Screen.pipe(0))).contains("\n  spent 5+1 tokens, $0.01235\n");
        }

        @Test
        void whatIsKnownInPartIsAtLeastThat() {
            Usage part = priced(5, 1, 1_000_000);
            run(1, Events.costing(end(1).passed(), Spending.now(part.unpriced(2))));
            assertThat(shown(Screen.pipe(0)))
                    .contains("  tokens in+out        cost  time/run\n")
                    .contains("  ≥$0.001000  ")
                    .contains(": the cost of 2 calls is not known\n")
                    .contains("\n  spent 5+1 tokens, ≥$0.001\n");
        }

        @Test
        void whatIsNotKnownIsNotNothing() {
            run(1, Events.costing(end(1).passed(), Spending.now(Usage.ofTokens(5, 1).unpriced(1))));
            assertThat(shown(Screen.pipe(0))).doesNotContain("cost", "$", "unknown");
        }

        @Test
        void whatWasReplayedIsToldApartFromWhatWasPaid() {
            Usage recorded = priced(1_000, 100, 12_345_678);
            Usage now = priced(200, 20, 1_500_000_000L);
            Usage before = priced(7, 1, 1_000_000);
            run(1, Events.costing(end(1).passed(), new Spending(Usage.NONE, recorded, recorded)));
            assertThat(shown(Screen.pipe(0)))
                    .contains("  1,000+100  $0.0123  ")
                    .contains("\n  spent now nothing; replayed 1,000+100 tokens, $0.01235\n");
            run(2, Events.costing(end(2).passed(), Spending.now(now)));
            run(3, Events.costing(end(3).passed(), Spending.before(before)));
            assertThat(shown(Screen.pipe(0)))
                    .contains(
                            "\n  spent now 200+20 tokens, $1.50; replayed 1,000+100 tokens,"
                                    + " $0.01235; in all 1,207+121 tokens, $1.51\n");
        }

        private static Usage priced(long input, long output, long nanodollars) {
            OptionalLong unknown = OptionalLong.empty();
            return new Usage(
                    OptionalLong.of(input),
                    OptionalLong.of(output),
                    unknown,
                    unknown,
                    OptionalLong.of(nanodollars),
                    OptionalLong.of(0),
                    unknown);
        }

        @Test
        void countsAreOfAllTasks() {
            eightRuns();
            run(9, Events.end("x", "other", 1).failed("lost"));
            results.on(new RunEvent.StoreFailed("x", "other", "no space"));
            assertThat(results.counts()).isEqualTo(new Counts(4, 2, 2, 2, 1, 1));
            assertThat(results.counts().runs()).isEqualTo(9);
        }

        @Test
        void taskWithoutAModelSaysSo() {
            run(1, end(1).on("").passed());
            assertThat(shown(Screen.pipe(0))).contains("\n  (no model) ");
        }
    }

    @Test
    void workingDirectoryIsADot() {
        run(1, end(1).passed());
        Screen screen = Screen.pipe(0);
        results.print(screen.terminal, "");
        assertThat(screen.text()).endsWith("\n1 run file in .\n");
    }

    @Test
    void runsThatNeverCameAreNamed() {
        results.on(Events.evaluation("e", "quickstart", 30, 2));
        run(1, end(1).passed());
        results.on(Events.started("r2", "e", "quickstart", 2));
        results.on(Events.evaluation("f", "other", 12, 2));
        results.on(Events.started("s", "", "third", 1));
        assertThat(shown(Screen.pipe(0)))
                .isEqualTo(
                        """

                        quickstart: 1 of 30 runs in 0ms, 1 not ended, 28 not run
                          model       completed  failed  unmeasured      passed  95% interval  score  tokens in+out  time/run
                          local/tiny          1       0           0  1/1 100.0%           n/a  1.000         100+10      1.5s

                        other: 0 of 12 runs in 0ms, 12 not run

                        third: 0 of 1 run in 0ms, 1 not ended

                        1 run file in /home/out
                        """);
    }

    @Test
    void anAttemptThatIsNotFollowedCountsAsOneRun() {
        results.on(Events.evaluation("e", "quickstart", 2, 1));
        results.on(Events.started("r1", "e", "quickstart", 1));
        results.on(
                new RunEvent.RunRetried(
                        "r1",
                        0,
                        "quickstart",
                        "Run #1",
                        "local/tiny",
                        "e",
                        1,
                        "EXCEPTION",
                        "lost",
                        Usage.NONE,
                        Duration.ZERO));
        results.on(end(1).failed("lost"));
        assertThat(shown(Screen.pipe(0))).contains("quickstart: 1 of 2 runs in 0ms, 1 not run\n");
    }

    @Test
    void nothingRunPrintsNothing() {
        assertThat(shown(Screen.pipe(0))).isEmpty();
    }
}
