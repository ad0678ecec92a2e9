package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.evaluate.EvaluationFailedException;
import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Spending;
import dev.kbench.event.Usage;
import dev.kbench.llm.Llm;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalReader;
import dev.kbench.workspace.Reuse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// Runs and evaluations inside the runs of an evaluation.
class InnerRunsTest extends JournaledScenario {
    private final AtomicInteger failing = new AtomicInteger();

    private final MeteredModel model = new MeteredModel(asked);
    private final Llm metered = model.llm();

    private final Task<Integer> part =
            Task.named("part")
                    .returning(int.class)
                    .param("word", String.class)
                    .body(
                            (llm, params) ->
                                    llm.prompt((String) params.value("word").orElseThrow())
                                            .length());

    /// Asks for three parts, one by one.
    private final Task<Integer> whole =
            Task.named("whole")
                    .returning(int.class)
                    .param("word", String.class)
                    .body(
                            (llm, params) -> {
                                int sum = 0;
                                for (String side : List.of("a", "b", "b")) {
                                    sum +=
                                            part.run(llm, params.value("word").orElseThrow() + side)
                                                    .result();
                                }
                                if (failing.getAndDecrement() > 0) {
                                    throw new IllegalStateException("not today");
                                }
                                return sum;
                            });

    /// Evaluates the parts.
    private final Task<Double> table =
            Task.named("table")
                    .returning(double.class)
                    .param("word", String.class)
                    .body(
                            (llm, params) ->
                                    part.evaluate(
                                                    with ->
                                                            with.llms(llm)
                                                                    .data(
                                                                            List.of(
                                                                                    row(
                                                                                            params,
                                                                                            "a"),
                                                                                    row(
                                                                                            params,
                                                                                            "b"),
                                                                                    row(
                                                                                            params,
                                                                                            "b"))))
                                            .score()
                                            .value());

    private static Map<String, String> row(dev.kbench.key.Params params, String side) {
        return Map.of("word", params.value("word").orElseThrow() + side);
    }

    private <R> Runs<R> evaluate(Task<R> task, Reuse reuse, Consumer<EvaluationOptions> more) {
        return process(reuse).call(() -> task.evaluate(options().andThen(more)));
    }

    private Consumer<EvaluationOptions> options() {
        return with ->
                with.llms(metered).data(EvaluationScenario.words(2)).onFailure(OnFailure.CONTINUE);
    }

    private static long tokens(Usage usage) {
        return usage.inputTokens().orElse(0);
    }

    private Usage bill() {
        try (JournalReader journal =
                JournalFolder.beside(folder).read(journals().getFirst().id())) {
            return journal.index().bill();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"whole", "table"})
    void whatCompletedInsideARunWithoutAVerdictIsNotPaidForAgain(String kind) {
        Task<?> task = kind.equals("whole") ? whole : table;
        model.answers = 5;
        evaluate(task, Reuse.CONTINUE, _ -> {});
        assertThat(asked).containsExactly("w0a", "w0b", "w0b", "w1a", "w1b");
        model.answers = Integer.MAX_VALUE;
        asked.clear();
        Runs<?> runs = evaluate(task, Reuse.CONTINUE, _ -> {});
        assertThat(asked).containsExactly("w1b");
        Run<?> again = runs.get(1);
        assertThat(again.attempt().attempt()).isEqualTo(2);
        assertThat(again.subruns().stream().map(Run::cached)).containsExactly(true, true, false);
        assertThat(again.subruns().stream().map(run -> run.identity().parentUid()))
                .containsOnly(again.identity().uid());
        assertThat(tokens(again.usage())).isEqualTo(30);
        assertThat(tokens(runs.usage())).isEqualTo(60);
        assertThat(tokens(runs.spent().now())).isEqualTo(10);
        assertThat(tokens(bill())).isEqualTo(60);
    }

    @Test
    void whatStoodInOnceStandsInAgain() {
        model.answers = 5;
        evaluate(whole, Reuse.CONTINUE, _ -> {});
        model.answers = 0;
        evaluate(whole, Reuse.CONTINUE, _ -> {});
        model.answers = Integer.MAX_VALUE;
        asked.clear();
        evaluate(whole, Reuse.CONTINUE, _ -> {});
        assertThat(asked).containsExactly("w1b");
        assertThat(tokens(bill())).isEqualTo(60);
    }

    @Test
    void aRunThatFailedIsMadeAgainWhole() {
        failing.set(1);
        assertThatThrownBy(
                        () ->
                                process(Reuse.CONTINUE)
                                        .call(
                                                () ->
                                                        whole.evaluate(
                                                                with ->
                                                                        with.llms(metered)
                                                                                .data(
                                                                                        EvaluationScenario
                                                                                                .words(
                                                                                                        2)))))
                .isInstanceOf(EvaluationFailedException.class);
        Runs<Integer> runs =
                process(Reuse.CONTINUE)
                        .call(
                                () ->
                                        whole.evaluate(
                                                with ->
                                                        with.llms(metered)
                                                                .data(
                                                                        EvaluationScenario.words(
                                                                                2))));
        assertThat(asked)
                .containsExactly("w0a", "w0b", "w0b", "w0a", "w0b", "w0b", "w1a", "w1b", "w1b");
        assertThat(runs.spent()).isEqualTo(new Spending(unpriced(6), unpriced(9)));
        assertThat(bill()).isEqualTo(unpriced(9));
    }

    @Test
    void anAttemptThatIsReplacedCounts() {
        failing.set(1);
        Arena process = process(Reuse.CONTINUE);
        Runs<Integer> runs =
                process.call(() -> whole.evaluate(options().andThen(with -> with.maxAttempts(2))));
        assertThat(tokens(runs.get(0).usage())).isEqualTo(30);
        assertThat(runs.spent()).isEqualTo(Spending.now(unpriced(9)));
        assertThat(process.events)
                .filteredOn(RunEvent.RunFinished.class::isInstance)
                .extracting(event -> (RunEvent.RunFinished) event)
                .filteredOn(event -> event.depth() == 0)
                .extracting(RunEvent.RunFinished::spent)
                .containsExactlyInAnyOrder(Spending.now(unpriced(6)), Spending.now(unpriced(3)));
    }

    @Test
    void theCacheFindsRunsInsideOthers() {
        evaluate(whole, Reuse.CONTINUE, _ -> {});
        asked.clear();
        Runs<Integer> parts =
                process(Reuse.CACHED)
                        .call(
                                () ->
                                        Runs.of(
                                                List.of(
                                                        part.run(metered, "w0a"),
                                                        part.run(metered, "w1b"),
                                                        part.run(metered, "new"))));
        assertThat(asked).containsExactly("new");
        assertThat(parts.stream().map(Run::cached)).containsExactly(true, true, false);
        assertThat(parts.spent()).isEqualTo(new Spending(unpriced(1), unpriced(3)));
    }

    @Test
    void runsInsideOthersAreReadBackByTheCache() {
        process(Reuse.CONTINUE).call(() -> part.run(metered, "w1b"));
        process(Reuse.CONTINUE).call(() -> part.run(metered, "w0a"));
        asked.clear();
        Runs<Integer> runs = evaluate(whole, Reuse.CACHED, _ -> {});
        assertThat(asked).containsExactly("w0b", "w0b", "w1a");
        assertThat(tokens(runs.spent().now())).isEqualTo(30);
        assertThat(tokens(runs.usage())).isEqualTo(60);
        assertThat(tokens(bill())).isEqualTo(60);
    }

    @Test
    void aFreshStartPaysForAll() {
        model.answers = 5;
        evaluate(whole, Reuse.CONTINUE, _ -> {});
        model.answers = Integer.MAX_VALUE;
        asked.clear();
        evaluate(whole, Reuse.FRESH, _ -> {});
        assertThat(asked).hasSize(6);
    }

    /// What calls of 10 tokens in and 1 out come to, whose prices nobody has told.
    private static Usage unpriced(int calls) {
        return Usage.ofTokens(10L * calls, calls).unpriced(calls);
    }
}
