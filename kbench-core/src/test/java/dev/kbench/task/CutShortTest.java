package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.evaluate.EvaluationFailedException;
import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.run.Runs;
import dev.kbench.store.journal.EvaluationJournal;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalState;
import dev.kbench.store.journal.JournalSummary;
import dev.kbench.store.journal.KeyDigest;
import dev.kbench.workspace.Reuse;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// What a command leaves that does not come to its end.
class CutShortTest extends JournaledScenario {
    /// One command: evaluates a quiz of three words, then others of which the last is cut short.
    ///
    /// @param rows how many words each of them has
    /// @param stop after how many runs of the last it ends; a large number for never
    private Arena command(int stop, int... rows) {
        Arena process = process(Reuse.CONTINUE);
        for (int n = 0; n < rows.length; n++) {
            int count = rows[n];
            Task<Boolean> next =
                    Task.named("quiz " + n)
                            .returning(boolean.class)
                            .param("word", String.class)
                            .body(
                                    (model, params) -> {
                                        model.prompt((String) params.value("word").orElseThrow());
                                        return true;
                                    });
            int last = n == rows.length - 1 ? stop : 100;
            process.call(
                    () ->
                            next.evaluate(
                                    with -> {
                                        with.llms(llm).data(EvaluationScenario.words(count));
                                        stopAfter(last).accept(with);
                                    }));
        }
        return process;
    }

    @Test
    void whatWasFinishedBeforeItsCommandWasCutShortIsKept() {
        command(1, 3, 5);
        String first = journals().getLast().id();
        asked.clear();
        Arena again = command(100, 3, 5);
        assertThat(asked).containsExactly("w1", "w2", "w3", "w4");
        assertThat(notices(again).getFirst())
                .isEqualTo(
                        "quiz 0: goes on with %s, whose command did not come to its end: 3 of 3 runs are kept, 0 are left; --fresh starts over"
                                .formatted(first));
        asked.clear();
        command(100, 3, 5);
        assertThat(asked).hasSize(8);
    }

    @Test
    void whatIsGoneOnWithMayBeCutShortAsWell() {
        command(1, 3, 5);
        command(2, 3, 5, 4);
        asked.clear();
        command(100, 3, 5, 4);
        assertThat(asked).containsExactly("w2", "w3");
    }

    @Test
    void whatWasReplacedHoldsNothingBack() {
        command(1, 3, 5);
        command(100, 3, 6);
        asked.clear();
        command(100, 3, 6);
        assertThat(asked).hasSize(9);
    }

    @Test
    void whatAnotherCommandLeftHoldsNothingBack() {
        evaluate(process(Reuse.CONTINUE), 3, _ -> {});
        command(1, 3, 5);
        asked.clear();
        evaluate(process(Reuse.CONTINUE), 3, _ -> {});
        assertThat(asked).hasSize(3);
    }

    @Test
    void whatWasUnderWayIsNamed() {
        evaluate(process(Reuse.CONTINUE), 9, stopAfter(2));
        String id = journals().getFirst().id();
        try (EvaluationJournal journal = JournalFolder.beside(folder).open(id)) {
            for (long position = 3; position < 8; position++) {
                journal.started(position, 1, new KeyDigest(position, 1), new byte[0]);
            }
        }
        Arena second = process(Reuse.CONTINUE);
        evaluate(second, 9, _ -> {});
        assertThat(notices(second).getFirst())
                .isEqualTo(
                        "quiz: goes on with %s, which did not finish: 2 of 9 runs are kept, 7 are left; --fresh starts over; under way when it ended: Run #4, Run #5, Run #6 and 2 more"
                                .formatted(id));
    }

    @Test
    void aTornTailIsTold() throws IOException {
        evaluate(process(Reuse.CONTINUE), 3, stopAfter(2));
        Path journal =
                folder.resolve(".kbench/journal/%s/journal".formatted(journals().getFirst().id()));
        long whole = Files.size(journal);
        Files.write(journal, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        Arena second = process(Reuse.CONTINUE);
        evaluate(second, 3, _ -> {});
        assertThat(notices(second).getFirst())
                .startsWith(
                        "%s: the last 3 bytes, from offset %d on, are half a record"
                                .formatted(journal, whole));
    }

    @Test
    void aRunThatRaisesLastIsMadeAgainAlone() {
        AtomicBoolean broken = new AtomicBoolean(true);
        Task<Boolean> flaky =
                Task.named("flaky")
                        .returning(boolean.class)
                        .param("word", String.class)
                        .body(
                                (model, params) -> {
                                    String word = (String) params.value("word").orElseThrow();
                                    model.prompt(word);
                                    if (word.equals("w2") && broken.get()) {
                                        throw new OutOfMemoryError("a test's own");
                                    }
                                    return true;
                                });
        Consumer<EvaluationOptions> options =
                with -> with.llms(llm).data(EvaluationScenario.words(3));
        assertThatThrownBy(() -> process(Reuse.CONTINUE).call(() -> flaky.evaluate(options)))
                .isInstanceOf(EvaluationFailedException.class);
        assertThat(journals())
                .singleElement()
                .returns(JournalState.STOPPED, JournalSummary::state)
                .returns("a run has no result", JournalSummary::note);
        broken.set(false);
        asked.clear();
        Runs<Boolean> runs = process(Reuse.CONTINUE).call(() -> flaky.evaluate(options));
        assertThat(asked).containsExactly("w2");
        assertThat(runs.passRate().value()).isEqualTo(1.0);
    }

    @Test
    void anInterruptIsTheReasonThatIsKept() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> evaluate(process(Reuse.CONTINUE), 3, _ -> {}))
                .isInstanceOf(RuntimeException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(journals()).singleElement().returns("it was interrupted", JournalSummary::note);
    }
}
