import static dev.kbench.Kbench.*;

import module dev.kbench;

// %%
/// Plays twenty questions: the model asks, another one that knows the animal answers. What the
/// other one is told stays in a chat of its own, so that the model never sees it.
@Benchmark("twenty_questions")
boolean twentyQuestions(Llm llm, Llm keeper, String target) {
    String move =
            llm.prompt(
                    """
                    Let's play 20 questions! I'm thinking of an animal. Ask one question at a time
                    that can be answered with yes or no. As soon as you know it, answer with GUESS:
                    and the animal.\
                    """);
    for (int i = 0; i < 20; i++) {
        if (move.strip().toUpperCase(Locale.ROOT).startsWith("GUESS:")) {
            return assertIn(target, move.toLowerCase(Locale.ROOT), "Should guess the animal.")
                    .passed();
        }
        String answer;
        try (var _ = Chats.open("keeper")) {
            answer =
                    keeper.prompt(
                            "I'm thinking of a %s. Answer with yes or no alone: %s"
                                    .formatted(target, move));
        }
        boolean yes = answer.strip().toLowerCase(Locale.ROOT).startsWith("yes");
        move = llm.prompt((yes ? "Yes" : "No") + ". Guess, or ask another?");
    }
    return assertFail("Should guess within 20 questions.").passed();
}

// %%
void main() {
    Task.of(this::twentyQuestions).run(llm(), judgeLlm(), "dog");
}
