package dev.kbench.task;

import static dev.kbench.Kbench.assertTrue;

import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.event.RunEvent;
import dev.kbench.run.Runs;
import dev.kbench.store.KaggleRunStore;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.store.journal.JournalSummary;
import dev.kbench.testing.MockLlm;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Reuse;

import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/// Evaluations in one folder, by one process after another.
class JournaledScenario {
    @TempDir Path folder;

    final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    final MockLlm llm =
            MockLlm.answering(
                    "m/x",
                    request -> {
                        String text = request.messages().getLast().text();
                        asked.add(text);
                        return "about " + text;
                    });

    record Answer(String text, int length) {}

    final Task<Answer> quiz =
            Task.named("quiz")
                    .returning(Answer.class)
                    .param("word", String.class)
                    .body(
                            (model, params) -> {
                                String answer =
                                        model.prompt((String) params.value("word").orElseThrow());
                                assertTrue(answer.length() > 4, "long enough");
                                return new Answer(answer, answer.length());
                            });

    /// A process of its own: nothing is known but what lies in the folder.
    Arena process(Reuse reuse) {
        return new Arena(
                new KaggleRunStore(folder),
                new Overrides(List.of(), OptionalInt.empty(), OptionalInt.empty(), reuse),
                JournalFolder.beside(folder));
    }

    static Consumer<EvaluationOptions> stopAfter(int runs) {
        return with -> with.stopWhen(progress -> progress.ended() >= runs);
    }

    Runs<Answer> evaluate(Arena process, int rows, Consumer<EvaluationOptions> more) {
        return process.call(
                () ->
                        quiz.evaluate(
                                with -> {
                                    with.llms(llm).data(EvaluationScenario.words(rows));
                                    more.accept(with);
                                }));
    }

    List<JournalSummary> journals() {
        return JournalFolder.beside(folder).list();
    }

    static List<String> notices(Arena process) {
        return process.events.stream()
                .filter(RunEvent.Notice.class::isInstance)
                .map(event -> ((RunEvent.Notice) event).text())
                .toList();
    }
}
