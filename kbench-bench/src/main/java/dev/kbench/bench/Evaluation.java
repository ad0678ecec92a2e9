package dev.kbench.bench;

import dev.kbench.config.Settings;
import dev.kbench.llm.Llm;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Progress;
import dev.kbench.models.OpenAiCompatible;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Run;
import dev.kbench.run.Runs;
import dev.kbench.store.KaggleRunStore;
import dev.kbench.table.DataFrame;
import dev.kbench.task.Task;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A whole evaluation: binding, runs, assertions' bookkeeping, outcomes, and files where they are
/// wanted.
final class Evaluation {
    private Evaluation() {}

    static long run(String url, int samples, int jobs, Path out, boolean files) throws Exception {
        Settings settings = Settings.of(Map.of());
        try (Workspace workspace =
                new Workspace(
                        settings,
                        new Models(settings, List.of(), List.of(), Progress.NONE),
                        new KaggleRunStore(out),
                        Overrides.NONE)) {
            return workspace.call(() -> evaluate(url, samples, jobs, files));
        }
    }

    private static long evaluate(String url, int samples, int jobs, boolean files) {
        Llm llm = OpenAiCompatible.model("bench", with -> with.baseUrl(url));
        Task<Boolean> task =
                Task.named("bench")
                        .storeTask(false)
                        .storeRun(files)
                        .returning(boolean.class)
                        .param("question", String.class)
                        .param("number", int.class)
                        .body(
                                (model, params) ->
                                        model.prompt(
                                                        (String)
                                                                params.value("question")
                                                                        .orElseThrow())
                                                .equals("42"));
        DataFrame rows =
                DataFrame.ofColumns(
                        "question",
                        IntStream.range(0, samples).mapToObj(_ -> "What is 6 times 7?").toList(),
                        "number",
                        IntStream.range(0, samples).boxed().toList());
        Runs<Boolean> runs =
                task.evaluate(
                        with -> with.llms(llm).data(rows).jobs(jobs).onFailure(OnFailure.CONTINUE));
        return runs.stream().filter(Run::passed).count();
    }
}
