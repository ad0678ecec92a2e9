package dev.kbench.run;

import static dev.kbench.run.Ledgers.A;
import static dev.kbench.run.Ledgers.B;
import static dev.kbench.run.Ledgers.layout;
import static dev.kbench.run.Ledgers.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.event.Spending;
import dev.kbench.event.Usage;
import dev.kbench.key.Params;
import dev.kbench.key.RunKey;
import dev.kbench.key.SampleRef;
import dev.kbench.key.TaskRef;
import dev.kbench.table.DatasetRef;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;

class RunLedgerTest {
    private static final int MANY = 1_000_000;

    private static RunSummary everythingKnown(int position) {
        OptionalLong known = OptionalLong.of(position);
        return new RunSummary(
                null,
                null,
                position % 4 != 0,
                OptionalDouble.of(position % 4 == 0 ? 0 : 1),
                true,
                false,
                Spending.now(new Usage(known, known, known, known, known, known, known)),
                position);
    }

    @Test
    void aMillionRunsTakeLessThanAHundredBytesEach() {
        RunLedger<Double> ledger = ledger(layout(1, MANY / 4, 4));
        for (int position = 0; position < MANY; position++) {
            ledger.put(position, everythingKnown(position));
        }
        assertThat(ledger.size()).isEqualTo(MANY);
        assertThat(ledger.bytes()).isEqualTo(74L * MANY);
        Runs<Double> runs = ledger.close();
        assertThat(runs.passRate().value()).isEqualTo(0.75);
        assertThat(runs.score().value()).isEqualTo(0.75);
        assertThat(runs.trials().passRate().value()).isEqualTo(0.75);
        assertThat(runs.trials().passAt(2).value()).isEqualTo(1);
        assertThat(runs.trials().passAll(2).value()).isEqualTo(0.5);
        long sum = (long) MANY * (MANY - 1) / 2;
        assertThat(runs.usage().inputTokens()).hasValue(sum);
        assertThat(runs.usage().backendLatencyMs()).hasValue(sum);
        assertThat(runs.completedRuns().size()).isEqualTo(MANY);
        assertThat(runs.compare().models()).containsExactly("a");
    }

    @Test
    void figuresThatNobodyKnowsTakeNoMemory() {
        RunLedger<Double> ledger = ledger(layout(1, 4_096, 1));
        for (int position = 0; position < 4_096; position++) {
            ledger.put(position, Ledgers.value(1, position));
        }
        assertThat(ledger.bytes()).isEqualTo(34L * 4_096);
    }

    @Test
    void runsAreNotedInAnyOrderFromAnyThread() throws InterruptedException {
        RunLedger<Double> ledger = ledger(layout(2, 5_000, 2));
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 8; t++) {
            int first = t;
            threads.add(
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        for (int p = 19_999 - first; p >= 0; p -= 8) {
                                            ledger.put(p, Ledgers.value(p, p));
                                        }
                                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        Runs<Double> runs = ledger.close();
        assertThat(runs.size()).isEqualTo(20_000);
        assertThat(runs.score().value()).isEqualTo(19_999 / 2.0);
        assertThat(runs.usage().inputTokens()).hasValue(200_000);
    }

    @Test
    void aLaterAttemptTakesThePlaceOfAnEarlier() {
        RunLedger<Double> ledger = ledger(layout(1, 2, 1));
        ledger.put(0, Ledgers.failed(0));
        ledger.put(0, Ledgers.value(1, 0));
        ledger.put(1, Ledgers.unmeasured(1));
        assertThat(ledger.size()).isEqualTo(2);
        Runs<Double> runs = ledger.close();
        assertThat(runs.outcomes()).isEqualTo(Map.of("completed", 1L, "unmeasured TIMED_OUT", 1L));
    }

    @Test
    void whatWasNotRunIsCounted() {
        Runs<Double> runs = Ledgers.runs(layout(2, 3, 1), " +x  -");
        assertThat(runs.size()).isEqualTo(3);
        assertThat(runs.planned()).isEqualTo(6);
        assertThat(runs.tally()).isEqualTo(new Tally(2, 1, 0, 3));
        assertThat(runs.passRate().toString())
                .isEqualTo(
                        "0.333 (2 measured, 1 failed, 0 unmeasured of 3, 3 not run; 95 % interval"
                                + " 0.002 to 0.994, rows with 1 to 2 measured runs)");
        assertThat(runs.byModel().get(A).planned()).isEqualTo(3);
        assertThat(runs.byModel().get(B).tally()).isEqualTo(new Tally(1, 0, 0, 2));
        assertThat(runs.completedRuns().tally()).isEqualTo(new Tally(2, 0, 0, 0));
    }

    @Test
    void runsAreLoadedByTheirPosition() {
        List<Integer> loaded = new ArrayList<>();
        RunLedger<Double> ledger =
                new RunLedger<>(
                        layout(1, 10, 1),
                        position -> {
                            loaded.add(position);
                            return TestRuns.run(
                                    position, new Outcome.Completed<>((double) position));
                        });
        for (int position : new int[] {7, 3, 5}) {
            ledger.put(position, Ledgers.value(position, position));
        }
        Runs<Double> runs = ledger.close();
        assertThat(loaded).isEmpty();
        assertThat(runs.get(1).result()).isEqualTo(5);
        assertThat(runs.stream().map(Run::result)).containsExactly(3.0, 5.0, 7.0);
        assertThat(runs.asList().getLast().result()).isEqualTo(7);
        assertThat(loaded).containsExactly(5, 3, 5, 7, 7);
        assertThat(runs.asDataFrame().column("result").mean()).isEqualTo(5);
    }

    @Test
    void aClosedLedgerTakesNoMore() {
        RunLedger<Double> ledger = ledger(layout(1, 2, 1));
        assertThat(ledger.close().isEmpty()).isTrue();
        assertThat(ledger.put(1, Ledgers.value(1, 1))).isFalse();
        assertThat(ledger.size()).isZero();
    }

    @Test
    void positionsOutsideAreRefused() {
        for (int position : new int[] {-1, 2, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> ledger(layout(1, 2, 1)).put(position, Ledgers.failed(0)))
                    .isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessage("position %d is outside 2 cells".formatted(position));
        }
    }

    @Test
    void aLayoutThatCannotBeIsRefused() {
        assertThatThrownBy(() -> new RunLayout(List.of(), 1, 1, 1, true))
                .hasMessage(
                        "expected 1 or more models and trials, 0 or more combinations and rows, got"
                                + " 0 models, 1 trials, 1 combinations, 1 rows");
        assertThatThrownBy(() -> new RunLayout(List.of(A), 1, 2, 1, false))
                .hasMessage("without data there is 1 row at most, got 2");
        assertThatThrownBy(() -> layout(2, 2_000_000_000, 2))
                .hasMessage(
                        "runs can be kept for at most 2147483647 cells; fewer models, rows, trials"
                                + " or values of the grid are needed");
    }

    @Test
    void aLayoutAgreesWithThePlan() {
        LinkedHashMap<String, List<Object>> grid = new LinkedHashMap<>();
        grid.put("x", List.of(1, 2, 3));
        EvaluationPlan plan =
                new EvaluationPlan(
                        "e",
                        new TaskRef("Quiz", 1, "", "", "", "ab"),
                        List.of(A, B),
                        new DatasetRef("", List.of("word"), 4, "ab"),
                        grid,
                        2,
                        RetryPolicy.ONCE,
                        OnFailure.RAISE,
                        null);
        RunLayout layout = RunLayout.of(plan);
        assertThat((long) layout.size()).isEqualTo(plan.size());
        for (int position = 0; position < layout.size(); position++) {
            EvaluationPlan.Cell cell = plan.cellAt(position);
            assertThat(layout.model(position)).isEqualTo(cell.model());
            assertThat((long) layout.row(position)).isEqualTo(cell.row());
            assertThat(layout.trial(position)).isEqualTo(cell.trial());
        }
    }

    @Test
    void withoutDataEachCombinationIsARow() {
        RunLayout layout = new RunLayout(List.of(A, B), 3, 1, 2, false);
        assertThat(layout.rows()).isEqualTo(3);
        assertThat(IntStream.range(0, 12).map(layout::row))
                .containsExactly(0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2);
    }

    @Test
    void everyPartOfAKeyButItsCodeTellsRunsApart() {
        SampleRef row = new SampleRef("l", new LinkedHashMap<>(Map.of("q", "ab")), 0);
        TaskRef task = new TaskRef("Quiz", 1, "C", "m", "()", "code");
        RunKey key = new RunKey(task, A, row, Params.of("x", 1), 0);
        long identity = RunSummary.identity(key);
        assertThat(
                        RunSummary.identity(
                                new RunKey(
                                        new TaskRef("Quiz", 1, "D", "n", "(I)", "other"),
                                        A,
                                        new SampleRef("else", row.columnSha256(), 0),
                                        Params.of("x", 1.0),
                                        0)))
                .isEqualTo(identity);
        SampleRef again = new SampleRef("l", row.columnSha256(), 1);
        SampleRef other = new SampleRef("l", new LinkedHashMap<>(Map.of("q", "ac")), 0);
        TaskRef second = new TaskRef("Quiz", 2, "C", "m", "()", "code");
        assertThat(
                        List.of(
                                RunSummary.identity(new RunKey(second, A, row, key.params(), 0)),
                                RunSummary.identity(new RunKey(task, B, row, key.params(), 0)),
                                RunSummary.identity(new RunKey(task, A, again, key.params(), 0)),
                                RunSummary.identity(new RunKey(task, A, other, key.params(), 0)),
                                RunSummary.identity(new RunKey(task, A, row, Params.of(), 0)),
                                RunSummary.identity(new RunKey(task, A, row, key.params(), 1))))
                .doesNotContain(identity)
                .doesNotHaveDuplicates();
    }

    @Test
    void aSummaryThatContradictsItselfIsRefused() {
        assertThatThrownBy(
                        () ->
                                new RunSummary(
                                        FailureKind.REFUSED,
                                        UnmeasuredReason.CANCELLED,
                                        false,
                                        OptionalDouble.empty(),
                                        false,
                                        false,
                                        Spending.NONE,
                                        0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a run is failed or unmeasured, not both: REFUSED and CANCELLED");
        assertThatThrownBy(
                        () ->
                                new RunSummary(
                                        FailureKind.REFUSED,
                                        null,
                                        true,
                                        OptionalDouble.empty(),
                                        false,
                                        false,
                                        Spending.NONE,
                                        0))
                .hasMessage("only a completed run can pass or have a value");
    }

    @Test
    void outcomesSurviveTheirColumns() {
        for (FailureKind kind : FailureKind.values()) {
            Run<Double> run =
                    TestRuns.run(1, new Outcome.Failed<>(kind, new Failure("T", "m", "")));
            assertThat(Runs.of(List.of(run)).outcomes()).isEqualTo(Map.of("failed " + kind, 1L));
            assertThat(Runs.of(List.of(run)).tally()).isEqualTo(new Tally(0, 1, 0, 0));
        }
        for (UnmeasuredReason reason : UnmeasuredReason.values()) {
            Run<Double> run =
                    TestRuns.run(1, new Outcome.Unmeasured<>(reason, new Failure("T", "m", "")));
            assertThat(Runs.of(List.of(run)).outcomes())
                    .isEqualTo(Map.of("unmeasured " + reason, 1L));
            assertThat(Runs.of(List.of(run)).tally()).isEqualTo(new Tally(0, 0, 1, 0));
        }
    }
}
