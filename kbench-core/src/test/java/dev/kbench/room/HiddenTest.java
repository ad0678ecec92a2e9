package dev.kbench.room;

import static dev.kbench.room.Players.inARun;
import static dev.kbench.room.Players.lastAsked;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.kbench.chat.Actor;
import dev.kbench.chat.Message;
import dev.kbench.chat.ReplyDetails;
import dev.kbench.chat.Role;
import dev.kbench.content.Text;
import dev.kbench.content.ToolCall;
import dev.kbench.content.ToolResult;
import dev.kbench.schema.UnparsableAnswerException;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Test;

import java.util.List;

class HiddenTest {
    private final MockLlm a = MockLlm.cycling("from a");
    private final MockLlm b = MockLlm.cycling("from b");
    private final MockLlm c = MockLlm.cycling("from c");
    private final ChatRoom room = ChatRoom.create(with -> with.name("Moderator"));
    private final Participant alice = room.addParticipant(a, "Alice");
    private final Participant bob = room.addParticipant(b, "Bob");
    private final Participant carol = room.addParticipant(c, "Carol");

    @Test
    void aPostToOneIsSeenByOne() throws Exception {
        inARun(
                () -> {
                    try (var _ = room.enter()) {
                        room.post("All see this.");
                        room.post("You are a werewolf.", with -> with.visibleTo(alice));
                        room.post("Nobody sees this.", with -> with.visibleTo(List.of()));
                        alice.reply();
                        bob.reply();
                    }
                });
        assertThat(lastAsked(a))
                .containsExactly(
                        "user: [Moderator]: All see this.",
                        "user: [Moderator]: You are a werewolf.");
        assertThat(lastAsked(b))
                .containsExactly("user: [Moderator]: All see this.", "user: [Alice]: from a");
        assertThat(room.messages()).hasSize(5);
        assertThat(room.transcript())
                .isEqualTo("Moderator: All see this.\nAlice: from a\nBob: from b");
        assertThat(room.transcript(alice))
                .isEqualTo(
                        "Moderator: All see this.\nModerator: You are a werewolf.\nAlice: from"
                                + " a\nBob: from b");
    }

    @Test
    void aChannelsWordsStandWhereTheyWereSaid() throws Exception {
        inARun(
                () -> {
                    ChatRoom night = room.privateChannel("Night", alice, bob);
                    try (var _ = room.enter()) {
                        room.post("Night 1.");
                        try (var _ = night.enter()) {
                            night.post("Choose.");
                            alice.reply();
                        }
                        room.post("Day 1.");
                        carol.reply();
                        try (var _ = night.enter()) {
                            night.post("Choose again.");
                            bob.reply();
                        }
                        alice.reply();
                    }
                    assertThat(lastAsked(a))
                            .containsExactly(
                                    "user: [Moderator]: Night 1.",
                                    "user: [private: Night]: Choose.",
                                    "assistant: from a",
                                    "user: [Moderator]: Day 1.",
                                    "user: [Carol]: from c",
                                    "user: [private: Night]: Choose again.",
                                    "user: [Bob (private: Night)]: from b");
                    assertThat(lastAsked(c))
                            .containsExactly(
                                    "user: [Moderator]: Night 1.", "user: [Moderator]: Day 1.");
                    assertThat(room.transcript(bob))
                            .isEqualTo(
                                    """
                                    Moderator: Night 1.
                                    Night (private: Night): Choose.
                                    Alice (private: Night): from a
                                    Moderator: Day 1.
                                    Carol: from c
                                    Night (private: Night): Choose again.
                                    Bob (private: Night): from b
                                    Alice: from a\
                                    """);
                    assertThat(room.messages()).extracting(Message::text).doesNotContain("Choose.");
                    assertThat(night.messages()).hasSize(4);
                });
    }

    @Test
    void aChannelWithinAChannel() throws Exception {
        inARun(
                () -> {
                    ChatRoom outer = room.privateChannel("Outer", alice, bob, carol);
                    ChatRoom inner = outer.privateChannel("Inner", alice, bob);
                    try (var _ = inner.enter()) {
                        inner.post("deep");
                        alice.reply();
                    }
                    try (var _ = outer.enter()) {
                        outer.post("less deep");
                        carol.reply();
                    }
                    assertThat(lastAsked(c)).containsExactly("user: [private: Outer]: less deep");
                    assertThat(lastAsked(a)).containsExactly("user: [private: Inner]: deep");
                    assertThat(room.chat().items()).containsExactly(outer.chat());
                    assertThat(outer.chat().items().getFirst()).isSameAs(inner.chat());
                });
    }

    @Test
    void aPrivateReplyIsHeardByItsSpeakerAlone() throws Exception {
        inARun(
                () -> {
                    try (var _ = room.enter()) {
                        room.post("Seer, choose.", with -> with.visibleTo(alice));
                        assertThat(alice.replyPrivately()).isEqualTo("from a");
                        room.post("Day.");
                        bob.reply();
                        assertThat(lastAsked(b)).containsExactly("user: [Moderator]: Day.");
                        alice.reply();
                        assertThat(lastAsked(a)).contains("assistant: from a");
                    }
                });
    }

    @Test
    void theNameOfWhoLeftGivesNoneOfItsKnowledge() throws Exception {
        MockLlm second = MockLlm.cycling("from the second");
        inARun(
                () -> {
                    try (var _ = room.enter()) {
                        room.post("Topic");
                        room.post("secret of the first", with -> with.visibleTo(alice));
                        alice.reply();
                        room.removeParticipant(alice);
                        Participant again = room.addParticipant(second, "Alice");
                        assertThat(again.id()).isEqualTo("Alice[2]");
                        again.reply();
                        assertThat(lastAsked(second))
                                .containsExactly(
                                        "user: [Moderator]: Topic", "user: [Alice]: from a");
                        room.post("secret of the second", with -> with.visibleTo(again));
                        assertThat(room.transcript(alice))
                                .contains("secret of the first")
                                .doesNotContain("secret of the second");
                    }
                });
    }

    @Test
    void typedAnswersShowWhatTheirValueShows() throws Exception {
        MockLlm voter = MockLlm.replying(Players.vote("Bob", "he is loud"));
        Participant dora = room.addParticipant(voter, "Dora");
        inARun(
                () -> {
                    try (var _ = room.enter()) {
                        room.post("Vote.");
                        assertThat(dora.reply(Players.VOTE).secret()).isEqualTo("he is loud");
                        alice.reply();
                        assertThat(lastAsked(a).getLast()).isEqualTo("user: [Dora]: votes Bob");
                        assertThat(dora.room().messages(dora).getLast().text()).isEqualTo("from a");
                    }
                    Message vote = room.messages().get(1);
                    assertThat(vote.text()).isEqualTo("votes Bob");
                    assertThat(vote.words()).isEqualTo(Players.vote("Bob", "he is loud"));
                    assertThat(room.messages(alice).get(1).words()).isEqualTo("votes Bob");
                });
    }

    @Test
    void answersThatCannotBeReadAreTheirSpeakersAlone() throws Exception {
        MockLlm voter = MockLlm.cycling("Bob, he is loud");
        Participant dora = room.addParticipant(voter, "Dora");
        inARun(
                () -> {
                    try (var _ = room.enter()) {
                        room.post("Vote.");
                        assertThatExceptionOfType(UnparsableAnswerException.class)
                                .isThrownBy(() -> dora.reply(Players.VOTE))
                                .withMessage(
                                        "mock: expected an object with name, secret, but there is"
                                            + " no such JSON in the answer: \"Bob, he is loud\"");
                        alice.reply();
                        assertThat(lastAsked(a)).containsExactly("user: [Moderator]: Vote.");
                        dora.reply();
                        assertThat(lastAsked(voter))
                                .containsExactly(
                                        "user: [Moderator]: Vote.",
                                        "assistant: Bob, he is loud",
                                        "user: [System]: The answer could not be read: expected an"
                                            + " object with name, secret, but there is no such JSON"
                                            + " in the answer: \"Bob, he is loud\"",
                                        "user: [Alice]: from a");
                    }
                });
    }

    @Test
    void aRepairIsItsSpeakersAlone() throws Exception {
        MockLlm voter =
                MockLlm.replying("Bob, he is loud", Players.vote("Bob", "he is loud"), "from d");
        Participant dora = room.addParticipant(voter, "Dora");
        inARun(
                () -> {
                    try (var _ = room.enter()) {
                        room.post("Vote.");
                        assertThat(dora.reply(Players.VOTE, with -> with.repair(1)).name())
                                .isEqualTo("Bob");
                        alice.reply();
                        assertThat(lastAsked(a))
                                .containsExactly(
                                        "user: [Moderator]: Vote.", "user: [Dora]: votes Bob");
                        dora.reply();
                        assertThat(lastAsked(voter))
                                .contains("assistant: Bob, he is loud")
                                .anyMatch(
                                        line ->
                                                line.startsWith(
                                                        "user: [User]: That answer could not be"
                                                                + " read: "));
                    }
                });
    }

    @Test
    void whatWasPutUpWithInATypedAnswerStaysOnItsRecord() throws Exception {
        MockLlm voter = MockLlm.replying("{\"name\": \"Bob\", \"secret\": \"he is loud\",}");
        Participant dora = room.addParticipant(voter, "Dora");
        inARun(
                () -> {
                    try (var _ = room.enter()) {
                        room.post("Vote.");
                        assertThat(dora.reply(Players.VOTE).name()).isEqualTo("Bob");
                    }
                });
        assertThat(room.messages().getLast().details().repairs())
                .containsExactly("left out a comma behind the last item");
        assertThat(room.messages(alice).getLast().details()).isEqualTo(ReplyDetails.NONE);
    }

    @Test
    void toolsAndReasoningAreTheirSpeakersAlone() throws Exception {
        ToolCall call = new ToolCall("c1", "search", "{}", "");
        ToolResult result = new ToolResult("c1", "search", "found", false);
        inARun(
                () -> {
                    try (var _ = room.enter()) {
                        room.post("Topic");
                        Seat seat = new Seat(alice, room, false);
                        seat.stepped(
                                new Message(
                                        alice.actor(),
                                        new Text(""),
                                        true,
                                        ReplyDetails.ofParts(List.of(call))));
                        seat.stepped(Message.of(new Actor("search", Role.TOOL, ""), result));
                        alice.reply();
                        assertThat(a.invocations().getLast().messages())
                                .extracting(message -> message.parts().getLast())
                                .contains(call, result);
                        assertThat(a.invocations().getLast().messages().getLast().role())
                                .isEqualTo(Role.TOOL);
                        bob.reply();
                        assertThat(lastAsked(b))
                                .containsExactly(
                                        "user: [Moderator]: Topic", "user: [Alice]: from a");
                    }
                });
    }
}
