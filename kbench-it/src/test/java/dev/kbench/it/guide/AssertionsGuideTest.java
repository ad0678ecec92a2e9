package dev.kbench.it.guide;

import static dev.kbench.Kbench.assertContainsRegex;
import static dev.kbench.Kbench.assertEmpty;
import static dev.kbench.Kbench.assertEqual;
import static dev.kbench.Kbench.assertFail;
import static dev.kbench.Kbench.assertFalse;
import static dev.kbench.Kbench.assertIn;
import static dev.kbench.Kbench.assertNotContainsRegex;
import static dev.kbench.Kbench.assertNotEmpty;
import static dev.kbench.Kbench.assertNotIn;
import static dev.kbench.Kbench.assertRaisesNoExceptions;
import static dev.kbench.Kbench.assertTrue;
import static dev.kbench.Kbench.assessResponseWithJudge;
import static dev.kbench.Kbench.judgeLlm;
import static dev.kbench.Kbench.recordAssertion;
import static dev.kbench.Kbench.requireAssertion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.assertion.AssessReport;
import dev.kbench.assertion.AssessResult;
import dev.kbench.event.AssertionResult;
import dev.kbench.llm.Llm;
import dev.kbench.run.Run;
import dev.kbench.task.Benchmark;
import dev.kbench.task.Task;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/// What the guide says of assertions and judges (section 5 of the quick reference). Each test looks
/// at what the run recorded.
class AssertionsGuideTest {
    @TempDir Path folder;

    @Test
    void thoseThatAreThere() throws Exception {
        int expected = 56;
        int actual = 56;
        List<String> container = List.of("map", "needle");
        String text = "The Nile is the longest river.";
        Callable<Integer> code = () -> Integer.parseInt("7");
        Run<Boolean> run =
                ScriptedModels.saying("")
                        .inTask(
                                folder,
                                _ -> {
                                    assertEqual(expected, actual, "7 times 8 is 56.");
                                    assertTrue(actual > 50, "It is more than 50.");
                                    assertFalse(actual > 60, "It is no more than 60.");

                                    assertIn("map", container, "There is a map.");
                                    assertNotIn("spoon", container, "There is no spoon.");

                                    assertEmpty(List.of(), "Nothing is left.");
                                    assertNotEmpty(text, "Something was said.");

                                    assertContainsRegex("(?i)nile", text, "It names the Nile.");
                                    assertNotContainsRegex(
                                            Pattern.compile("amazon", Pattern.CASE_INSENSITIVE),
                                            text,
                                            "It names no other.");

                                    assertRaisesNoExceptions(code::call, "The code should run.");

                                    assertFail("This is never reached in a good run.");
                                });
        assertThat(run.assertionResults())
                .extracting(AssertionResult::passed)
                .containsExactly(true, true, true, true, true, true, true, true, true, true, false);
        assertThat(run.passed()).isFalse();
    }

    @Test
    void javasOwnStopsTheTask() throws Exception {
        Task<Void> task =
                Task.named("javas_own")
                        .body(
                                (_, _) -> {
                                    assertIn("Paris", "Lyon", "Should mention Paris."); // goes on
                                    throw new AssertionError("Should mention Paris."); // ends it
                                });
        Run<Void> run =
                ScriptedModels.saying("").in(folder, () -> task.attempt(dev.kbench.Kbench.llm()));

        assertThat(run.assertionResults())
                .extracting(AssertionResult::expectation)
                .contains("Should mention Paris.");
        assertThat(run.assertionResults()).hasSize(2);
        assertThat(run.passed()).isFalse();
    }

    private static final String REPORT =
            """
            {"results": [
              {"criterion": "The poem has exactly 3 lines.", "passed": true,
               "reason": "There are three.", "confidence": 95},
              {"criterion": "The syllable structure is 5-7-5.", "passed": false,
               "reason": "The last has six.", "confidence": 80}]}
            """;

    void check(AssessResult one) {
        assertTrue(one.passed(), one.criterion() + ": " + one.reason());
    }

    @Test
    void aJudge() throws Exception {
        ScriptedModels models =
                ScriptedModels.answering(
                        asked -> asked.model().equals(ScriptedModels.JUDGE) ? REPORT : "a haiku");
        Run<Boolean> run =
                models.inTask(
                        folder,
                        llm -> {
                            String response = llm.prompt("Write a haiku.");
                            Optional<AssessReport> assessment =
                                    assessResponseWithJudge(
                                            List.of(
                                                    "The poem has exactly 3 lines.",
                                                    "The syllable structure is 5-7-5."),
                                            response,
                                            judgeLlm());
                            assessment.ifPresentOrElse(
                                    report -> report.results().forEach(this::check),
                                    () -> assertFail("Judge failed to respond."));
                        });
        assertThat(run.assertionResults())
                .extracting(AssertionResult::expectation)
                .containsExactly(
                        "The poem has exactly 3 lines.: There are three.",
                        "The syllable structure is 5-7-5.: The last has six.");
        assertThat(models.asked().getLast().model()).isEqualTo(ScriptedModels.JUDGE);
        assertThat(run.chat().messages()).hasSize(2);
    }

    @Test
    void aJudgeThatCannotBeRead() throws Exception {
        Run<Boolean> run =
                ScriptedModels.saying("I like it.")
                        .inTask(
                                folder,
                                _ -> {
                                    Optional<AssessReport> none =
                                            assessResponseWithJudge(
                                                    List.of("It rhymes."), "a poem", judgeLlm());
                                    assertThat(none).isEmpty();
                                });
        assertThat(run.passed()).isTrue();
    }

    record StoryCritique(int overallRating, String feedback, List<String> passedChecks) {}

    String critiquePrompt(List<String> criteria, String response) {
        return "Criticize this story by %s:\n%s".formatted(criteria, response);
    }

    @Test
    void aJudgeWithAFormOfItsOwn() throws Exception {
        ScriptedModels models =
                ScriptedModels.saying(
                        "{\"overallRating\": 7, \"feedback\": \"short\", \"passedChecks\": []}");
        models.inTask(
                folder,
                _ -> {
                    String story = "A cat solved a case.";
                    Optional<StoryCritique> critique =
                            assessResponseWithJudge(
                                    List.of("It is a story.", "It has a cat."),
                                    story,
                                    judgeLlm(),
                                    StoryCritique.class,
                                    with -> with.prompt(this::critiquePrompt));
                    assertThat(critique.orElseThrow().overallRating()).isEqualTo(7);
                });
        assertThat(models.lastAsked())
                .isEqualTo(
                        "Criticize this story by [It is a story., It has a cat.]:\n"
                                + "A cat solved a case.");
    }

    AssertionResult assertWordCount(String text, int min, int max) {
        int count = text.strip().split("\\s+").length;
        return recordAssertion(
                min <= count && count <= max, "Response should be %d-%d words".formatted(min, max));
    }

    @Benchmark
    void wordCounts(Llm llm) {
        assertWordCount(llm.prompt("Say something short."), 3, 10);
        requireAssertion(false, "Nothing after this is run.");
        assertFail("This is not reached.");
    }

    @Test
    void assertionsOfYourOwn() throws Exception {
        Run<Void> run =
                ScriptedModels.saying("three words here")
                        .in(
                                folder,
                                () -> Task.of(this::wordCounts).attempt(dev.kbench.Kbench.llm()));
        assertThat(run.assertionResults())
                .extracting(AssertionResult::expectation)
                .containsExactly("Response should be 3-10 words", "Nothing after this is run.");
        assertThat(run.assertionResults().getFirst().passed()).isTrue();
    }
}
