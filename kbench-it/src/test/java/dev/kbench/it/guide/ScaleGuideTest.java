package dev.kbench.it.guide;

import static dev.kbench.Kbench.judgeLlm;
import static dev.kbench.Kbench.llm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.control.Budget;
import dev.kbench.evaluate.Jobs;
import dev.kbench.llm.Llm;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Runs;
import dev.kbench.task.Benchmark;
import dev.kbench.task.Task;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What the guide to evaluations of any size shows.
class ScaleGuideTest {
    @TempDir Path folder;

    @Benchmark
    boolean knows(Llm llm, String question, String answer) {
        return llm.prompt(question).contains(answer);
    }

    @Test
    void aNightsWorkAndWhatItCameTo() throws Exception {
        Files.writeString(
                folder.resolve("questions.csv"),
                "question,answer\nCapital of France?,Paris\nCapital of Peru?,Lima\n");
        Path questions = folder.resolve("questions.csv");
        ScriptedModels models =
                ScriptedModels.answering(
                        request ->
                                request.model().equals(ScriptedModels.SUBJECT)
                                        ? "Paris or Lima."
                                        : "Paris.");
        StringBuilder out = new StringBuilder();
        models.in(
                folder,
                () -> {
                    Runs<Boolean> runs =
                            Task.of(this::knows)
                                    .evaluate(
                                            with ->
                                                    with.llms(llm(), judgeLlm())
                                                            .data(questions)
                                                            .trials(4)
                                                            .jobs(Jobs.AUTO)
                                                            .timeout(Duration.ofMinutes(2))
                                                            .maxAttempts(2)
                                                            .retryDelay(Duration.ofSeconds(30))
                                                            .budget(Budget.tokens(2_000_000))
                                                            .onFailure(OnFailure.CONTINUE));

                    runs.byModel()
                            .forEach(
                                    (model, own) -> {
                                        out.append(model.id()).append(": ").append(own.passRate());
                                        out.append(", any of 4: ").append(own.trials().passAt(4));
                                        out.append(", all 4: ").append(own.trials().passAll(4));
                                        out.append('\n');
                                    });
                    out.append(runs.compare());
                    return runs;
                });
        assertThat(models.asked()).hasSize(16);
        assertThat(out.toString().lines().toList().getFirst())
                .startsWith(ScriptedModels.SUBJECT + ": 1.000 (8 measured")
                .contains("any of 4: 1.000", "all 4: 1.000");
        assertThat(out.toString().lines().toList().get(1))
                .startsWith(ScriptedModels.JUDGE + ": 0.500 (8 measured");
        assertThat(out).contains("0.500", ScriptedModels.JUDGE);
    }
}
