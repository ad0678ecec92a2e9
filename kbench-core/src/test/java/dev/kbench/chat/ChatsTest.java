package dev.kbench.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.kbench.internal.context.TestRun;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

class ChatsTest {
    private final Chat outer = Chat.named("outer");
    private final Chat inner = Chat.named("inner");

    private static <T> T onAnotherThread(Callable<T> body) throws Exception {
        FutureTask<T> task = new FutureTask<>(body);
        Thread.ofVirtual().start(task).join();
        return task.get();
    }

    @Nested
    class InARun {
        private final TestRun run = TestRun.create();

        @Test
        void theInnermostOpenChatIsTheCurrentOne() throws Exception {
            run.in(
                    () -> {
                        try (var scope = Contexts.enter(outer)) {
                            assertThat(scope.chat()).isSameAs(outer);
                            try (var _ = Contexts.enter(inner)) {
                                assertThat(Chats.current()).isSameAs(inner);
                            }
                            assertThat(Chats.current()).isSameAs(outer);
                        }
                    });
        }

        @Test
        void aNestedRunHasItsOwn() throws Exception {
            run.in(
                    () -> {
                        Contexts.enter(outer);
                        run.nested()
                                .in(
                                        () -> {
                                            assertThat(Chats.current()).isNotSameAs(outer);
                                            Contexts.enter(inner);
                                            assertThat(Chats.current()).isSameAs(inner);
                                        });
                        assertThat(Chats.current()).isSameAs(outer);
                    });
        }

        @Test
        void messagesGoToTheCurrentOne() throws Exception {
            run.in(
                    () -> {
                        try (var _ = Contexts.enter(outer)) {
                            Message sent = Actor.USER.send("Compare these.");
                            Actor.SYSTEM.send("You are an expert.");
                            assertThat(sent.visibleToLlm()).isTrue();
                        }
                    });

            assertThat(outer.messages())
                    .extracting(m -> m.sender().role(), Message::text)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(Role.USER, "Compare these."),
                            org.assertj.core.groups.Tuple.tuple(Role.SYSTEM, "You are an expert."));
        }

        @Test
        void aThreadThatIsTakenAlongSpeaksInTheSameOne() throws Exception {
            run.in(
                    () -> {
                        Contexts.enter(outer);
                        assertThat(onAnotherThread(Contexts.carry(Chats::current))).isSameAs(outer);
                        assertThat(onAnotherThread(Chats::current)).isNotSameAs(outer);
                    });
        }

        @Test
        void closingTwiceChangesNothing() throws Exception {
            run.in(
                    () -> {
                        Contexts.enter(outer);
                        ChatScope scope = Contexts.enter(inner);
                        scope.close();
                        scope.close();
                        assertThat(Chats.current()).isSameAs(outer);
                    });
        }

        @Test
        void anOuterChatCannotBeClosedFirst() throws Exception {
            run.in(
                    () -> {
                        ChatScope first = Contexts.enter(outer);
                        ChatScope second = Contexts.enter(inner);
                        assertThatIllegalStateException()
                                .isThrownBy(first::close)
                                .withMessage(
                                        "the chat 'outer' is not the innermost open one; close the"
                                                + " chats opened inside it first");
                        second.close();
                        first.close();
                    });
        }

        @Test
        void aChatThatIsOpenTwiceIsClosedInnermostFirstToo() throws Exception {
            run.in(
                    () -> {
                        ChatScope first = Contexts.enter(outer);
                        ChatScope again = Contexts.enter(outer);
                        assertThatIllegalStateException().isThrownBy(first::close);
                        again.close();
                        assertThat(Chats.current()).isSameAs(outer);
                        first.close();
                    });
        }

        @Test
        void anotherThreadNeitherOpensNorClosesOne() throws Exception {
            run.in(
                    () -> {
                        ChatScope scope = Contexts.enter(outer);
                        assertThatIllegalStateException()
                                .isThrownBy(() -> onTaken(() -> Contexts.enter(inner)))
                                .withMessage(
                                        "the chat 'inner' can only be opened on its run's own"
                                                + " thread");
                        assertThatIllegalStateException()
                                .isThrownBy(
                                        () ->
                                                onTaken(
                                                        () -> {
                                                            scope.close();
                                                            return "";
                                                        }))
                                .withMessage(
                                        "the chat 'outer' can only be closed on its run's own"
                                                + " thread");
                        assertThat(Chats.current()).isSameAs(outer);
                        scope.close();
                    });
        }

        /// Calls a body on another thread, taken along, and throws what it threw.
        private static void onTaken(Callable<?> body) throws Exception {
            Callable<?> taken = Contexts.carry(body);
            RuntimeException thrown =
                    onAnotherThread(
                            () -> {
                                try {
                                    taken.call();
                                    return null;
                                } catch (RuntimeException e) {
                                    return e;
                                }
                            });
            if (thrown != null) {
                throw thrown;
            }
        }

        @Test
        void anotherRunDoesNotCloseOne() throws Exception {
            run.in(
                    () -> {
                        ChatScope scope = Contexts.enter(outer);
                        run.nested()
                                .in(
                                        () ->
                                                assertThatIllegalStateException()
                                                        .isThrownBy(scope::close)
                                                        .withMessage(
                                                                "the chat 'outer' was opened in"
                                                                        + " another run; close it"
                                                                        + " there"));
                        scope.close();
                    });
        }
    }

    @Nested
    class OutsideOfRuns {
        @Test
        void eachThreadHasItsOwnForgetfulChat() throws Exception {
            Chat own = Chats.current();

            assertThat(Chats.current()).isSameAs(own);
            assertThat(onAnotherThread(Chats::current)).isNotSameAs(own);
        }

        @Test
        void eachThreadOpensItsOwn() throws Exception {
            Chat own = Chats.current();
            try (var _ = Contexts.enter(outer)) {
                assertThat(Chats.current()).isSameAs(outer);
                assertThat(onAnotherThread(Chats::current)).isNotSameAs(outer);
            }
            assertThat(Chats.current()).isSameAs(own);
        }

        @Test
        void oneCanBeEnteredAgainAndKeepsItsHistory() {
            for (String text : List.of("a", "b")) {
                try (var _ = Contexts.enter(outer)) {
                    Actor.USER.send(text);
                }
            }
            assertThat(outer.messages()).extracting(Message::text).containsExactly("a", "b");
        }

        @Test
        void anotherThreadDoesNotCloseOne() throws Exception {
            List<String> messages = new ArrayList<>();
            try (var scope = Contexts.enter(outer)) {
                onAnotherThread(
                        () -> {
                            assertThatIllegalStateException()
                                    .isThrownBy(scope::close)
                                    .satisfies(e -> messages.add(e.getMessage()));
                            return "";
                        });
            }
            assertThat(messages)
                    .containsExactly(
                            "the chat 'outer' can only be closed on the thread that opened it");
        }

        @Test
        void aRunDoesNotCloseOne() throws Exception {
            try (var scope = Contexts.enter(outer)) {
                TestRun.create()
                        .in(
                                () ->
                                        assertThatIllegalStateException()
                                                .isThrownBy(scope::close)
                                                .withMessage(
                                                        "the chat 'outer' was opened outside of"
                                                                + " runs; close it there"));
            }
        }

        @Test
        void nullIsRefused() {
            assertThatNullPointerException()
                    .isThrownBy(() -> Contexts.enter(null))
                    .withMessage("chat: expected a chat, got null");
            assertThatNullPointerException()
                    .isThrownBy(() -> Contexts.carry(null))
                    .withMessage("body: expected what to call, got null");
        }
    }
}
