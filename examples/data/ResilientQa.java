import static dev.kbench.Kbench.*;

import module dev.kbench;

/// What became of all questions.
record Report(double accuracy, long completed, long errored, long total, List<String> failed) {}

// %%
/// Asks one question.
@Benchmark(name = "per_sample_qa", storeTask = false)
Map<String, Object> perSampleQa(Llm llm, String question, String answer) {
    String response = llm.prompt(question, with -> with.maxTokens(64));
    boolean right = response.toLowerCase(Locale.ROOT).contains(answer.toLowerCase(Locale.ROOT));
    return Map.of("is_correct", right);
}

// %%
/// Asks many questions of a model that fails now and then. What fails is made again, up to three
/// times in all; what still fails is counted apart, and never as a wrong answer.
@Benchmark("resilient_qa_benchmark")
Report resilientQaBenchmark(Llm llm, DataFrame rows) {
    try (var _ = client().enableCache()) {
        Runs<Map<String, Object>> results =
                Task.of(this::perSampleQa)
                        .evaluate(
                                with ->
                                        with.llms(llm)
                                                .data(rows)
                                                .jobs(20)
                                                .onFailure(OnFailure.CONTINUE)
                                                .maxAttempts(3)
                                                .retryDelay(Duration.ofMillis(10)));
        Runs<Map<String, Object>> completed = results.completedRuns();
        Runs<Map<String, Object>> errored = results.erroredRuns();
        return new Report(
                completed.asDataFrame().column("result").field("is_correct").mean(),
                completed.size(),
                errored.size(),
                results.size(),
                errored.stream().map(run -> run.params().toString()).toList());
    }
}

// %%
void main() {
    DataFrame rows =
            DataFrame.ofRows(
                    Map.of("question", "What is 2+2?", "answer", "4"),
                    Map.of("question", "What is the capital of France?", "answer", "Paris"),
                    Map.of("question", "What is the capital of Peru?", "answer", "Lima"));
    Task.of(this::resilientQaBenchmark).run(llm(), rows);
}
