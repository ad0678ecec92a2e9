package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.control.Cancellation;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Spending;
import dev.kbench.event.Usage;
import dev.kbench.internal.context.RunScope;
import dev.kbench.llm.Llm;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Outcome;
import dev.kbench.run.Run;
import dev.kbench.run.RunFailedException;
import dev.kbench.run.UnmeasuredReason;
import dev.kbench.store.StoreException;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalState;
import dev.kbench.store.journal.JournalSummary;
import dev.kbench.store.journal.StopRequest;
import dev.kbench.workspace.CacheScope;
import dev.kbench.workspace.Client;
import dev.kbench.workspace.Reuse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;

/// Runs that a command makes one by one.
class SingleRunsTest extends JournaledScenario {
    private boolean broken = true;

    private final MeteredModel model = new MeteredModel(asked);
    private final Llm metered = model.llm();

    private final Task<Integer> part =
            Task.named("part")
                    .returning(int.class)
                    .param("word", String.class)
                    .body(
                            (llm, params) -> {
                                String word = (String) params.value("word").orElseThrow();
                                int length = llm.prompt(word).length();
                                if (word.equals("bad") && broken) {
                                    throw new IllegalStateException("no luck");
                                }
                                return length;
                            });

    /// A command of its own, which tells how it ends.
    private Arena command(Reuse reuse) {
        Arena command = process(reuse);
        command.workspace.tellsEnd();
        return command;
    }

    private Run<Integer> run(Arena process, String word) {
        return process.call(() -> part.run(metered, word));
    }

    private void evaluateMetered(Arena process) {
        process.call(
                () ->
                        quiz.evaluate(
                                with ->
                                        with.llms(metered)
                                                .data(EvaluationScenario.words(3))
                                                .onFailure(OnFailure.CONTINUE)));
    }

    private JournalSummary newest() {
        return journals().getFirst();
    }

    @Test
    void aCommandThatWasCutShortGoesOn() {
        Arena first = command(Reuse.CONTINUE);
        List<Run<Integer>> made = new ArrayList<>();
        for (String word : List.of("a", "b", "b")) {
            made.add(run(first, word));
        }
        assertThatThrownBy(() -> run(first, "bad")).isInstanceOf(RunFailedException.class);
        first.workspace.close();
        assertThat(newest())
                .returns(JournalState.STOPPED, JournalSummary::state)
                .returns("its command did not come to its end", JournalSummary::note);
        broken = false;
        asked.clear();
        Arena second = command(Reuse.CONTINUE);
        List<Run<Integer>> again = new ArrayList<>();
        for (String word : List.of("a", "b", "b", "bad", "c")) {
            again.add(run(second, word));
        }
        assertThat(asked).containsExactly("bad", "c");
        assertThat(again.stream().map(Run::id))
                .containsExactly("Run #1", "Run #2", "Run #3", "Run #4", "Run #5");
        assertThat(again.stream().map(run -> run.identity().uid()).limit(3))
                .isEqualTo(made.stream().map(run -> run.identity().uid()).toList());
        assertThat(again.stream().map(run -> run.attempt().attempt()))
                .containsExactly(1, 1, 1, 2, 1);
        assertThat(second.notices())
                .containsExactly(
                        "goes on with %s, which did not come to its end: 3 runs made one by one stand; --fresh starts over"
                                .formatted(newest().id()));
        assertThat(second.events)
                .filteredOn(RunEvent.RunFinished.class::isInstance)
                .extracting(event -> ((RunEvent.RunFinished) event).spent())
                .containsExactly(
                        Spending.before(unpriced(1)),
                        Spending.before(unpriced(1)),
                        Spending.before(unpriced(1)),
                        new Spending(unpriced(1), unpriced(2)),
                        Spending.now(unpriced(1)));
        second.workspace.complete();
        second.workspace.close();
        assertThat(journals()).hasSize(1);
        assertThat(newest().state()).isEqualTo(JournalState.FINISHED);
    }

    @Test
    void theSameCommandBesideItIsRefused() {
        Arena first = command(Reuse.CONTINUE);
        run(first, "a");
        Arena second = command(Reuse.CONTINUE);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> run(second, "a"))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(
                            "the same command is running as %1$s in process %2$d; wait for it, stop it with kbench stop %1$s, or start another beside it with --fresh"
                                    .formatted(newest().id(), ProcessHandle.current().pid()));
        }
        assertThat(run(second, "another").result()).isEqualTo(13);
        Arena beside = command(Reuse.FRESH);
        assertThat(run(beside, "a").result()).isEqualTo(7);
        for (Arena command : List.of(first, beside)) {
            command.workspace.complete();
            command.workspace.close();
        }
        assertThat(run(command(Reuse.CONTINUE), "a").result()).isEqualTo(7);
        assertThat(asked).containsExactly("a", "another", "a", "a");
    }

    @Test
    void aCommandWhoseEvaluationGoesOnMakesNoneOfThemAgain() {
        model.answers = 2;
        Arena first = command(Reuse.CONTINUE);
        run(first, "a");
        evaluateMetered(first);
        first.workspace.complete();
        first.workspace.close();
        model.answers = Integer.MAX_VALUE;
        asked.clear();
        Arena second = command(Reuse.CONTINUE);
        run(second, "a");
        evaluateMetered(second);
        assertThat(asked).containsExactly("w1", "w2");
    }

    @Test
    void aCommandWhoseConditionToStopWasMetIsRunAfreshOnlyAfterItsEnd() {
        Arena cut = command(Reuse.CONTINUE);
        evaluate(cut, 5, stopAfter(2));
        cut.workspace.close();
        Arena resumed = command(Reuse.CONTINUE);
        assertThat(evaluate(resumed, 5, stopAfter(2)).size()).isEqualTo(2);
        assertThat(asked).containsExactly("w0", "w1");
        resumed.workspace.complete();
        resumed.workspace.close();
        assertThat(evaluate(command(Reuse.CONTINUE), 5, stopAfter(2)).size()).isEqualTo(2);
        assertThat(asked).containsExactly("w0", "w1", "w0", "w1");
    }

    @Test
    void aCommandThatCameToItsEndIsRunAfresh() {
        for (int i = 0; i < 2; i++) {
            Arena command = command(Reuse.CONTINUE);
            run(command, "a");
            command.workspace.complete();
            command.workspace.close();
        }
        assertThat(asked).containsExactly("a", "a");
        assertThat(journals()).hasSize(2);
    }

    @Test
    void anotherCommandBeginsAnew() {
        Arena first = command(Reuse.CONTINUE);
        run(first, "a");
        run(first, "b");
        first.workspace.close();
        Arena other = command(Reuse.CONTINUE);
        run(other, "b");
        assertThat(asked).containsExactly("a", "b", "b");
        assertThat(other.notices()).isEmpty();
    }

    @Test
    void aProgramOfWhichNobodyTellsTheEndIsNotGoneOnWith() {
        Arena program = process(Reuse.CONTINUE);
        run(program, "a");
        Arena same = process(Reuse.CONTINUE);
        run(same, "a");
        assertThat(asked).containsExactly("a", "a");
        program.workspace.close();
        same.workspace.close();
        assertThat(journals().stream().map(JournalSummary::state))
                .containsExactly(JournalState.FINISHED, JournalState.FINISHED);
    }

    @Test
    void theCacheReadsBackRunsOfWhateverCommandAndItsOwn() {
        run(process(Reuse.CONTINUE), "a");
        Arena cached = process(Reuse.CONTINUE);
        try (CacheScope _ = new Client(cached.workspace).enableCache()) {
            assertThat(run(cached, "a").cached()).isTrue();
            assertThat(run(cached, "b").cached()).isFalse();
            assertThat(run(cached, "b").cached()).isTrue();
        }
        assertThat(run(cached, "b").cached()).isFalse();
        assertThat(asked).containsExactly("a", "b", "b");
    }

    @Test
    void theCacheFindsWhatAnEvaluationOfTheSameCommandMade() {
        Arena process = process(Reuse.CACHED);
        run(process, "first");
        process.call(
                () ->
                        quiz.evaluate(
                                with ->
                                        with.llms(llm)
                                                .grid("word", "x")
                                                .onFailure(OnFailure.CONTINUE)));
        asked.clear();
        Run<Answer> run = process.call(() -> quiz.run(llm, "x"));
        assertThat(asked).isEmpty();
        assertThat(run.result()).isEqualTo(new Answer("about x", 7));
    }

    @Test
    void whatCompletedInsideARunWithoutAVerdictStands() {
        Task<Integer> outer =
                Task.named("outer")
                        .returning(int.class)
                        .body(
                                (llm, _) ->
                                        part.run(llm, "a").result() + part.run(llm, "b").result());
        model.answers = 1;
        Arena first = command(Reuse.CONTINUE);
        assertThatThrownBy(() -> first.call(() -> outer.run(metered)))
                .isInstanceOf(RunFailedException.class);
        first.workspace.complete();
        first.workspace.close();
        model.answers = Integer.MAX_VALUE;
        Run<Integer> run = command(Reuse.CONTINUE).call(() -> outer.run(metered));
        assertThat(run.attempt().attempt()).isEqualTo(2);
        assertThat(asked).containsExactly("a", "b");
        assertThat(run.usage()).isEqualTo(unpriced(2));
    }

    @Test
    @Timeout(60)
    void theyCanBeAskedToStop() {
        Arena command = command(Reuse.CONTINUE);
        Task<Integer> asking =
                Task.named("asking")
                        .returning(int.class)
                        .body(
                                (llm, _) -> {
                                    StopRequest request =
                                            JournalFolder.beside(folder).requestStop(newest().id());
                                    Cancellation own = RunScope.current().cancellation();
                                    while (!request.seen() || !own.isCancelled()) {
                                        Thread.onSpinWait();
                                    }
                                    return llm.prompt("late").length();
                                });
        Run<Integer> run = command.call(() -> asking.attempt(metered));
        Run<Integer> next = command.call(() -> part.attempt(metered, "next"));
        assertThat(asked).isEmpty();
        assertThat(List.of(run, next))
                .extracting(Run::outcome)
                .allSatisfy(
                        outcome ->
                                assertThat(outcome)
                                        .isInstanceOfSatisfying(
                                                Outcome.Unmeasured.class,
                                                unmeasured ->
                                                        assertThat(unmeasured.reason())
                                                                .isEqualTo(
                                                                        UnmeasuredReason
                                                                                .CANCELLED)));
        command.workspace.complete();
        command.workspace.close();
        assertThat(newest())
                .returns(JournalState.STOPPED, JournalSummary::state)
                .returns("some runs could not be measured", JournalSummary::note);
    }

    /// What calls of 10 tokens in and 1 out come to, whose prices nobody has told.
    private static Usage unpriced(int calls) {
        return Usage.ofTokens(10L * calls, calls).unpriced(calls);
    }
}
