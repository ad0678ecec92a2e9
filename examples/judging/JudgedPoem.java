import static dev.kbench.Kbench.*;

import module dev.kbench;

// %%
/// Has a poem written, and judged by two models that know nothing of each other. A judge that gives
/// no number has given no verdict, which is not the same as a bad one.
@Benchmark("judge_poem")
Map<String, Object> judgePoem(Llm llm, Llm judge, Llm secondJudge, String question) {
    String poem;
    try (var _ = Chats.open("writing")) {
        poem = llm.prompt(question);
    }
    List<Double> ratings = new ArrayList<>();
    for (Llm one : List.of(judge, secondJudge)) {
        try (var _ = Chats.open("judging")) {
            ratings.add(one.prompt("Rate this poem from 0 to 10:\n" + poem, double.class));
        } catch (UnparsableAnswerException e) {
            assertFail("A judge gave no rating.");
        }
    }
    double mean = ratings.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    return Map.of("mean", mean, "judges", ratings.size());
}

// %%
void main() {
    Task.of(this::judgePoem).run(llm(), judgeLlm(), llm(), "Write a haiku about clouds.");
}
