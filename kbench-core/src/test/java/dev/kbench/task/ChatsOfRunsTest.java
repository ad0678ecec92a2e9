package dev.kbench.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.kbench.chat.Chat;
import dev.kbench.chat.ChatScope;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Contexts;
import dev.kbench.run.Run;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// What becomes of a run's chats when it ends.
class ChatsOfRunsTest {
    private final Arena arena = new Arena();
    private final MockLlm mock = MockLlm.cycling("42");

    @Test
    void whatWasLeftOpenIsClosedAndTold() {
        List<ChatScope> left = new ArrayList<>();
        Task<Double> task =
                Task.named("untidy")
                        .returning(double.class)
                        .body(
                                (_, _) -> {
                                    left.add(Chats.open("side"));
                                    left.add(Chats.fork("deeper"));
                                    return 1.0;
                                });

        Run<Double> run = arena.call(() -> task.run(mock));

        assertThat(run.result()).isEqualTo(1.0);
        assertThat(arena.notices())
                .containsExactly(
                        "untidy/Run #1 left the chat 'deeper' open, and it was closed with the run:"
                                + " open a chat as try (var _ = Chats.open(…))",
                        "untidy/Run #1 left the chat 'side' open, and it was closed with the run:"
                                + " open a chat as try (var _ = Chats.open(…))");
        left.forEach(ChatScope::close);
    }

    @Test
    void aRunThatThrowsClosesThemToo() {
        Task<Double> task =
                Task.named("untidy")
                        .returning(double.class)
                        .body(
                                (_, _) -> {
                                    Chats.open("side");
                                    throw new IllegalStateException("broken");
                                });

        arena.call(() -> task.attempt(mock));

        assertThat(arena.notices()).hasSize(1);
    }

    @Test
    void noModelIsAskedInTheChatOfARunThatHasEnded() {
        Task<Double> task =
                Task.named("quiz")
                        .returning(double.class)
                        .body(
                                (llm, _) -> {
                                    llm.prompt("What is 6 × 7?");
                                    return 1.0;
                                });
        Chat chat = arena.call(() -> task.run(mock)).chat();

        try (var _ = Contexts.enter(chat)) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> mock.prompt("And now?"))
                    .withMessage(
                            "the chat 'quiz' belongs to a run that has ended, and takes no more"
                                    + " messages; Chats.fork goes on with a copy");
            try (var _ = Chats.fork("later")) {
                assertThat(mock.prompt("And now?")).isEqualTo("42");
            }
        }
        assertThat(chat.messages()).hasSize(2);
        assertThat(mock.invocations().getLast().messages()).hasSize(3);
    }
}
