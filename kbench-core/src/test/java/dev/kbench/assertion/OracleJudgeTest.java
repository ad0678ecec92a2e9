package dev.kbench.assertion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.Kbench;
import dev.kbench.chat.Chat;
import dev.kbench.contract.Oracle;
import dev.kbench.run.Run;
import dev.kbench.schema.JsonSchema;
import dev.kbench.task.Task;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/// The recorded case of the original's judge: what its judge answered gives the same report here,
/// in a conversation of the same name, and the candidate hears nothing of it.
class OracleJudgeTest {
    private static final List<String> CRITERIA = List.of("One paragraph.", "A cat.");

    private static List<String> lines() throws IOException {
        return Files.readAllLines(Oracle.folder().resolve("judge-default").resolve("wire.jsonl"));
    }

    private static String answer(int number) throws IOException {
        Map<?, ?> answer =
                (Map<?, ?>) JsonSchema.parse(lines().get(number - 1)).tree().get("answer");
        List<?> choices = (List<?>) ((Map<?, ?>) answer.get("body")).get("choices");
        Map<?, ?> message = (Map<?, ?>) ((Map<?, ?>) choices.getFirst()).get("message");
        return String.valueOf(message.get("content"));
    }

    private static String asked(int number) throws IOException {
        Map<?, ?> body = (Map<?, ?>) JsonSchema.parse(lines().get(number - 1)).tree().get("body");
        return String.valueOf(
                ((Map<?, ?>) ((List<?>) body.get("messages")).getFirst()).get("content"));
    }

    private static MockLlm judging(String report) {
        return MockLlm.answering("mock/judge", _ -> report);
    }

    @Test
    void itsReportIsTheSame() throws Exception {
        String story = answer(3);
        MockLlm candidate = MockLlm.replying(story, "Another one.");
        MockLlm judge = judging(answer(4));
        Run<Double> run =
                Task.named("Story Quality")
                        .returning(double.class)
                        .storeRun(false)
                        .body(
                                (llm, _) -> {
                                    AssessReport report =
                                            Kbench.assessResponseWithJudge(
                                                            CRITERIA,
                                                            llm.prompt("Write a story."),
                                                            judge)
                                                    .orElseThrow();
                                    report.results()
                                            .forEach(
                                                    each ->
                                                            Kbench.assertTrue(
                                                                    each.passed(),
                                                                    "'%s': %s"
                                                                            .formatted(
                                                                                    each
                                                                                            .criterion(),
                                                                                    each
                                                                                            .reason())));
                                    llm.prompt("Another!");
                                    return report.share();
                                })
                        .run(candidate);

        Map<?, ?> notes =
                (Map<?, ?>)
                        JsonSchema.parse(
                                        Files.readString(
                                                Oracle.folder()
                                                        .resolve("judge-default")
                                                        .resolve("summary.json")))
                                .tree()
                                .get("notes");
        Map<?, ?> report = (Map<?, ?>) ((List<?>) notes.get("reports")).getFirst();
        List<?> results = (List<?>) report.get("results");
        assertThat(run.assertionResults()).hasSameSizeAs(results);
        for (int i = 0; i < results.size(); i++) {
            Map<?, ?> theirs = (Map<?, ?>) results.get(i);
            assertThat(run.assertionResults().get(i).passed()).isEqualTo(theirs.get("passed"));
            assertThat(run.assertionResults().get(i).expectation())
                    .isEqualTo("'%s': %s", theirs.get("criterion"), theirs.get("reason"));
        }
        assertThat(run.result()).isEqualTo(0.5);

        Chat chat = (Chat) run.chat().items().get(2);
        assertThat(chat.name()).isEqualTo("Response assessment with mock/judge");
        assertThat(candidate.invocations().getLast().messages()).hasSize(3);
    }

    /// Neither prompt is the other's, and both say the same things in the same order: the response
    /// as it is, then the criteria by their numbers, then to be strict.
    @Test
    void itsJudgeIsToldTheSame() throws Exception {
        String theirs = asked(4);
        String ours = JudgePrompt.of(CRITERIA, answer(3));
        for (String prompt : List.of(theirs, ours)) {
            assertThat(prompt)
                    .containsSubsequence(answer(3), "1. One paragraph.\n2. A cat.")
                    .containsIgnoringCase("impartial")
                    .containsIgnoringCase("strict");
        }
    }
}
