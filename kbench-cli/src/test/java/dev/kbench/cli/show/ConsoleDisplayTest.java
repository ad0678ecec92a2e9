package dev.kbench.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kbench.event.AssertionResult;
import dev.kbench.event.RunEvent;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

class ConsoleDisplayTest {
    private final Screen screen = Screen.pipe(40);
    private final ConsoleDisplay display =
            new ConsoleDisplay(
                    screen.terminal,
                    new ModelNames(
                            id -> id.startsWith("demo/") ? "scripted, not a language model" : ""),
                    new Clock());

    @Test
    void whatWasPutUpWithInAnAnswerStandsBelowIt() {
        display.on(Events.started("a", "", "Quiz", 1));
        display.on(Events.message("a", "local/tiny", "assistant", "{\"value\": 7,}"));
        String before = screen.next();
        assertThat(before).doesNotContain("repairs");
        display.on(
                new RunEvent.AnswerRepaired(
                        "a",
                        "local/tiny",
                        List.of("left out a comma behind the last item", "read \u001b[31m as 7"),
                        List.of()));
        assertThat(screen.next())
                .isEqualTo(
                        """
                          (answer read with repairs: left out a
                          comma behind the last item; read ␛[31m
                          as 7)
                        """);
        display.on(
                new RunEvent.AnswerRepaired(
                        "a", "local/tiny", List.of("left out a comment"), List.of("Ann")));
        assertThat(screen.next())
                .isEqualTo(
                        """
                          (answer of Ann read with repairs: left
                          out a comment)
                        """);
    }

    @Test
    void conversationIsShownAsItHappens() {
        display.on(Events.started("a", "", "Quiz", 1));
        display.on(Events.message("a", "System", "system", "Be brief."));
        display.on(
                Events.message(
                        "a", "User", "user", "The capital of France?\nIn one word, without more."));
        assertThat(screen.next())
                .isEqualTo(
                        """
                        ========================================
                        TASK: Quiz: Run #1 · local/tiny
                        ========================================

                          [SYSTEM]
                          Be brief.

                          [PROMPT]
                          The capital of France?
                          In one word, without more.
                        """);
        display.on(Events.message("a", "local/tiny", "assistant", "Paris"));
        display.on(Events.assertion("a", true, "Should say Paris."));
        display.on(Events.assertion("a", false, "Should say how many people live there."));
        display.on(Events.end("a", "Quiz", 1).notPassed());
        assertThat(screen.next())
                .isEqualTo(
                        """

                          [RESPONSE: local/tiny]
                          Paris

                        ✓ assertTrue: Should say Paris. (line
                          12)
                        ✗ assertTrue: Should say how many people
                          live there. (line 12)

                        METRICS: Input: 100 · Output: 10
                        RESULT: ❌
                        ========================================

                        """);
    }

    @Test
    void whatAnAssertionWasAboutStandsBelowIt() {
        display.on(Events.started("a", "", "Quiz", 1));
        screen.next();
        SequencedMap<String, String> values = new LinkedHashMap<>();
        values.put("expected", "Paris\nand Lyon");
        values.put("actual", "\u001b[31mparis");
        display.on(
                new RunEvent.AssertionRecorded(
                        "a",
                        new AssertionResult(
                                "assertEqual",
                                false,
                                "Two towns.",
                                12,
                                "source",
                                "c",
                                1,
                                values,
                                ".name: expected \"Paris\", got \"\\u001b[31mparis\"\n"
                                        + "… and 3 more")));
        display.on(Events.end("a", "Quiz", 1).notPassed());
        assertThat(screen.next())
                .startsWith(
                        """

                        ✗ assertEqual: Two towns. (line 12)
                            expected: Paris↵and Lyon
                            actual: ␛[31mparis
                            .name: expected "Paris", got
                            "\\u001b[31mparis"
                            … and 3 more

                        METRICS\
                        """);
    }

    @Test
    void chatsAndRunsInsideAreSetIn() {
        display.on(Events.started("a", "", "Quiz", 1));
        display.on(Events.startedIn("b", "a", "", "Inner"));
        display.on(Events.message("b", "User", "user", "Sure?"));
        display.on(Events.endIn("b", "a", "Inner").passed());
        display.on(
                new RunEvent.MessageAdded(
                        "a", "c", "judge", 1, "User", "user", "Is it right?", false));
        assertThat(screen.text())
                .isEqualTo(
                        """
                        ========================================
                        TASK: Quiz: Run #1 · local/tiny
                        ========================================
                          --------------------------------------
                          SUBTASK: Inner: Run #1 · local/tiny
                          --------------------------------------

                            [PROMPT]
                            Sure?

                          METRICS: Input: 100 · Output: 10
                          RESULT: ✅
                          --------------------------------------


                            [CHAT: judge]
                            [PROMPT] (not shown to models)
                            Is it right?
                        """);
    }

    @Test
    void errorIsOneSentence() {
        display.on(Events.started("a", "", "Quiz", 1));
        screen.next();
        display.on(Events.end("a", "Quiz", 1).failed("IllegalStateException: broken"));
        assertThat(screen.text())
                .isEqualTo(
                        """

                        METRICS: Input: 100 · Output: 10
                        FAILED EXCEPTION: IllegalStateException:
                        broken
                        ========================================

                        """);
    }

    @Test
    void anAttemptSaysWhenTheNextComes() {
        display.on(Events.started("a", "", "Quiz", 1));
        screen.next();
        display.on(Events.retried("a", "", "Quiz", 1, 2));
        assertThat(screen.text())
                .isEqualTo(
                        """

                        ATTEMPT 2 TIMED_OUT: TimeoutException:
                        timed out after 2 s; the next one in 15s
                        ========================================

                        """);
    }

    @Test
    void scriptedModelSaysSo() {
        display.on(
                new RunEvent.RunStarted(
                        "a", "", 0, "Quiz", "Run #1", "demo/echo", "", Instant.EPOCH));
        assertThat(screen.text()).contains("demo/echo\n(scripted, not a language model)\n");
    }

    @Test
    void parallelRunsAreNotInterleaved() {
        display.on(Events.evaluation("e", "Quiz", 2, 2));
        display.on(Events.started("a", "e", "Quiz", 1));
        display.on(Events.started("b", "e", "Quiz", 2));
        display.on(Events.message("a", "User", "user", "question of a"));
        display.on(Events.message("b", "User", "user", "question of b"));
        display.on(Events.message("a", "m", "assistant", "answer of a"));
        display.on(Events.message("b", "m", "assistant", "answer of b"));
        assertThat(screen.text()).isEmpty();
        display.on(Events.end("b", "Quiz", 2).passed());
        assertThat(screen.next())
                .contains("Run #2", "question of b", "answer of b")
                .doesNotContain("of a");
        display.on(Events.end("a", "Quiz", 1).passed());
        assertThat(screen.next())
                .contains("Run #1", "question of a", "answer of a")
                .doesNotContain("of b");
    }

    @Test
    void runBesideAStreamedOneWaits() {
        display.on(Events.started("a", "", "Quiz", 1));
        display.on(Events.started("b", "", "Quiz", 2));
        display.on(Events.message("b", "User", "user", "question of b"));
        display.on(Events.end("b", "Quiz", 2).passed());
        display.on(Events.message("a", "User", "user", "question of a"));
        assertThat(screen.next()).contains("question of a").doesNotContain("question of b");
        display.on(Events.end("a", "Quiz", 1).passed());
        assertThat(screen.next()).contains("Run #2", "question of b");
        display.on(Events.started("c", "", "Quiz", 3));
        assertThat(screen.next()).contains("Run #3");
    }

    @Test
    void parallelRunsInsideARunAreNotInterleaved() {
        display.on(Events.started("a", "", "Quiz", 1));
        display.on(Events.nestedEvaluation("n", "Inner", 2));
        display.on(Events.startedIn("i", "a", "n", "Inner"));
        display.on(Events.startedIn("j", "a", "n", "Inner"));
        screen.next();
        display.on(Events.message("i", "User", "user", "question of i"));
        display.on(Events.message("j", "User", "user", "question of j"));
        assertThat(screen.text()).isEmpty();
        display.on(Events.endIn("j", "a", "Inner").passed());
        assertThat(screen.next()).contains("question of j").doesNotContain("of i");
        display.on(Events.endIn("i", "a", "Inner").passed());
        assertThat(screen.next()).contains("question of i");
    }

    @Test
    void messageOutsideOfRunsIsShown() {
        display.on(Events.message("", "User", "user", "hello"));
        assertThat(screen.text()).isEqualTo("\n[PROMPT]\nhello\n");
    }

    @Test
    void noticeIsShown() {
        display.on(new RunEvent.Notice("using the local model"));
        assertThat(screen.text()).isEqualTo("• using the local model\n");
    }

    private static RunEvent.MessageAdded said(
            String chat, int depth, String sender, String text, long order, String... to) {
        return new RunEvent.MessageAdded(
                "a",
                chat,
                chat,
                depth,
                sender,
                "user",
                text,
                true,
                "🦊",
                order,
                to.length == 0,
                List.of(to));
    }

    @Test
    void aRoomReadsAsAPlay() {
        display.on(Events.started("a", "", "Game", 1));
        screen.next();
        display.on(said("Village", 1, "Moderator", "The village sleeps, and so do all.", 0));
        display.on(said("Village", 1, "Moderator", "You are\na wolf.", 1, "Ann"));
        display.on(said("Night", 2, "Ann", "I wonder.", 2, "Ann", "Bob"));
        display.on(said("Village", 1, "Cleo", "Hm \u001b[31m.", 3));
        display.on(Events.message("a", "User", "user", "Aside."));
        display.on(said("Village", 1, "Cleo", "Well.", 4));
        assertThat(screen.text())
                .isEqualTo(
                        """

                            [CHAT: Village]
                            🦊 Moderator: The village sleeps,
                              and so do all.
                            🦊 Moderator (only to Ann): You
                              are
                              a wolf.

                              [CHAT: Night]
                              🦊 Ann (only to Ann, Bob): I
                                wonder.

                            [CHAT: Village]
                            🦊 Cleo: Hm ␛[31m.

                          [PROMPT]
                          Aside.

                            [CHAT: Village]
                            🦊 Cleo: Well.
                        """);
    }

    @Test
    void eachWhoTalksHasAColour() {
        Screen coloured = Screen.coloured(40);
        ConsoleDisplay display =
                new ConsoleDisplay(coloured.terminal, new ModelNames(_ -> ""), new Clock());
        display.on(said("Village", 1, "Ann", "1", 0));
        display.on(said("Village", 1, "Bob", "2", 1));
        display.on(said("Village", 1, "Ann", "3", 2));
        assertThat(coloured.text())
                .contains("⎋[36m🦊 Ann:⎋[0m 1", "⎋[33m🦊 Bob:⎋[0m 2", "⎋[36m🦊 Ann:⎋[0m 3");
    }
}
