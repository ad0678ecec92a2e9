import static dev.kbench.Kbench.*;

import module dev.kbench;

// %%
/// Asks one question whose answer is a whole number.
@Benchmark(name = "math_qa", storeTask = false)
boolean mathQa(Llm llm, String question, int expected) {
    int answer = llm.prompt(question + "\nAnswer with just the number.", int.class);
    assertEqual(expected, answer);
    return answer == expected;
}

// %%
/// Asks several questions and gives the share of right answers. An answer that is no number counts
/// as a wrong one.
@Benchmark("math_benchmark")
double mathBenchmark(Llm llm) {
    DataFrame rows =
            DataFrame.ofRows(
                    Map.of("question", "What is 15% of 200?", "expected", 30),
                    Map.of("question", "What is 7 × 8?", "expected", 56));
    Runs<Boolean> results =
            Task.of(this::mathQa)
                    .evaluate(
                            with ->
                                    with.llms(llm)
                                            .data(rows)
                                            .jobs(2)
                                            .onFailure(OnFailure.CONTINUE));
    return results.passRate().value();
}

// %%
void main() {
    Task.of(this::mathBenchmark).run(llm());
}
