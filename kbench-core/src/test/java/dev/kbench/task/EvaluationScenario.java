package dev.kbench.task;

import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.run.Runs;
import dev.kbench.testing.MockLlm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/// A model, a task that notes what it was called with, and rows of words, for tests of evaluations.
abstract class EvaluationScenario {
    final MockLlm a = MockLlm.answering("a", request -> String.valueOf(request.messages().size()));
    final Arena arena = new Arena();
    final List<Object> seen = Collections.synchronizedList(new ArrayList<>());

    /// Passes on model `a`.
    final Task<Boolean> echo =
            Task.named("echo")
                    .returning(boolean.class)
                    .param("word", String.class)
                    .body(
                            (llm, params) -> {
                                seen.add(llm.name() + params);
                                return llm.name().equals("a");
                            });

    final <R> Runs<R> evaluate(Task<R> task, Consumer<EvaluationOptions> with) {
        return arena.call(() -> task.evaluate(with));
    }

    static List<Map<String, String>> words(int count) {
        return IntStream.range(0, count).mapToObj(i -> Map.of("word", "w" + i)).toList();
    }
}
