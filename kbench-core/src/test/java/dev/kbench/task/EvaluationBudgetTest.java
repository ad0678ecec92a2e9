package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.control.Budget;
import dev.kbench.control.Outlay;
import dev.kbench.evaluate.EvaluationFailedException;
import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Usage;
import dev.kbench.key.KbenchException;
import dev.kbench.llm.Llm;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Outcome;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.run.UnmeasuredReason;
import dev.kbench.store.KaggleRunStore;
import dev.kbench.store.journal.EvaluationJournal;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalState;
import dev.kbench.store.journal.KeyDigest;
import dev.kbench.testing.MockLlm;
import dev.kbench.workspace.EvaluationDefaults;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.ProcessScope;
import dev.kbench.workspace.Reuse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

@Timeout(120)
class EvaluationBudgetTest {
    private static final int ROWS = 200;

    @TempDir Path folder;
    private PricedModel model = new PricedModel(1);

    private final Task<Integer> bounded = task("bounded", OptionalInt.of(PricedModel.MOST));
    private final Task<Integer> open = task("open", OptionalInt.empty());

    private static Task<Integer> task(String name, OptionalInt most) {
        return Task.named(name)
                .returning(int.class)
                .param("word", String.class)
                .body(
                        (llm, params) ->
                                llm.prompt(
                                                (String) params.value("word").orElseThrow(),
                                                with -> most.ifPresent(with::maxTokens))
                                        .length());
    }

    private Arena process(Reuse reuse, Optional<Budget> budget) {
        return new Arena(
                new KaggleRunStore(folder),
                new Overrides(
                        List.of(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        reuse,
                        EvaluationDefaults.NONE,
                        budget,
                        List.of()),
                JournalFolder.beside(folder));
    }

    private Arena process() {
        return process(Reuse.CONTINUE, Optional.empty());
    }

    private <R> Runs<R> evaluate(
            Arena process, Task<R> task, int rows, Consumer<EvaluationOptions> more) {
        return process.call(
                () ->
                        task.evaluate(
                                with -> {
                                    with.llms(model.llm())
                                            .data(EvaluationScenario.words(rows))
                                            .onFailure(OnFailure.CONTINUE);
                                    more.accept(with);
                                }));
    }

    private static long completed(Runs<?> runs) {
        return runs.completedRuns().size();
    }

    private static void overBudgetOtherwise(Runs<?> runs) {
        for (Run<?> run : runs) {
            if (!(run.outcome() instanceof Outcome.Completed<?>)) {
                assertThat(run.outcome())
                        .isInstanceOfSatisfying(
                                Outcome.Unmeasured.class,
                                unmeasured ->
                                        assertThat(unmeasured.reason())
                                                .isEqualTo(UnmeasuredReason.OVER_BUDGET));
            }
        }
    }

    private Outlay spent(Arena process) {
        return process.events.stream()
                .filter(RunEvent.BudgetSpent.class::isInstance)
                .map(event -> ((RunEvent.BudgetSpent) event).spent())
                .reduce(
                        Outlay.NONE,
                        (a, b) ->
                                new Outlay(
                                        Math.max(a.nanodollars(), b.nanodollars()),
                                        Math.max(a.tokens(), b.tokens()),
                                        Math.max(a.calls(), b.calls())));
    }

    /// Calls of which no more is taken than was set aside never go over, however many there are at
    /// a time; what is missing is made later, and then all is as if there had been no budget.
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "2, 3", "200, 4", "200, 5"})
    void withTrueBoundsItIsNeverExceededAndGoesOn(int jobs, int seed) {
        model = new PricedModel(seed);
        Runs<Integer> first =
                evaluate(
                        process(),
                        bounded,
                        ROWS,
                        with -> with.jobs(jobs).budget(Budget.usd("0.004")));
        assertThat(model.tokens.get()).isLessThanOrEqualTo(4_000).isGreaterThan(3_890);
        assertThat(completed(first)).isPositive().isLessThan(ROWS);
        assertThat(first.size() - completed(first)).isBetween(1L, (long) jobs);
        overBudgetOtherwise(first);
        long asked = model.asked.size();
        assertThat(asked).isEqualTo(completed(first));

        Arena larger = process();
        Runs<Integer> second =
                evaluate(
                        larger, bounded, ROWS, with -> with.jobs(jobs).budget(Budget.usd("0.007")));
        assertThat(model.tokens.get()).isLessThanOrEqualTo(7_000).isGreaterThan(6_890);
        assertThat(spent(larger).nanodollars()).isEqualTo(model.tokens.get() * 1_000);

        Runs<Integer> whole = evaluate(process(), bounded, ROWS, with -> with.jobs(jobs));
        assertThat(model.asked).hasSize(ROWS).doesNotHaveDuplicates();
        assertThat(completed(second)).isLessThan(ROWS);
        model = new PricedModel(seed);
        Runs<Integer> unbounded = evaluate(new Arena(), bounded, ROWS, with -> with.jobs(jobs));
        assertThat(whole.asDataFrame().column("result"))
                .isEqualTo(unbounded.asDataFrame().column("result"));
        assertThat(whole.spent().inAll()).isEqualTo(unbounded.spent().inAll());
    }

    /// Without a limit of its answer a call is estimated; it may go over by what the calls under
    /// way take beyond their estimates.
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "200, 3"})
    void estimatesMayBeWrongByWhatIsUnderWay(int jobs, int seed) {
        model = new PricedModel(seed);
        Runs<Integer> runs =
                evaluate(
                        process(),
                        open,
                        ROWS,
                        with -> with.jobs(jobs).budget(Budget.tokens(4_000)));
        assertThat(model.tokens.get()).isLessThanOrEqualTo(4_000 + jobs * PricedModel.MOST);
        assertThat(completed(runs)).isEqualTo(model.asked.size()).isLessThan(ROWS);
        overBudgetOtherwise(runs);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 200})
    void callsAreCounted(int jobs) {
        Runs<Integer> runs =
                evaluate(process(), open, ROWS, with -> with.jobs(jobs).budget(Budget.calls(30)));
        assertThat(model.asked).hasSize(30);
        assertThat(completed(runs)).isEqualTo(30);
    }

    @Test
    void theMessageSaysWhatIsSpentAndWhatToDo() {
        Arena process = process();
        Runs<Integer> runs = evaluate(process, open, 5, with -> with.budget(Budget.calls(2)));
        assertThat(runs.size()).isEqualTo(3);
        assertThat(runs.get(2).errorMessage())
                .hasValue(
                        "OverBudgetException: m/priced: 2 of 2 calls of the evaluation's budget are"
                                + " spent; the same evaluation with a larger budget(…) goes on with"
                                + " what is missing");
        assertThat(JournalFolder.beside(folder).list())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.state()).isEqualTo(JournalState.STOPPED);
                            assertThat(one.note()).isEqualTo("the budget was spent: 2 of 2 calls");
                        });
    }

    private Runs<Integer> raising(Budget budget, Llm... models) {
        return new Arena()
                .call(
                        () ->
                                open.evaluate(
                                        with ->
                                                with.llms(models)
                                                        .data(EvaluationScenario.words(4))
                                                        .budget(budget)));
    }

    @Test
    void whoRaisesIsToldOfTheBudgetAlone() {
        assertThatThrownBy(() -> raising(Budget.tokens(100), model.llm()))
                .isInstanceOf(EvaluationFailedException.class)
                .hasMessage(
                        "open: 1 of 4 runs had no result, 3 were not started; the first: Run #1"
                            + " (row 0) on m/priced: OverBudgetException: m/priced: the call may"
                            + " take 201 tokens, and 0 of 100 tokens of the evaluation's budget are"
                            + " spent; the same evaluation with a larger budget(…) goes on with"
                            + " what is missing");
        assertThat(model.asked).isEmpty();
    }

    @Test
    void whatWasSpentBeforeCounts() {
        evaluate(process(), open, 5, with -> with.budget(Budget.calls(2)));
        Arena again = process();
        evaluate(again, open, 5, with -> with.budget(Budget.calls(2)));
        assertThat(model.asked).containsExactly("w0", "w1");
        assertThat(spent(again).calls()).isEqualTo(2);
        evaluate(process(), open, 5, with -> with.budget(Budget.calls(3)));
        assertThat(model.asked).containsExactly("w0", "w1", "w2");
        Runs<Integer> whole = evaluate(process(), open, 5, with -> with.budget(Budget.calls(5)));
        assertThat(completed(whole)).isEqualTo(5);
        assertThat(model.asked).containsExactly("w0", "w1", "w2", "w3", "w4");
    }

    @Test
    void aCallOfAnAttemptThatWasCutShortCounts() {
        evaluate(process(), open, 5, with -> with.budget(Budget.calls(1)));
        JournalFolder folders = JournalFolder.beside(folder);
        try (EvaluationJournal journal = folders.open(folders.list().getFirst().id())) {
            KeyDigest key = new KeyDigest(3, 1);
            journal.started(3, 1, key, new byte[0]);
            journal.called(3, 1, key, Usage.NONE, new Outlay(0, 0, 2));
        }
        evaluate(process(), open, 5, with -> with.budget(Budget.calls(4)));
        assertThat(model.asked).containsExactly("w0", "w1");
    }

    @Test
    void whoStartsOverHasAllOfIt() {
        evaluate(process(), open, 3, with -> with.budget(Budget.calls(2)));
        evaluate(
                process(Reuse.FRESH, Optional.empty()),
                open,
                3,
                with -> with.budget(Budget.calls(2)));
        assertThat(model.asked).hasSize(4);
    }

    @Test
    void whatIsReadBackCostsNothing() {
        evaluate(process(), open, 3, _ -> {});
        Runs<Integer> runs =
                evaluate(
                        process(Reuse.CACHED, Optional.empty()),
                        open,
                        5,
                        with -> with.budget(Budget.calls(2)));
        assertThat(completed(runs)).isEqualTo(5);
        assertThat(model.asked).hasSize(5);
    }

    @Test
    void aRunIsNotMadeAgainForLackOfMoney() {
        Runs<Integer> runs =
                evaluate(
                        process(),
                        open,
                        4,
                        with ->
                                with.budget(Budget.calls(1))
                                        .maxAttempts(5)
                                        .retryDelay(Duration.ofHours(1)));
        assertThat(runs.size()).isEqualTo(2);
        assertThat(runs.get(1).attempt().attempt()).isOne();
    }

    @Test
    void aBodyThatGoesOnHasNoVerdict() {
        Task<Boolean> forgiving =
                Task.named("forgiving")
                        .returning(boolean.class)
                        .param("word", String.class)
                        .body(
                                (llm, params) -> {
                                    try {
                                        llm.prompt((String) params.value("word").orElseThrow());
                                        return true;
                                    } catch (KbenchException e) {
                                        return false;
                                    }
                                });
        Runs<Boolean> runs =
                evaluate(process(), forgiving, 4, with -> with.budget(Budget.calls(1)));
        assertThat(completed(runs)).isOne();
        overBudgetOtherwise(runs);
    }

    @Test
    void otherModelsAndRunsInsideArePaidFromIt() {
        MockLlm judge = MockLlm.cycling("fine");
        Task<Integer> outer =
                Task.named("outer")
                        .returning(int.class)
                        .param("word", String.class)
                        .body(
                                (llm, params) -> {
                                    judge.prompt("how is it?");
                                    return open.run(llm, params.value("word").orElseThrow())
                                            .result();
                                });
        Runs<Integer> runs = evaluate(process(), outer, 4, with -> with.budget(Budget.calls(3)));
        assertThat(completed(runs)).isOne();
        overBudgetOtherwise(runs);
        assertThat(judge.invocations()).hasSize(2);
        assertThat(model.asked).hasSize(1);
    }

    @Test
    void aBudgetInsideARunEndsWhatItIsOf() {
        Task<Integer> outer =
                Task.named("outer")
                        .returning(int.class)
                        .param("word", String.class)
                        .body(
                                (llm, _) ->
                                        open.evaluate(
                                                        with ->
                                                                with.llms(llm)
                                                                        .data(
                                                                                EvaluationScenario
                                                                                        .words(5))
                                                                        .onFailure(
                                                                                OnFailure.CONTINUE)
                                                                        .budget(Budget.calls(2)))
                                                .completedRuns()
                                                .size());
        Runs<Integer> runs = evaluate(process(), outer, 3, with -> with.budget(Budget.calls(5)));
        assertThat(runs.get(0).result()).isEqualTo(2);
        assertThat(runs.get(1).result()).isEqualTo(2);
        assertThat(model.asked).hasSize(5);
        assertThat(completed(runs)).isEqualTo(2);
        overBudgetOtherwise(runs);
    }

    @Test
    void aModelWithoutAPriceIsRefusedBeforeItIsAsked() {
        MockLlm unpriced = MockLlm.cycling("fine");
        String why =
                "mock has no price, so that a budget in dollars cannot be kept: give its price in"
                        + " kbench.toml or in the file that KBENCH_PRICES names (0 where it costs"
                        + " nothing), or bound tokens or calls instead";
        assertThatThrownBy(() -> raising(Budget.usd("1"), model.llm(), unpriced))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("open: " + why);
        Task<Integer> judged =
                Task.named("judged")
                        .returning(int.class)
                        .param("word", String.class)
                        .body((_, _) -> unpriced.prompt("how is it?").length());
        Runs<Integer> runs = evaluate(process(), judged, 3, with -> with.budget(Budget.usd("1")));
        assertThat(runs.size()).isOne();
        assertThat(runs.get(0).errorMessage()).hasValue("OverBudgetException: " + why);
        assertThat(unpriced.invocations()).isEmpty();
    }

    @Test
    void aBudgetIsSetOnce() {
        EvaluationOptions options = new EvaluationOptions().budget(Budget.calls(1));
        assertThatThrownBy(() -> options.budget(Budget.tokens(1)))
                .hasMessage("budget was already set");
    }

    @Test
    void allOfACommandSharesItsBudget() throws Exception {
        Optional<Budget> three = Optional.of(Budget.calls(4));
        Arena command = process(Reuse.CONTINUE, three);
        List<String> outside = new ArrayList<>();
        try (ProcessScope _ = command.workspace.adopt()) {
            outside.add(model.llm().prompt("outside"));
            command.call(() -> open.run(model.llm(), "alone"));
            evaluate(command, open, 3, _ -> {});
            assertThatThrownBy(() -> model.llm().prompt("too many"))
                    .hasMessage(
                            "m/priced: 4 of 4 calls of the command's budget are spent; the same"
                                    + " command with a larger --budget-calls goes on with what is"
                                    + " missing");
        }
        assertThat(model.asked).containsExactly("outside", "alone", "w0", "w1");
        command.workspace.close();
        assertThat(model.llm().prompt("another command")).isEqualTo("about another command");
        Arena next = process(Reuse.CONTINUE, three);
        evaluate(next, open, 3, _ -> {});
        assertThat(spent(next).calls()).isEqualTo(4);
        assertThat(model.asked).endsWith("another command", "w2");
    }
}
