import static dev.kbench.Kbench.*;

import module dev.kbench;

// %%
/// Asks one riddle.
@Benchmark
boolean riddleSolver(Llm llm, String riddle, String answerKeyword) {
    String response = llm.prompt(riddle, with -> with.maxTokens(64));
    return assertContainsRegex("(?i)" + answerKeyword, response, "It is a " + answerKeyword + ".")
            .passed();
}

// %%
/// Asks all riddles, three at a time. The first one that cannot be asked ends it.
void main() {
    DataFrame riddles =
            DataFrame.ofColumns(
                    "riddle",
                    List.of(
                            "I have cities but no houses. What am I?",
                            "What has an eye but cannot see?"),
                    "answer_keyword",
                    List.of("map", "needle"));
    Runs<Boolean> runs =
            Task.of(this::riddleSolver).evaluate(with -> with.llms(llm()).data(riddles).jobs(3));
    IO.println("Solved: " + runs.passRate());
}
