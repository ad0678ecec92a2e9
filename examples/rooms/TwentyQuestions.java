import static dev.kbench.Kbench.*;

import module dev.kbench;

/// A question, or a guess; the other one is empty.
record Move(@Default("") String question, @Default("") String guess) {}

// %%
/// Plays twenty questions: the model asks, another one that knows the animal answers. What the
/// other one is told stays in a chat of its own, so that the model never sees it.
@Benchmark("twenty_questions")
boolean twentyQuestions(Llm llm, Llm keeper, String target) {
    Move move =
            llm.prompt(
                    "Let's play 20 questions! I'm thinking of an animal. Ask yes/no questions.",
                    Move.class);
    for (int i = 0; i < 20; i++) {
        if (!move.guess().isEmpty()) {
            String guess = move.guess().toLowerCase(Locale.ROOT);
            return assertIn(target, guess, "Should guess the animal.").passed();
        }
        boolean yes;
        try (var _ = Chats.open("Answering")) {
            yes =
                    keeper.prompt(
                            "I'm thinking of a %s. Question: %s".formatted(target, move.question()),
                            boolean.class);
        }
        move = llm.prompt((yes ? "Yes" : "No") + ". Guess or ask another?", Move.class);
    }
    return assertFail("Should guess within 20 questions.").passed();
}

// %%
void main() {
    Task.of(this::twentyQuestions).attempt(llm(), judgeLlm(), "dog");
}
