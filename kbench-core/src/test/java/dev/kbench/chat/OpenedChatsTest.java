package dev.kbench.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.kbench.event.RunEvent;
import dev.kbench.event.Usage;
import dev.kbench.internal.context.TestRun;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;

class OpenedChatsTest {
    private static final Actor MODEL = new Actor("mock/model", Role.ASSISTANT, "🤖");

    private final TestRun run = TestRun.create();
    private final Chat own = Chat.named("Quiz");

    private void inTheRun(TestRun.Body body) throws Exception {
        run.in(
                () -> {
                    try (var _ = Contexts.enter(own)) {
                        body.run();
                    }
                });
    }

    private static List<String> texts(Chat chat) {
        return chat.messages().stream().map(Message::text).toList();
    }

    @Nested
    class Opening {
        @Test
        void historiesAreApart() throws Exception {
            inTheRun(
                    () -> {
                        Actor.USER.send("outside");
                        try (var judge = Chats.open("judge")) {
                            Actor.USER.send("inside");
                            assertThat(Chats.current()).isSameAs(judge.chat());
                            assertThat(texts(judge.chat())).containsExactly("inside");
                        }
                        Actor.USER.send("outside again");
                    });
            assertThat(texts(own)).containsExactly("outside", "outside again");
        }

        @Test
        void itStandsWhereItWasOpened() throws Exception {
            inTheRun(
                    () -> {
                        Actor.USER.send("before");
                        try (var _ = Chats.open("judge")) {
                            Actor.USER.send("inside");
                        }
                        Actor.USER.send("after");
                    });
            assertThat(own.items())
                    .extracting(
                            item ->
                                    switch (item) {
                                        case Message message -> message.text();
                                        case Chat chat -> chat.name();
                                    })
                    .containsExactly("before", "judge", "after");
        }

        @Test
        void anOrphanStandsNowhere() throws Exception {
            inTheRun(
                    () -> {
                        try (var orphan = Chats.open("notes", with -> with.orphan(true))) {
                            Actor.USER.send("inside");
                            assertThat(texts(orphan.chat())).containsExactly("inside");
                        }
                    });
            assertThat(own.items()).isEmpty();
        }

        @Test
        void instructionsAreTheFirstMessage() throws Exception {
            inTheRun(
                    () -> {
                        try (var pirate =
                                Chats.open(
                                        "pirate",
                                        with -> with.systemInstructions("You are a pirate."))) {
                            Actor.USER.send("Hello.");
                            assertThat(pirate.chat().messages())
                                    .extracting(Message::sender)
                                    .containsExactly(Actor.SYSTEM, Actor.USER);
                            assertThat(texts(pirate.chat()))
                                    .containsExactly("You are a pirate.", "Hello.");
                        }
                    });
        }

        @Test
        void theyNestToAnyDepthAndAreToldWithIt() throws Exception {
            int depth = 200;
            inTheRun(() -> open(depth));
            assertThat(run.events())
                    .hasSize(depth)
                    .allSatisfy(
                            event -> {
                                RunEvent.MessageAdded added = (RunEvent.MessageAdded) event;
                                assertThat(added.chatName()).isEqualTo("c" + added.chatDepth());
                            });
            assertThat(Chats.current()).isNotSameAs(own);
        }

        private static void open(int depth) {
            int number = 200 - depth + 1;
            try (var _ = Chats.open("c" + number, with -> with.orphan(number % 2 == 0))) {
                Actor.USER.send("hello");
                if (depth > 1) {
                    open(depth - 1);
                }
            }
        }

        @Test
        void oneCanBeEnteredAgainAfterwards() throws Exception {
            inTheRun(
                    () -> {
                        Chat side;
                        try (var scope = Chats.open("side")) {
                            side = scope.chat();
                            Actor.USER.send("a");
                        }
                        try (var _ = Contexts.enter(side)) {
                            Actor.USER.send("b");
                        }
                        assertThat(texts(side)).containsExactly("a", "b");
                    });
        }

        @Test
        void outsideOfRunsItWorksAsWell() {
            try (var side = Chats.open("side")) {
                Actor.USER.send("a");
                assertThat(texts(side.chat())).containsExactly("a");
            }
            assertThat(Chats.current().items()).doesNotHaveAnyElementsOfTypes(Chat.class);
        }
    }

    @Nested
    class Forking {
        @Test
        void itBeginsWithACopyOfWhatWasSaid() throws Exception {
            inTheRun(
                    () -> {
                        Actor.USER.send("My name is Alice.");
                        try (var _ = Chats.open("judge")) {
                            Actor.USER.send("judge!");
                        }
                        Chat fork;
                        try (var scope = Chats.fork("hypothesis")) {
                            fork = scope.chat();
                            Actor.USER.send("only here");
                        }
                        Actor.USER.send("only there");
                        assertThat(texts(fork)).containsExactly("My name is Alice.", "only here");
                        assertThat(fork.messages().getFirst()).isSameAs(own.messages().getFirst());
                    });
            assertThat(texts(own)).containsExactly("My name is Alice.", "only there");
            assertThat(own.items()).hasSize(4).element(2).isInstanceOf(Chat.class);
        }

        @Test
        void anOrphanStandsNowhere() throws Exception {
            inTheRun(
                    () -> {
                        Actor.USER.send("a");
                        try (var fork = Chats.fork("f", with -> with.orphan(true))) {
                            assertThat(texts(fork.chat())).containsExactly("a");
                        }
                    });
            assertThat(own.items()).hasSize(1);
        }

        @Test
        void whatItBeganWithIsNotItsUsage() throws Exception {
            ReplyDetails details =
                    new ReplyDetails(
                            List.of(),
                            Usage.ofTokens(10, 1),
                            FinishReason.STOP,
                            new LinkedHashMap<>(),
                            new LinkedHashMap<>(),
                            "",
                            Duration.ZERO);
            Message reply = new Message(MODEL, new dev.kbench.content.Text("a"), true, details);
            inTheRun(
                    () -> {
                        own.append(reply);
                        try (var fork = Chats.fork("f")) {
                            assertThat(fork.chat().usage()).isEqualTo(Usage.NONE);
                            fork.chat().append(reply);
                            assertThat(fork.chat().usage()).isEqualTo(own.usage());
                            assertThat(fork.chat().replyCount()).isEqualTo(2);
                        }
                    });
        }

        @Test
        void outsideOfRunsItBeginsWithTheLastExchange() {
            Actor.USER.send("a");
            try (var fork = Chats.fork("f")) {
                assertThat(texts(fork.chat())).endsWith("a");
            }
            Chats.current().giveUp();
        }
    }

    @Nested
    class Misuse {
        @Test
        void anotherThreadNeitherOpensNorForks() throws Exception {
            inTheRun(
                    () -> {
                        for (String deed : List.of("open", "fork")) {
                            Thread thread =
                                    Thread.ofVirtual()
                                            .unstarted(
                                                    () ->
                                                            refusedOnAnotherThread(
                                                                    run, deed.equals("open")));
                            List<Throwable> thrown = new java.util.ArrayList<>();
                            thread.setUncaughtExceptionHandler((_, e) -> thrown.add(e));
                            thread.start();
                            thread.join();
                            assertThat(thrown).isEmpty();
                        }
                    });
            assertThat(own.items()).as("nothing was listed").isEmpty();
        }

        private static void refusedOnAnotherThread(TestRun run, boolean opens) {
            run.scope()
                    .within(
                            () ->
                                    assertThatIllegalStateException()
                                            .isThrownBy(
                                                    () -> {
                                                        if (opens) {
                                                            Chats.open("judge");
                                                        } else {
                                                            Chats.fork("judge");
                                                        }
                                                    })
                                            .withMessage(
                                                    "the chat 'judge' can only be opened on its"
                                                            + " run's own thread"));
        }

        @Test
        void aChatOfARunThatHasEndedTakesNoMessages() throws Exception {
            Chat[] side = new Chat[1];
            inTheRun(
                    () -> {
                        Actor.USER.send("a");
                        try (var scope = Chats.open("side")) {
                            side[0] = scope.chat();
                        }
                    });
            own.seal();
            TestRun.create()
                    .in(
                            () -> {
                                for (Chat sealed : List.of(own, side[0])) {
                                    try (var _ = Contexts.enter(sealed)) {
                                        assertThatIllegalStateException()
                                                .isThrownBy(() -> Actor.USER.send("b"))
                                                .withMessage(
                                                        "the chat '%s' belongs to a run that has"
                                                                        .formatted(sealed.name())
                                                                + " ended, and takes no more"
                                                                + " messages; Chats.fork goes on"
                                                                + " with a copy");
                                    }
                                }
                            });
            assertThat(texts(own)).containsExactly("a");
        }

        @Test
        void aForkGoesOnWithIt() throws Exception {
            inTheRun(() -> Actor.USER.send("a"));
            own.seal();
            Chat next = Chat.named("next");
            TestRun.create()
                    .in(
                            () -> {
                                try (var _ = Contexts.enter(next);
                                        var _ = Contexts.enter(own);
                                        var fork = Chats.fork("more")) {
                                    Actor.USER.send("b");
                                    assertThat(texts(fork.chat())).containsExactly("a", "b");
                                    assertThat(next.items()).containsExactly(fork.chat());
                                }
                            });
            assertThat(own.items()).hasSize(1);
        }

        @Test
        void closingAllClosesWhatIsOpenInside() throws Exception {
            run.in(
                    () -> {
                        ChatScope outer = Contexts.enter(own);
                        ChatScope a = Chats.open("a");
                        ChatScope b = Chats.open("b");
                        assertThat(outer.closeAll()).containsExactly("b", "a");
                        assertThat(outer.closeAll()).isEmpty();
                        a.close();
                        b.close();
                        assertThat(Chats.current()).isNotIn(own, a.chat(), b.chat());
                    });
        }

        @Test
        void optionsAreSetOnceAndNothingIsOpenedWithWrongOnes() {
            Chat before = Chats.current();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Chats.open("a", with -> with.orphan(true).orphan(false)))
                    .withMessage("orphan was already set to true");
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () ->
                                    Chats.open(
                                            "a",
                                            with ->
                                                    with.systemInstructions("x")
                                                            .systemInstructions("y")))
                    .withMessage("systemInstructions were already set");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Chats.fork("a", with -> with.orphan(false).orphan(false)))
                    .withMessage("orphan was already set to false");
            assertThat(Chats.current()).isSameAs(before);
        }

        @Test
        void nullIsRefused() {
            assertThatNullPointerException()
                    .isThrownBy(() -> Chats.open(null))
                    .withMessage("name: expected the chat's name, got null");
            assertThatNullPointerException()
                    .isThrownBy(() -> Chats.fork(null))
                    .withMessage("name: expected the chat's name, got null");
            assertThatNullPointerException()
                    .isThrownBy(() -> Chats.open("a", null))
                    .withMessage(
                            "with: expected what sets the options, such as with ->"
                                    + " with.orphan(true), got null");
            assertThatNullPointerException()
                    .isThrownBy(() -> Chats.open("a", with -> with.systemInstructions(null)))
                    .withMessage("text: expected the instructions, got null");
        }
    }
}
