import static dev.kbench.Kbench.*;

import module dev.kbench;

// %%
/// Asks for one fact and looks for it in the answer.
@Benchmark("quickstart")
boolean knowsFact(Llm llm, String question, String answer) {
    String reply = llm.prompt(question + " Answer briefly.", with -> with.maxTokens(24));
    assertNotEmpty(reply, "The model should say something.");
    return assertContainsRegex("(?i)" + answer, reply, "Should mention " + answer + ".").passed();
}

// %%
void main() {
    Runs<Boolean> results =
            Task.of(this::knowsFact)
                    .evaluate(
                            with ->
                                    with.llms(llm())
                                            .data(Path.of("questions.csv"))
                                            .jobs(2)
                                            .onFailure(OnFailure.CONTINUE));
    IO.println("Pass rate: " + results.passRate());
}
