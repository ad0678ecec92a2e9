package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.kbench.evaluate.EvaluationFailedException;
import dev.kbench.event.RunEvent;
import dev.kbench.run.OnFailure;
import dev.kbench.store.KaggleRunStore;
import dev.kbench.store.StoreException;
import dev.kbench.store.journal.Death;
import dev.kbench.store.journal.DiskStep;
import dev.kbench.store.journal.DiskSteps.Moment;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Reuse;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

/// What is reported of runs that a disk no longer takes.
class UnstoredRunsTest extends JournaledScenario {
    private static final int ROWS = 5;

    private void evaluate(Arena process) {
        process.call(
                () ->
                        quiz.evaluate(
                                with ->
                                        with.llms(llm)
                                                .data(EvaluationScenario.words(ROWS))
                                                .onFailure(OnFailure.CONTINUE)));
    }

    private static List<RunEvent.RunFinished> finished(Arena process) {
        return process.events.stream()
                .filter(RunEvent.RunFinished.class::isInstance)
                .map(RunEvent.RunFinished.class::cast)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void haveNoVerdictAndAreMadeAgain(int writes) {
        Death full = new Death(DiskStep.JOURNAL_WRITE, Moment.BEFORE, writes);
        Arena first =
                new Arena(
                        new KaggleRunStore(folder),
                        Overrides.NONE,
                        new JournalFolder(JournalFolder.beside(folder).root(), full));

        Throwable told = catchThrowable(() -> evaluate(first));

        assertThat(full.happened()).isTrue();
        assertThat(told).isInstanceOfAny(StoreException.class, EvaluationFailedException.class);
        List<RunEvent.RunFinished> reported = finished(first);
        List<String> completed =
                reported.stream()
                        .filter(run -> run.reason().isEmpty())
                        .map(RunEvent.RunFinished::run)
                        .toList();
        assertThat(reported)
                .filteredOn(run -> !completed.contains(run.run()))
                .allSatisfy(run -> assertThat(run.reason()).isEqualTo("NOT_STORED"));
        assertThat(journals().getFirst().finished()).isEqualTo(completed.size());

        asked.clear();
        evaluate(process(Reuse.CONTINUE));

        assertThat(asked).hasSize(ROWS - completed.size());
    }
}
