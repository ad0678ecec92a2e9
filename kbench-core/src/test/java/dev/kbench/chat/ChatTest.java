package dev.kbench.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kbench.content.Text;
import dev.kbench.event.RunEvent;
import dev.kbench.event.Usage;
import dev.kbench.internal.context.TestRun;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

class ChatTest {
    private static final Actor MODEL = new Actor("vendor/model", Role.ASSISTANT, "🤖");

    private final Chat chat = Chat.named("Quiz");

    private static Message reply(String text, boolean visible, Usage usage) {
        return new Message(
                MODEL,
                new Text(text),
                visible,
                new ReplyDetails(
                        List.of(),
                        usage,
                        FinishReason.STOP,
                        new LinkedHashMap<>(),
                        new LinkedHashMap<>(),
                        "",
                        Duration.ZERO));
    }

    private static Message reply(String text) {
        return reply(text, true, Usage.ofTokens(10, 1));
    }

    @Test
    void keepsMessagesInOrder() {
        Message asked = Message.of(Actor.USER, "2+2?");
        Message answered = reply("4");
        chat.append(asked);
        chat.append(answered);
        chat.append(Chat.named("side"));

        assertThat(chat.messages()).containsExactly(asked, answered);
        assertThat(chat.items()).hasSize(3).isUnmodifiable();
        assertThat(chat.lastReply()).contains(answered);
        assertThat(chat.replyCount()).isEqualTo(1);
    }

    @Test
    void isNamedAndNumbered() {
        assertThat(chat.name()).isEqualTo("Quiz");
        assertThat(chat.id()).matches("Quiz-[0-9a-f]{8}").isNotEqualTo(Chat.named("Quiz").id());
        assertThat(chat).hasToString(chat.id());
        assertThat(Chat.named("").id()).matches("-[0-9a-f]{8}");
    }

    @Test
    void sumsWhatItsOwnAnswersUsed() {
        Chat side = Chat.named("side");
        side.append(reply("x"));
        chat.append(reply("4"));
        chat.append(reply("5", false, Usage.ofTokens(20, 2)));
        chat.append(side);

        assertThat(chat.usage()).isEqualTo(Usage.ofTokens(30, 3));
        assertThat(Chat.named("empty").usage()).isEqualTo(Usage.NONE);
    }

    @Test
    void countsVisibleAnswersOnly() {
        chat.append(reply("hidden", false, Usage.NONE));
        chat.append(Message.of(Actor.SYSTEM, "no answer"));
        assertThat(chat.replyCount()).isZero();
        assertThat(chat.lastReply()).map(Message::text).contains("hidden");
    }

    @Test
    void cannotBePartOfItself() {
        Chat inner = Chat.named("inner");
        Chat innermost = Chat.named("innermost");
        chat.append(inner);
        inner.append(innermost);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> chat.append(chat))
                .withMessage("the chat 'Quiz' cannot be part of itself");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> innermost.append(chat))
                .withMessage("the chat 'innermost' cannot be part of itself");
    }

    @Test
    void thatForgetsStartsAfreshAfterAnAnswer() {
        Chat loose = Chat.loose();
        loose.append(Message.of(Actor.SYSTEM, "Be brief."));
        loose.append(Message.of(Actor.USER, "one"));
        loose.append(reply("1"));
        assertThat(loose.messages()).hasSize(3);
        assertThat(loose.replyCount()).isEqualTo(1);

        loose.append(Message.of(Actor.USER, "two"));
        assertThat(loose.messages()).extracting(Message::text).containsExactly("two");
        assertThat(loose.replyCount()).isZero();
    }

    @Test
    void thatForgetsForgetsARemarkWithItsAnswer() {
        Chat loose = Chat.loose();
        loose.append(Message.of(Actor.USER, "one"));
        loose.append(reply("about 1"));
        loose.remark(Message.of(Actor.SYSTEM, "could not be read"));
        assertThat(loose.messages()).hasSize(3);

        loose.append(Message.of(Actor.USER, "two"));
        assertThat(loose.messages()).extracting(Message::text).containsExactly("two");
    }

    @Test
    void tellsItsRunWhatWasSaid() throws Exception {
        TestRun run = TestRun.create();
        Chat side = Chat.named("side");
        chat.append(Message.of(Actor.USER, "outside a run nobody is told"));
        run.in(
                () -> {
                    chat.append(side);
                    chat.append(Message.of(Actor.USER, "2+2?"));
                    side.append(reply("hidden\ud800", false, Usage.NONE));
                });

        assertThat(run.events())
                .containsExactly(
                        new RunEvent.MessageAdded(
                                "r1", chat.id(), "Quiz", 0, "User", "user", "2+2?", true, "👤", -1,
                                true, List.of()),
                        new RunEvent.MessageAdded(
                                "r1",
                                side.id(),
                                "side",
                                1,
                                "vendor/model",
                                "assistant",
                                "hidden\ud800",
                                false,
                                "🤖",
                                -1,
                                true,
                                List.of()));
    }

    @Test
    void keepsTheMessagesOfManyThreads() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            threads.add(Thread.ofVirtual().start(() -> chat.append(reply("x"))));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(chat.messages()).hasSize(100);
        assertThat(chat.replyCount()).isEqualTo(100);
        assertThat(chat.usage()).isEqualTo(Usage.ofTokens(1_000, 100));
    }

    @Test
    void rolesHaveTheirNamesOnTheWire() {
        assertThat(Role.values())
                .extracting(Role::wireName)
                .containsExactly("system", "user", "assistant", "developer", "tool");
    }

    @Test
    void detailsTellWhatWasSentInOneLine() {
        LinkedHashMap<String, Object> sent = new LinkedHashMap<>();
        sent.put("temperature", 0.0);
        sent.put("seed", 0L);
        ReplyDetails details =
                new ReplyDetails(
                        List.of(),
                        Usage.NONE,
                        FinishReason.NONE,
                        sent,
                        new LinkedHashMap<>(),
                        "",
                        Duration.ZERO);
        sent.clear();

        assertThat(details.sentText()).isEqualTo("temperature=0.0, seed=0");
        assertThat(ReplyDetails.NONE.sentText()).isEmpty();
        assertThat(details.sent()).isUnmodifiable();
    }
}
