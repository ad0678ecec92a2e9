package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.explain.Explained;
import dev.kbench.explain.ReuseExplainer;
import dev.kbench.llm.CallGate;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.workspace.PlannedRuns;
import dev.kbench.workspace.ProcessScope;
import dev.kbench.workspace.Reuse;
import dev.kbench.workspace.Workspace;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;

class RehearsalTest extends JournaledScenario {
    private final List<PlannedRuns> planned = new ArrayList<>();
    private final List<Explained> explained = new ArrayList<>();

    private <T> T rehearse(Reuse reuse, Callable<T> body) throws Exception {
        try (ReuseExplainer explainer = new ReuseExplainer(JournalFolder.beside(folder))) {
            Workspace workspace =
                    process(reuse)
                            .workspace
                            .rehearsing(
                                    runs -> {
                                        planned.add(runs);
                                        explainer.explain(runs, explained::add);
                                    });
            return workspace.call(body);
        }
    }

    private Consumer<EvaluationOptions> words(int rows) {
        return with -> with.llms(llm).data(EvaluationScenario.words(rows));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void nothingIsRunAndNothingIsWritten() throws Exception {
        Runs<Answer> runs = rehearse(Reuse.CONTINUE, () -> quiz.evaluate(words(3)));
        assertThat(runs.size()).isZero();
        assertThat(runs.planned()).isEqualTo(3);
        assertThat(runs.passRate())
                .hasToString("n/a (0 measured, 0 failed, 0 unmeasured of 0, 3 not run)");
        Run<Answer> run = rehearse(Reuse.CONTINUE, () -> quiz.run(llm, "w0"));
        assertThat(run.errorMessage())
                .contains("CancellationException: this is a rehearsal: no run is made");
        assertThat(rehearse(Reuse.CONTINUE, () -> quiz.attempt(llm, "w0")).passed()).isFalse();
        assertThat(asked).isEmpty();
        assertThat(files()).isEmpty();
        assertThat(planned).extracting(PlannedRuns::size).containsExactly(3L, 1L, 1L);
        assertThat(explained)
                .hasSize(5)
                .allSatisfy(
                        one -> assertThat(one.reasons()).containsExactly("no run like it is kept"));
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> rehearse(Reuse.CONTINUE, () -> quiz.run(llm)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(planned).isEmpty();
    }

    @Test
    void itSaysWithWhichEvaluationTheCommandGoesOn() throws Exception {
        evaluate(process(Reuse.CONTINUE), 4, stopAfter(3));
        String id = journals().getFirst().id();
        rehearse(Reuse.CONTINUE, () -> quiz.evaluate(words(4)));
        assertThat(planned)
                .singleElement()
                .satisfies(runs -> assertThat(runs.continued()).contains(id));
        assertThat(explained)
                .extracting(Explained::reused)
                .containsExactly(true, true, true, false);
        assertThat(explained.getFirst().reasons()).containsExactly("completed in " + id);
        assertThat(explained.getFirst().row()).isEqualTo("row 0");
        evaluate(process(Reuse.CONTINUE), 4, _ -> {});
        explained.clear();
        rehearse(Reuse.CONTINUE, () -> quiz.evaluate(words(4)));
        assertThat(explained)
                .hasSize(4)
                .allSatisfy(
                        one ->
                                assertThat(one.reasons())
                                        .containsExactly(
                                                "completed in %s; --cached reads it back"
                                                        .formatted(id)));
        explained.clear();
        rehearse(Reuse.CACHED, () -> quiz.evaluate(words(5)));
        assertThat(explained)
                .extracting(Explained::reused)
                .containsExactly(true, true, true, true, false);
    }

    @Test
    void noModelCanBeAskedWhileTheGateIsShut() {
        try (CallGate _ = CallGate.shut("not now")) {
            assertThatThrownBy(() -> llm.prompt("w0"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("not now");
            assertThatThrownBy(() -> CallGate.shut("twice"))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(llm.prompt("w0")).isEqualTo("about w0");
    }

    @Test
    void threadsThatWereCalledInNoWorkspaceHaveTheAdoptedOne() throws InterruptedException {
        Arena arena = process(Reuse.CONTINUE);
        List<Workspace> seen = new ArrayList<>();
        try (ProcessScope _ = arena.workspace.adopt()) {
            Thread own = new Thread(() -> seen.add(Workspace.current()));
            own.start();
            own.join();
        }
        assertThat(seen).containsExactly(arena.workspace);
        assertThat(Workspace.current()).isNotSameAs(arena.workspace);
    }
}
