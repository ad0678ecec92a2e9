package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.event.RunEvent;
import dev.kbench.key.ModelRef;
import dev.kbench.key.TaskRef;
import dev.kbench.run.EvaluationPlan;
import dev.kbench.run.OnFailure;
import dev.kbench.run.RetryPolicy;
import dev.kbench.table.DatasetRef;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;

class EstimateTest extends EvaluationScenario {
    private static String of(
            List<ModelRef> models,
            long rows,
            SequencedMap<String, List<Object>> grid,
            int trials,
            int attempts) {
        return Estimate.of(
                        new EvaluationPlan(
                                "e",
                                new TaskRef("t", 1, "", "", "", ""),
                                models,
                                new DatasetRef("", List.of(), rows, ""),
                                grid,
                                trials,
                                new RetryPolicy(attempts, Duration.ZERO),
                                OnFailure.RAISE,
                                null))
                .orElse("");
    }

    @Test
    void itSaysHowTheNumberComesAbout() {
        LinkedHashMap<String, List<Object>> grid = new LinkedHashMap<>();
        grid.put("style", List.of("short", "long", "none"));
        grid.put("one", List.of(1));
        List<ModelRef> two = List.of(ModelRef.of("a", ""), ModelRef.of("b", ""));
        assertThat(of(two, 500_000, grid, 5, 3))
                .isEqualTo(
                        "15,000,000 runs: 2 models × 3 of style × 500,000 rows × 5 trials, up to 3"
                                + " attempts each");
        assertThat(of(two, 5_000, new LinkedHashMap<>(), 1, 1))
                .isEqualTo("10,000 runs: 2 models × 5,000 rows");
        assertThat(of(two, 4_999, new LinkedHashMap<>(), 1, 1)).isEmpty();
    }

    @Test
    void itIsToldBeforeAnyCall() {
        List<Integer> many = IntStream.range(0, 100).boxed().toList();
        Task<Boolean> task =
                Task.named("grid")
                        .returning(boolean.class)
                        .param("x", int.class)
                        .param("y", int.class)
                        .body((llm, _) -> !llm.prompt("hi").isEmpty());
        evaluate(task, with -> with.llms(a).grid("x", many).grid("y", many).stopWhen(_ -> true));
        assertThat(arena.events.getFirst())
                .isEqualTo(new RunEvent.Notice("grid: 10,000 runs: 100 of x × 100 of y"));
        assertThat(a.invocations()).hasSize(1);
    }
}
