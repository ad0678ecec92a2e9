import static dev.kbench.Kbench.*;

import module dev.kbench;

// %%
/// Has a story written and judged by criteria. A judge that fails gives nothing, which is no "no".
@Benchmark("story_quality")
void storyQuality(Llm llm, Llm judge) {
    String story = llm.prompt("Write a one-paragraph story about a cat detective.");
    Optional<AssessReport> assessment =
            assessResponseWithJudge(
                    List.of(
                            "The story is exactly one paragraph.",
                            "The main character is a cat.",
                            "The cat is a detective."),
                    story,
                    judge);
    assessment.ifPresentOrElse(
            report -> report.results().forEach(this::check),
            () -> assertFail("Judge failed to respond."));
}

void check(AssessResult result) {
    assertTrue(result.passed(), "'%s': %s".formatted(result.criterion(), result.reason()));
}

// %%
void main() {
    Task.of(this::storyQuality).run(llm(), judgeLlm());
}
