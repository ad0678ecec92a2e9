import static dev.kbench.Kbench.*;

import module dev.kbench;

// %%
/// Asks for one program per row, runs each on its own input, in parallel jobs, each in a box.
@Benchmark(name = "program_prints", storeTask = false)
boolean programPrints(Llm llm, String task, String input, String expected) {
    String code = PythonTools.extractCode(llm.prompt(task + " Write Python to print it."));
    ExecutionResult result =
            PythonTools.scriptRunner()
                    .runCode(code, with -> with.input(input).timeout(Duration.ofSeconds(10)));
    return assertEqual(expected, result.stdout().strip(), "What it prints.").passed();
}

// %%
/// The share of programs that print the right thing.
@Benchmark("programs")
double programs(Llm llm) {
    DataFrame rows =
            DataFrame.ofRows(
                    Map.of("task", "The factorial of 10.", "input", "", "expected", "3628800"),
                    Map.of("task", "The 20th Fibonacci number.", "input", "", "expected", "6765"),
                    Map.of("task", "The value of 12 * (3 - 1).", "input", "", "expected", "24"),
                    Map.of(
                            "task",
                            "What stands on the first line of its input.",
                            "input",
                            "a tide\n",
                            "expected",
                            "a tide"));
    Runs<Boolean> results =
            Task.of(this::programPrints)
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
    Task.of(this::programs).run(llm());
}
