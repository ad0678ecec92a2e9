package dev.kbench.it.guide;

import static dev.kbench.Kbench.client;
import static dev.kbench.Kbench.judgeLlm;
import static dev.kbench.Kbench.llm;
import static dev.kbench.Kbench.llms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kbench.chat.FinishReason;
import dev.kbench.evaluate.EvaluationFailedException;
import dev.kbench.llm.Llm;
import dev.kbench.llm.spi.ModelProviderException;
import dev.kbench.llm.spi.ModelRequest;
import dev.kbench.llm.spi.ModelResponse;
import dev.kbench.llm.spi.PermanentProviderException;
import dev.kbench.run.OnFailure;
import dev.kbench.run.Outcome;
import dev.kbench.run.Run;
import dev.kbench.run.RunStatus;
import dev.kbench.run.Runs;
import dev.kbench.run.Score;
import dev.kbench.table.DataFrame;
import dev.kbench.task.Benchmark;
import dev.kbench.task.Task;
import dev.kbench.workspace.CacheScope;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/// The guide's runs and evaluations (section 3 of the quick reference).
class RunningGuideTest {
    @TempDir Path folder;

    private final ScriptedModels models =
            ScriptedModels.answering(
                    asked ->
                            ScriptedModels.last(asked).contains("France")
                                    ? "Paris, of course."
                                    : "I do not know.");

    @Benchmark(storeTask = false)
    boolean singleQa(Llm llm, String question, String answer) {
        String response = llm.prompt(question);
        return response.toLowerCase(Locale.ROOT).contains(answer.toLowerCase(Locale.ROOT));
    }

    private static final DataFrame ROWS =
            DataFrame.ofRows(
                    Map.of("question", "What is 2+2?", "answer", "4"),
                    Map.of("question", "Capital of France?", "answer", "Paris"));

    @Test
    void oneRun() throws Exception {
        models.in(
                folder,
                () -> {
                    Task<Boolean> myTask = Task.of(this::singleQa);

                    Run<Boolean> run = myTask.run(llm(), "Capital of France?", "Paris");
                    Run<Boolean> other = myTask.run(judgeLlm(), "Capital of France?", "Paris");

                    assertThat(run.passed()).isTrue();
                    assertThat(other.model().orElseThrow().toString())
                            .contains(ScriptedModels.JUDGE);
                    return run;
                });
        assertThat(models.asked())
                .extracting(ModelRequest::model)
                .containsExactly(ScriptedModels.SUBJECT, ScriptedModels.JUDGE);
    }

    @Test
    void whatARunHas() throws Exception {
        Run<Boolean> run =
                models.in(
                        folder,
                        () -> Task.of(this::singleQa).run(llm(), "Capital of France?", "Paris"));

        run.passed(); // result and all assertions
        run.result(); // the value
        run.assertionResults(); // all that was recorded
        run.status(); // PENDING, RUNNING, SUCCESS, FAILED
        run.chat(); // the conversation

        assertThat(run.passed()).isTrue();
        assertThat(run.result()).isTrue();
        assertThat(run.assertionResults()).isEmpty();
        assertThat(run.status()).isEqualTo(RunStatus.SUCCESS);
        assertThat(run.chat().messages().getLast().text()).isEqualTo("Paris, of course.");
    }

    @Benchmark
    double overQuestions(Llm llm) {
        List<String> questions = List.of("Capital of France?", "Capital of Peru?");
        List<Run<Boolean>> runs =
                questions.stream()
                        .map(question -> Task.of(this::singleQa).run(llm, question, "paris"))
                        .toList();
        return Runs.of(runs).passRate().value();
    }

    @Test
    void subTasks() throws Exception {
        Run<Double> run = models.in(folder, () -> Task.of(this::overQuestions).run(llm()));

        assertThat(run.result()).isEqualTo(0.5);
        assertThat(run.subruns()).hasSize(2);
    }

    @Test
    void anEvaluation() throws Exception {
        models.in(
                folder,
                () -> {
                    DataFrame rows = ROWS;
                    Task<Boolean> myTask = Task.of(this::singleQa);

                    Runs<Boolean> results =
                            myTask.evaluate(
                                    with ->
                                            with.llms(llm()) // one or several
                                                    .data(rows) // a table, a file, a list
                                                    .jobs(3) // parallel, default 1
                                                    .timeout(Duration.ofSeconds(120)) // each run
                                                    .maxAttempts(3) // default 1
                                                    .retryDelay(Duration.ofSeconds(15))
                                                    .onFailure(OnFailure.RAISE) // or CONTINUE
                                                    .stopWhen(
                                                            progress ->
                                                                    progress.completed()
                                                                            == rows.height())
                                                    .removeRunFiles(true));
                    DataFrame table = results.asDataFrame();

                    assertThat(results.size()).isEqualTo(2);
                    assertThat(table.height()).isEqualTo(2);
                    assertThat(table.columns()).contains("question", "answer", "result");
                    assertThat(results.passRate().value()).isEqualTo(0.5);
                    return results;
                });
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".run.json"))).isEmpty();
        }
    }

    /// The first question's model is out of order.
    private static final ScriptedModels FLAKY =
            ScriptedModels.responding(
                    asked -> {
                        if (ScriptedModels.last(asked).contains("2+2")) {
                            throw new PermanentProviderException(
                                    ModelProviderException.Trouble.UNAVAILABLE,
                                    asked.model(),
                                    503,
                                    "out of order",
                                    null);
                        }
                        return ModelResponse.builder()
                                .text("Paris")
                                .finishReason(FinishReason.STOP)
                                .build();
                    });

    @Test
    void failuresThatRaise() throws Exception {
        FLAKY.in(
                folder,
                () -> {
                    Task<Boolean> myTask = Task.of(this::singleQa);
                    try {
                        myTask.evaluate(with -> with.llms(llm()).data(ROWS));
                    } catch (EvaluationFailedException failed) {
                        assertThat(failed.runs().erroredRuns().size()).isEqualTo(1);
                        return failed;
                    }
                    throw new AssertionError("expected the evaluation to raise");
                });
    }

    @Test
    void failuresThatAreCounted() throws Exception {
        FLAKY.in(
                folder,
                () -> {
                    Task<Boolean> myTask = Task.of(this::singleQa);
                    StringBuilder out = new StringBuilder();

                    Runs<Boolean> results =
                            myTask.evaluate(
                                    with ->
                                            with.llms(llm())
                                                    .data(ROWS)
                                                    .onFailure(OnFailure.CONTINUE));

                    out.append(results.completedRuns().size()).append(" completed\n");
                    for (Run<Boolean> run : results.erroredRuns()) {
                        out.append(run.params()).append(": ").append(run.errorMessage().orElse(""));
                    }
                    Score rate = results.passRate(); // what was not measured counts for nothing
                    double mean = results.completedRuns().asDataFrame().column("result").mean();

                    assertThat(out.toString()).contains("1 completed", "2+2", "out of order");
                    assertThat(rate.value()).isEqualTo(1.0);
                    assertThat(rate.unmeasured()).isEqualTo(1);
                    assertThat(mean).isEqualTo(1.0);
                    assertThat(results.erroredRuns().get(0).outcome())
                            .isInstanceOf(Outcome.Unmeasured.class);
                    assertThatIllegalStateException()
                            .isThrownBy(() -> results.asDataFrame().column("result").mean())
                            .withMessageContaining("completedRuns()");
                    return results;
                });
    }

    @Test
    void aCache() throws Exception {
        models.in(
                folder,
                () -> {
                    Task<Boolean> myTask = Task.of(this::singleQa);

                    StringBuilder out = new StringBuilder();
                    try (CacheScope _ = client().enableCache()) {
                        Runs<Boolean> results =
                                myTask.evaluate(
                                        with ->
                                                with.llms(llm())
                                                        .data(ROWS)
                                                        .jobs(20)
                                                        .onFailure(OnFailure.CONTINUE)
                                                        .maxAttempts(3)
                                                        .retryDelay(Duration.ofSeconds(30)));
                        out.append(results.passRate());
                    }
                    assertThat(out).contains("0.500 (2 measured");
                    return myTask;
                });
        assertThat(models.asked()).hasSize(2);
    }

    @Test
    void severalModels() throws Exception {
        models.in(
                folder,
                () -> {
                    Task<Boolean> myTask = Task.of(this::singleQa);

                    List<Llm> both =
                            List.of(
                                    llms().get("google/gemini-2.5-flash"),
                                    llms().get("meta/llama-3.1-70b"));
                    long all = (long) both.size() * ROWS.height();
                    Runs<Boolean> results =
                            myTask.evaluate(
                                    with ->
                                            with.llms(both)
                                                    .data(ROWS)
                                                    .jobs(3)
                                                    .stopWhen(progress -> progress.ended() == all));

                    assertThat(results.size()).isEqualTo(4);
                    assertThat(results.byModel()).hasSize(2);
                    return results;
                });
        assertThat(models.asked())
                .extracting(ModelRequest::model)
                .containsOnly(ScriptedModels.SUBJECT, ScriptedModels.JUDGE);
    }

    @Benchmark("full_eval")
    double fullEval(Llm llm, DataFrame rows) {
        try (CacheScope _ = client().enableCache()) {
            Runs<Boolean> runs =
                    Task.of(this::singleQa)
                            .evaluate(
                                    with ->
                                            with.llms(llm)
                                                    .data(rows)
                                                    .jobs(2)
                                                    .timeout(Duration.ofSeconds(120))
                                                    .removeRunFiles(true));
            return runs.passRate().value();
        }
    }

    @Test
    void anEvaluationInsideATask() throws Exception {
        Run<Double> run = models.in(folder, () -> Task.of(this::fullEval).run(llm(), ROWS));

        assertThat(run.result()).isEqualTo(0.5);
        assertThat(run.subruns()).hasSize(2);
    }
}
