package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.llm.Llm;
import dev.kbench.testing.MockLlm;
import dev.kbench.workspace.Reuse;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// What a task takes along from where it was written is part of its runs' keys.
class CapturedTest extends JournaledScenario {
    private enum Level {
        EASY,
        HARD
    }

    private static class Base {
        final int limit;

        Base(int limit) {
            this.limit = limit;
        }
    }

    private static final class Quiz extends Base {
        static final String SHARED = "not taken along";

        final String style;
        final Level level = Level.HARD;
        final Path where = Path.of("elsewhere");
        final List<String> heard = new ArrayList<>();
        int count;

        Quiz(String style, int limit) {
            super(limit);
            this.style = style;
        }

        boolean quiz(Llm llm, String word) {
            count++;
            heard.add(word + where + SHARED);
            return llm.prompt(style + limit + level + word).isEmpty();
        }
    }

    private record Part(String style) {
        boolean quiz(Llm llm, String word) {
            return llm.prompt(style + word).isEmpty();
        }
    }

    private static SortedMap<String, String> captured(Task<?> task) {
        return task.description().ref().captured();
    }

    private static Task<Boolean> asking(String prompt) {
        return Task.of("asks", (Llm llm, String word) -> llm.prompt(prompt + word).isEmpty());
    }

    @Test
    void dataThatALambdaCaptured() {
        Llm judge = MockLlm.cycling("yes");
        Path folder = Path.of("data");
        Thread other = Thread.currentThread();
        List<Integer> limits = List.of(1, 2);
        Task<Boolean> task =
                Task.of(
                        "t",
                        (Llm llm, String word) ->
                                llm.prompt(word + limits + folder + other + judge).isEmpty());
        assertThat(captured(task))
                .containsOnlyKeys("limits", "judge")
                .containsEntry("limits", "[1,2]")
                .hasEntrySatisfying("judge", ref -> assertThat(ref).contains(judge.name()));
    }

    @Test
    void aLongValueIsKnownByItsDigest() {
        String prompt = "x".repeat(1000);
        assertThat(captured(asking(prompt)).get("prompt")).matches("sha256:[0-9a-f]{64}");
        assertThat(captured(asking(prompt)))
                .isEqualTo(captured(asking("x".repeat(1000))))
                .isNotEqualTo(captured(asking("x".repeat(1001))));
    }

    @Test
    void whatIsFinalInTheObjectThatTheMethodIsCalledOn() {
        Quiz quiz = new Quiz("short", 3);
        Map<String, String> expected =
                Map.of("this.style", "\"short\"", "this.level", "\"HARD\"", "this.limit", "3");
        assertThat(captured(Task.of(quiz::quiz))).isEqualTo(expected);
        assertThat(captured(Task.of(quiz, "quiz"))).isEqualTo(expected);
        assertThat(captured(Task.of(new Part("long")::quiz)))
                .isEqualTo(Map.of("this.style", "\"long\""));
    }

    @Test
    void aBuildersBodyTakesItsOwnAlong() {
        int limit = 4;
        Task<Boolean> task =
                Task.named("t")
                        .returning(boolean.class)
                        .body((llm, _) -> llm.prompt("hm").length() < limit);
        assertThat(captured(task)).isEqualTo(Map.of("limit", "4"));
    }

    @Test
    void aTaskThatTookSomethingElseAlongIsAnother() {
        Arena first = process(Reuse.CONTINUE);
        first.call(() -> evaluateAll("good ", 2));
        first.call(() -> evaluateAll("bad ", 2));
        asked.clear();

        Arena second = process(Reuse.CONTINUE);
        second.call(() -> evaluateAll("good ", 3));
        second.call(() -> evaluateAll("bad ", 3));
        assertThat(asked).containsExactlyInAnyOrder("good w2", "bad w2");
    }

    private Object evaluateAll(String prompt, int until) {
        return asking(prompt)
                .evaluate(
                        with ->
                                with.llms(llm)
                                        .data(EvaluationScenario.words(3))
                                        .stopWhen(progress -> progress.ended() >= until));
    }
}
