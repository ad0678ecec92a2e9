package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kbench.chat.Message;
import dev.kbench.evaluate.EvaluationFailedException;
import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.event.AssertionResult;
import dev.kbench.event.RunEvent;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.store.StoreException;
import dev.kbench.store.journal.EvaluationJournal;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalState;
import dev.kbench.store.journal.JournalSummary;
import dev.kbench.testing.MockLlm;
import dev.kbench.workspace.CacheScope;
import dev.kbench.workspace.Client;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Reuse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;

class JournaledEvaluationTest extends JournaledScenario {
    /// All that must be equal in an evaluation that was never cut short.
    private static List<Object> shown(Runs<?> runs) {
        List<Object> shown = new ArrayList<>();
        for (Run<?> run : runs) {
            shown.add(
                    List.of(
                            run.id(),
                            run.params(),
                            run.outcome(),
                            run.passed(),
                            run.assertionResults().stream()
                                    .map(result -> result.passed() + result.source())
                                    .toList(),
                            run.usage(),
                            run.chat().messages().stream().map(Message::text).toList()));
        }
        return shown;
    }

    /// A model that only answers the first seven.
    private final MockLlm ailing =
            MockLlm.answering(
                    "m/x",
                    request -> {
                        String text = request.messages().getLast().text();
                        if (Integer.parseInt(text.substring(1)) >= 7) {
                            throw new PermanentProviderException(
                                    ModelProviderException.Trouble.UNAVAILABLE,
                                    "m/x",
                                    503,
                                    "down",
                                    null);
                        }
                        return "about " + text;
                    });

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 200})
    void whatCouldNotBeMeasuredIsMadeByTheSameCommand(int jobs) throws IOException {
        Runs<Answer> first =
                process(Reuse.CONTINUE)
                        .call(
                                () ->
                                        quiz.evaluate(
                                                with ->
                                                        with.llms(ailing)
                                                                .data(EvaluationScenario.words(20))
                                                                .jobs(jobs)
                                                                .onFailure(OnFailure.CONTINUE)));
        assertThat(first.completedRuns().size()).isEqualTo(7);
        assertThat(journals().getFirst().state()).isEqualTo(JournalState.STOPPED);
        Arena second = process(Reuse.CONTINUE);
        Runs<Answer> whole = evaluate(second, 20, with -> with.jobs(jobs));
        assertThat(asked).hasSize(13);
        assertThat(whole.stream().filter(Run::cached).count()).isEqualTo(7);
        assertThat(shown(whole).subList(0, 7)).isEqualTo(shown(first).subList(0, 7));
        assertThat(shown(whole)).isEqualTo(shown(evaluate(new Arena(Overrides.NONE), 20, _ -> {})));
        assertThat(notices(second))
                .containsExactly(
                        "quiz: goes on with %s, which did not finish: 7 of 20 runs are kept, 13 are left; --fresh starts over"
                                .formatted(journals().getFirst().id()));
        assertThat(journals())
                .singleElement()
                .satisfies(one -> assertThat(one.state()).isEqualTo(JournalState.FINISHED));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(f -> f.toString().endsWith(".run.json"))).hasSize(20);
        }
    }

    @Test
    void listenersAreToldOfWhatIsKept() {
        Arena first = process(Reuse.CONTINUE);
        evaluate(first, 5, stopAfter(2));
        Arena second = process(Reuse.CONTINUE);
        evaluate(second, 5, _ -> {});
        assertThat(second.events)
                .filteredOn(RunEvent.RunFinished.class::isInstance)
                .extracting(event -> ((RunEvent.RunFinished) event).reused())
                .containsExactly(true, true, false, false, false);
        assertThat(told(first)).hasSize(4);
        assertThat(told(second)).hasSize(10).startsWith(told(first).toArray());
    }

    /// What was said of runs, as a table of results shows it.
    private static List<Object> told(Arena process) {
        List<Object> told = new ArrayList<>();
        for (RunEvent event : process.events) {
            if (event
                    instanceof RunEvent.AssertionRecorded(String run, AssertionResult assertion)) {
                told.add(List.of(run, assertion));
            } else if (event instanceof RunEvent.RunFinished run) {
                told.add(List.of(run.run(), run.number(), run.row(), run.result(), run.passed()));
            }
        }
        return told;
    }

    @Test
    void whatFinishedIsRunAfresh() {
        evaluate(process(Reuse.CONTINUE), 3, _ -> {});
        evaluate(process(Reuse.CONTINUE), 3, _ -> {});
        assertThat(asked).hasSize(6);
        assertThat(journals()).hasSize(2);
    }

    @Test
    void oneProcessThatAsksTwiceMeansIt() {
        Arena process = process(Reuse.CONTINUE);
        evaluate(process, 3, stopAfter(1));
        evaluate(process, 3, _ -> {});
        assertThat(asked).hasSize(4);
    }

    @Test
    void freshStartsOver() {
        evaluate(process(Reuse.CONTINUE), 3, stopAfter(2));
        asked.clear();
        evaluate(process(Reuse.FRESH), 3, _ -> {});
        assertThat(asked).hasSize(3);
    }

    @Test
    void otherDataIsAnotherEvaluation() {
        evaluate(process(Reuse.CONTINUE), 3, stopAfter(2));
        asked.clear();
        evaluate(process(Reuse.CONTINUE), 4, _ -> {});
        assertThat(asked).hasSize(4);
    }

    @Test
    void theCacheFindsRunsOfOtherEvaluations() {
        evaluate(process(Reuse.CONTINUE), 3, _ -> {});
        asked.clear();
        Arena cached = process(Reuse.CACHED);
        Runs<Answer> runs = evaluate(cached, 5, _ -> {});
        assertThat(asked).containsExactly("w3", "w4");
        assertThat(runs.stream().map(Run::cached)).containsExactly(true, true, true, false, false);
        asked.clear();
        evaluate(process(Reuse.CACHED), 5, _ -> {});
        assertThat(asked).isEmpty();
    }

    @Test
    void theCacheCanBeSwitchedOnByTheFile() {
        evaluate(process(Reuse.CONTINUE), 3, _ -> {});
        asked.clear();
        Arena process = process(Reuse.CONTINUE);
        try (CacheScope _ = new Client(process.workspace).enableCache()) {
            evaluate(process, 3, _ -> {});
        }
        assertThat(asked).isEmpty();
        evaluate(process, 3, _ -> {});
        assertThat(asked).hasSize(3);
    }

    @Test
    void aFailedRunIsMadeAgainAndTheBillKeepsIt() {
        AtomicBoolean broken = new AtomicBoolean(true);
        Task<Boolean> flaky =
                Task.named("flaky")
                        .returning(boolean.class)
                        .param("word", String.class)
                        .body(
                                (model, params) -> {
                                    model.prompt("about " + params.value("word").orElseThrow());
                                    if (params.value("word").orElseThrow().equals("w1")
                                            && broken.get()) {
                                        throw new IllegalStateException("no luck");
                                    }
                                    return true;
                                });
        Consumer<EvaluationOptions> options =
                with -> with.llms(llm).data(EvaluationScenario.words(3));
        assertThatThrownBy(() -> process(Reuse.CONTINUE).call(() -> flaky.evaluate(options)))
                .isInstanceOf(EvaluationFailedException.class);
        broken.set(false);
        asked.clear();
        Runs<Boolean> runs = process(Reuse.CONTINUE).call(() -> flaky.evaluate(options));
        assertThat(asked).containsExactly("about w1", "about w2");
        assertThat(runs.passRate().value()).isEqualTo(1.0);
        assertThat(runs.get(1).attempt().attempt()).isEqualTo(2);
        assertThat(runs.stream().map(Run::id)).containsExactly("Run #1", "Run #2", "Run #3");
    }

    @Test
    void anEvaluationThatRunsElsewhereIsRefused() {
        evaluate(process(Reuse.CONTINUE), 3, stopAfter(1));
        JournalSummary unfinished = journals().getFirst();
        try (EvaluationJournal _ = JournalFolder.beside(folder).open(unfinished.id())) {
            assertThatThrownBy(() -> evaluate(process(Reuse.CONTINUE), 3, _ -> {}))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(
                            "the same evaluation is running as %1$s in process %2$d; wait for it, stop it with kbench stop %1$s, or start another beside it with --fresh"
                                    .formatted(unfinished.id(), ProcessHandle.current().pid()));
        }
    }

    @Test
    void aRunFileThatACrashLeftOutIsWritten() throws IOException {
        evaluate(process(Reuse.CONTINUE), 3, stopAfter(2));
        List<Path> files;
        try (Stream<Path> found = Files.list(folder)) {
            files = found.filter(f -> f.toString().endsWith(".run.json")).sorted().toList();
        }
        String before = Files.readString(files.getFirst());
        Files.delete(files.getFirst());
        evaluate(process(Reuse.CONTINUE), 3, _ -> {});
        assertThat(files.getFirst()).hasContent(before);
    }

    @Test
    void aValueThatCannotBeReadBackStaysAndIsMadeAgain() {
        List<Integer> made = new ArrayList<>();
        Task<Map<?, ?>> odd =
                new Object() {
                    @SuppressWarnings("unchecked") // a map is a map
                    Task<Map<?, ?>> task() {
                        return (Task<Map<?, ?>>)
                                (Task<?>)
                                        Task.named("odd")
                                                .returning(Map.class)
                                                .param("word", String.class)
                                                .body(
                                                        (_, _) -> {
                                                            made.add(made.size());
                                                            return new TreeMap<>(
                                                                    Map.of(
                                                                            "path",
                                                                            new StringBuilder(
                                                                                    "x")));
                                                        });
                    }
                }.task();
        Consumer<EvaluationOptions> options =
                with -> with.llms(llm).data(EvaluationScenario.words(2));
        Runs<Map<?, ?>> runs =
                process(Reuse.CONTINUE).call(() -> odd.evaluate(options.andThen(stopAfter(1))));
        assertThat(runs.get(0).result().get("path")).hasToString("x");
        process(Reuse.CONTINUE).call(() -> odd.evaluate(options));
        assertThat(made).hasSize(3);
    }

    @Test
    void anEvaluationInsideAnotherIsPartOfItsRun() {
        Task<Boolean> outer =
                Task.named("outer")
                        .returning(boolean.class)
                        .param("word", String.class)
                        .body(
                                (model, _) -> {
                                    quiz.evaluate(
                                            with ->
                                                    with.llms(model)
                                                            .data(EvaluationScenario.words(2)));
                                    return true;
                                });
        Runs<Boolean> runs =
                process(Reuse.CONTINUE)
                        .call(
                                () ->
                                        outer.evaluate(
                                                with ->
                                                        with.llms(llm)
                                                                .data(
                                                                        EvaluationScenario.words(
                                                                                2))));
        assertThat(runs.get(1).subruns().size()).isEqualTo(2);
        assertThat(journals()).hasSize(1);
    }

    @Test
    void anEvaluationInsideASingleRunGoesOnToo() {
        AtomicBoolean early = new AtomicBoolean(true);
        Task<Double> main =
                Task.named("main")
                        .returning(double.class)
                        .body(
                                (model, _) ->
                                        quiz.evaluate(
                                                        with -> {
                                                            with.llms(model)
                                                                    .data(
                                                                            EvaluationScenario
                                                                                    .words(4))
                                                                    .onFailure(OnFailure.CONTINUE);
                                                            if (early.get()) {
                                                                stopAfter(3).accept(with);
                                                            }
                                                        })
                                                .passRate()
                                                .value());
        process(Reuse.CONTINUE).call(() -> main.run(llm));
        early.set(false);
        asked.clear();
        Run<Double> run = process(Reuse.CONTINUE).call(() -> main.run(llm));
        assertThat(asked).containsExactly("w3");
        assertThat(run.subruns().size()).isEqualTo(4);
        assertThat(run.result()).isEqualTo(1.0);
    }
}
