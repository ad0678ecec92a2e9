package dev.kbench.bench;

import dev.kbench.config.Settings;
import dev.kbench.evaluate.EvaluationOptions;
import dev.kbench.key.Params;
import dev.kbench.llm.Llm;
import dev.kbench.llm.Models;
import dev.kbench.llm.spi.Progress;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Runs;
import dev.kbench.store.KaggleRunStore;
import dev.kbench.store.journal.JournalFolder;
import dev.kbench.table.DataFrame;
import dev.kbench.table.Dataset;
import dev.kbench.task.Task;
import dev.kbench.task.TaskBuilder.Computation;
import dev.kbench.workspace.Overrides;
import dev.kbench.workspace.Workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A whole evaluation, as a user has it: binding, runs, outcomes, a journal, and run files where
/// they are wanted. A run passes where the model's answer was the one to the run's own question.
final class Evaluation {
    /// Ten of these and their answers are a chat of twenty messages.
    private static final int PROMPTS = 10;

    private static final int PROMPT_LENGTH = 400;
    private static final int MOST_REASONS = 10;

    private final Work work;
    private final Flushes flushes;
    private final boolean files;

    Evaluation(Work work, Flushes flushes, boolean files) {
        this.work = work;
        this.flushes = flushes;
        this.files = files;
    }

    static JournalFolder journals(Path folder, Flushes flushes) {
        return new JournalFolder(folder.resolve(".kbench").resolve("journal"), flushes);
    }

    /// One question a run, over HTTP.
    long overHttp() throws Exception {
        return evaluate(http(), (llm, params) -> ask(llm, number(params), 0));
    }

    /// One question a run, answered in this process.
    long ofEcho() throws Exception {
        return evaluate(EchoClient.llm(), (llm, params) -> ask(llm, number(params), 0));
    }

    /// One question a run, answered in this process; the rows are read as a stream.
    long ofStream() throws Exception {
        return evaluate(
                EchoClient.llm(),
                (llm, params) -> ask(llm, number(params), 0),
                with -> with.data(Dataset.csv(Rows.in(work.folder()))));
    }

    /// A chat a run, over HTTP; none ends before all have been held.
    long ofChats() throws Exception {
        CountDownLatch held = new CountDownLatch(work.samples());
        return evaluate(
                http(),
                (llm, params) -> {
                    boolean answered = true;
                    for (int prompt = 0; prompt < PROMPTS; prompt++) {
                        answered &= ask(llm, number(params) + prompt, PROMPT_LENGTH);
                    }
                    held.countDown();
                    held.await();
                    return answered;
                });
    }

    private Llm http() {
        return Clients.model(work.url());
    }

    private static int number(Params params) {
        return (int) params.value("number").orElseThrow();
    }

    private static boolean ask(Llm llm, int number, int length) {
        return Question.isAnswered(number, llm.prompt(Question.of(number, length)));
    }

    private long evaluate(Llm llm, Computation<Boolean> body) throws Exception {
        DataFrame rows =
                DataFrame.ofColumns("number", IntStream.range(0, work.samples()).boxed().toList());
        return evaluate(llm, body, with -> with.data(rows));
    }

    private long evaluate(Llm llm, Computation<Boolean> body, Consumer<EvaluationOptions> data)
            throws Exception {
        Settings settings = Settings.of(Map.of());
        try (Workspace workspace =
                new Workspace(
                        settings,
                        new Models(settings, List.of(), List.of(), Progress.NONE),
                        new KaggleRunStore(work.folder()),
                        Overrides.NONE,
                        Optional.of(journals(work.folder(), flushes)))) {
            return workspace.call(() -> passed(llm, body, data));
        }
    }

    private long passed(Llm llm, Computation<Boolean> body, Consumer<EvaluationOptions> data) {
        Task<Boolean> task =
                Task.named("bench")
                        .storeTask(files)
                        .storeRun(files)
                        .returning(boolean.class)
                        .param("number", int.class)
                        .body(body);
        Runs<Boolean> runs =
                task.evaluate(
                        with -> {
                            with.llms(llm).jobs(work.jobs()).onFailure(OnFailure.CONTINUE);
                            data.accept(with);
                        });
        sayWhatWentWrong(runs);
        return Math.round(runs.passRate().value() * runs.tally().judged());
    }

    /// Calls that were not answered show as a number only; why, stands on the error stream.
    private static void sayWhatWentWrong(Runs<Boolean> runs) {
        runs.erroredRuns().stream()
                .collect(
                        Collectors.groupingBy(
                                run -> run.errorMessage().orElse("an error without a message"),
                                TreeMap::new,
                                Collectors.counting()))
                .entrySet()
                .stream()
                .limit(MOST_REASONS)
                .forEach(
                        reason ->
                                System.err.printf("%d × %s%n", reason.getValue(), reason.getKey()));
    }
}
