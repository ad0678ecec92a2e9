import static dev.kbench.Kbench.*;

import module dev.kbench;

record Analysis(boolean hasBugs, String fixedCode) {}

// %%
/// Has a program looked at and mended, runs it in a session that keeps its state, and looks at what
/// is in there.
@Benchmark("code_analysis")
void analyzeCode(Llm llm) {
    String buggy =
            """
            fruits = ['apple', 'orange' 'banana', 'peach']
            print(len(fruits))
            """;
    system().send("You are an expert Python programmer.");
    Analysis analysis =
            llm.prompt(
                    "Does this code have bugs? Fix it.\n\n" + buggy,
                    Analysis.class,
                    with -> with.maxTokens(200));
    assertTrue(analysis.hasBugs(), "Should detect the missing comma.");
    try (var repl = IPythonRepl.open(with -> with.ipython(false))) {
        ReplResult fixed = repl.invoke(PythonTools.extractCode(analysis.fixedCode()));
        assertEqual("4", fixed.stdout().strip(), "Fixed code outputs 4.");
        ReplResult second =
                repl.invoke(
                        "fruits[1] if 'fruits' in dir() else ''", with -> with.visibleToLlm(false));
        assertEqual("'orange'", second.output(), "The texts are four.");
    }
}

// %%
void main() {
    Task.of(this::analyzeCode).attempt(llm());
}
