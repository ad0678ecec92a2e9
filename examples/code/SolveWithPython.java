import static dev.kbench.Kbench.*;

import module dev.kbench;

// %%
/// Asks for a program, runs it in a box, and looks at what it prints.
@Benchmark("solve_with_python")
void solveWithPython(Llm llm) {
    String response =
            llm.prompt(
                    "What is the 15th Fibonacci number? Write Python to calculate and print it.");
    String code = PythonTools.extractCode(response);
    ExecutionResult result = PythonTools.scriptRunner().runCode(code);
    assertEmpty(result.stderr().strip(), "Code should run without errors.");
    assertEqual("610", result.stdout().strip(), "Should print 610.");
}

// %%
void main() {
    Task.of(this::solveWithPython).run(llm());
}
