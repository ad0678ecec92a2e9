import static dev.kbench.Kbench.*;

import module dev.kbench;

// %%
/// Asks for the longest river.
@Benchmark("geography_quiz")
void geographyQuiz(Llm llm) {
    String response = llm.prompt("What is the longest river in the world?");
    assertContainsRegex("(?i)nile", response, "Should mention the Nile river.");
}

// %%
void main() {
    Task.of(this::geographyQuiz).run(llm());
}
