package dev.kbench.room;

import static dev.kbench.room.Players.inARun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Chats;
import dev.kbench.chat.Contexts;
import dev.kbench.content.Image;
import dev.kbench.internal.context.TestRun;
import dev.kbench.llm.Llm;
import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// What rooms refuse, word for word; and that nothing was asked or said then.
class RefusalsTest {
    private final MockLlm llm = MockLlm.cycling("42");
    private final ChatRoom room = ChatRoom.create(with -> with.name("Debate"));
    private final Participant alice = room.addParticipant(llm, "Alice");
    private final Participant bob = room.addParticipant(llm, "Bob");

    private void refused(Runnable turn, String message) {
        int asked = llm.invocations().size();
        int said = room.messages().size();
        assertThatIllegalStateException().isThrownBy(turn::run).withMessage(message);
        assertThat(llm.invocations()).hasSize(asked);
        assertThat(room.messages()).hasSize(said);
    }

    @Nested
    class Turns {
        @Test
        void outsideOfTheRoom() throws Exception {
            inARun(
                    () ->
                            refused(
                                    alice::reply,
                                    "'Alice' can only reply inside the room 'Debate', and the"
                                            + " current chat is 'Game'; enter the room first: try"
                                            + " (var _ = room.enter()) { … }"));
        }

        @Test
        void inAChatThatWasOpenedInTheRoom() throws Exception {
            inARun(
                    () -> {
                        try (var _ = room.enter();
                                var _ = Chats.open("aside")) {
                            refused(
                                    alice::reply,
                                    "'Alice' can only reply inside the room 'Debate', and the"
                                            + " current chat is 'aside'; enter the room first: try"
                                            + " (var _ = room.enter()) { … }");
                        }
                    });
        }

        @Test
        void inAnEmptyRoomAndWithNothingPostedToIt() throws Exception {
            String nothing =
                    "nothing was posted in the room 'Debate' that 'Alice' could reply to;"
                            + " room.post(…) first";
            inARun(
                    () -> {
                        try (var _ = room.enter()) {
                            refused(alice::reply, nothing);
                            room.post("for Bob", with -> with.visibleTo(bob));
                            refused(alice::reply, nothing);
                            bob.reply();
                            alice.reply();
                        }
                    });
        }

        @Test
        void byOneWhoWasRemoved() throws Exception {
            inARun(
                    () -> {
                        ChatRoom night = room.privateChannel("Night", alice, bob);
                        try (var _ = room.enter()) {
                            room.post("Topic");
                            room.removeParticipant(bob);
                            String removed =
                                    "'Bob' was removed from the room 'Debate' and can no longer"
                                            + " reply; room.addParticipant(…) adds a new"
                                            + " participant, who may have the same name";
                            refused(bob::reply, removed);
                            room.addParticipant(llm, "Bob");
                            refused(bob::reply, removed);
                            try (var _ = night.enter()) {
                                refused(bob::reply, removed);
                                assertThat(night.participants()).containsExactly(alice);
                            }
                        }
                    });
        }

        @Test
        void byAParticipantOfAnotherRoom() throws Exception {
            ChatRoom chess = ChatRoom.create(with -> with.name("Chess"));
            inARun(
                    () -> {
                        try (var _ = chess.enter()) {
                            chess.post("e4");
                            refused(
                                    alice::reply,
                                    "'Alice' is a participant of the room 'Debate', not of"
                                            + " 'Chess', which is the current chat; enter 'Debate'"
                                            + " for its turn");
                        }
                    });
        }

        @Test
        void byOneWhoIsNotInTheChannel() throws Exception {
            Participant carol = room.addParticipant(llm, "Carol");
            inARun(
                    () -> {
                        ChatRoom night = room.privateChannel("Night", alice, bob);
                        try (var _ = night.enter()) {
                            night.post("Choose.");
                            refused(
                                    carol::reply,
                                    "'Carol' is no member of the private channel 'Night', which is"
                                            + " the current chat; leave it for the turn of"
                                            + " 'Carol'");
                            night.removeParticipant(bob);
                            refused(
                                    bob::reply,
                                    "'Bob' is no member of the private channel 'Night', which is"
                                            + " the current chat; leave it for the turn of 'Bob'");
                        }
                        try (var _ = room.enter()) {
                            assertThat(bob.reply()).isEqualTo("42");
                        }
                    });
        }

        @Test
        void onAnotherThreadOfTheRun() throws Exception {
            List<Throwable> thrown = new ArrayList<>();
            inARun(
                    () -> {
                        try (var _ = room.enter()) {
                            room.post("Topic");
                            var turn =
                                    Contexts.carry(
                                            () -> {
                                                refused(
                                                        alice::reply,
                                                        "'Alice' can only reply on the thread that"
                                                                + " entered the room 'Debate'");
                                                return room.post("but anybody may post");
                                            });
                            Thread thread =
                                    Thread.ofVirtual()
                                            .unstarted(
                                                    () -> {
                                                        try {
                                                            var _ = turn.call();
                                                        } catch (Throwable e) {
                                                            thrown.add(e);
                                                        }
                                                    });
                            thread.start();
                            thread.join();
                        }
                    });
            assertThat(thrown).isEmpty();
            assertThat(room.messages()).hasSize(2);
        }

        @Test
        void inARunInsideTheRoomsRun() throws Exception {
            TestRun outer = TestRun.create();
            outer.in(
                    () -> {
                        try (var _ = room.enter()) {
                            room.post("Topic");
                            outer.nested()
                                    .in(
                                            () -> {
                                                try (var _ = Contexts.enter(Chat.named("Inner"))) {
                                                    refused(
                                                            alice::reply,
                                                            "'Alice' can only reply inside the room"
                                                                + " 'Debate', and the current chat"
                                                                + " is 'Inner'; enter the room"
                                                                + " first: try (var _ ="
                                                                + " room.enter()) { … }");
                                                }
                                            });
                        }
                    });
        }

        /// Another task's, while the room's own is in it.
        @Test
        void onATasksThreadThatDoesNotOwnTheRoom() throws Exception {
            List<Throwable> thrown = new ArrayList<>();
            inARun(
                    () -> {
                        try (var _ = room.enter()) {
                            room.post("Topic");
                            Thread other = Thread.ofVirtual().unstarted(() -> elsewhere(thrown));
                            other.start();
                            other.join();
                            assertThat(alice.reply()).isEqualTo("42");
                        }
                    });
            assertThat(thrown).isEmpty();
            assertThat(room.messages()).hasSize(2);
        }

        private void elsewhere(List<Throwable> thrown) {
            try {
                inARun(
                        () ->
                                refused(
                                        bob::reply,
                                        "'Bob' can only reply inside the room 'Debate', and the"
                                                + " current chat is 'Game'; enter the room first:"
                                                + " try (var _ = room.enter()) { … }"));
            } catch (Throwable e) {
                thrown.add(e);
            }
        }

        @Test
        void inARoomWhoseRunHasEnded() throws Exception {
            inARun(
                    () -> {
                        try (var _ = room.enter()) {
                            room.post("Topic");
                        }
                    });
            room.chat().seal();
            inARun(
                    () -> {
                        try (var _ = room.enter()) {
                            refused(
                                    alice::reply,
                                    "the chat 'Debate' belongs to a run that has ended, and takes"
                                            + " no more messages; Chats.fork goes on with a copy");
                        }
                    });
        }

        @Test
        void aModelThatIsPromptedInTheRoom() throws Exception {
            String message =
                    "the current chat is the room 'Debate', where a model speaks as a participant"
                            + " alone: participant.reply(); to ask beside the room, open a chat of"
                            + " its own: try (var _ = Chats.open(…))";
            inARun(
                    () -> {
                        try (var _ = room.enter()) {
                            room.post("Topic");
                            refused(() -> llm.prompt("inside"), message);
                            refused(llm::respond, message);
                        }
                    });
        }

        @Test
        void aChatOfARunThatHasEndedIsNotAsked() throws Exception {
            Chat ended = Chat.restored("Quiz", "Quiz-1", List.of());
            inARun(
                    () -> {
                        try (var _ = Contexts.enter(ended)) {
                            refused(
                                    llm::respond,
                                    "the chat 'Quiz' belongs to a run that has ended, and takes no"
                                            + " more messages; Chats.fork goes on with a copy");
                        }
                    });
        }
    }

    @Nested
    class Channels {
        @Test
        void ofOneOrNone() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> room.privateChannel("Night", alice))
                    .withMessage(
                            "the private channel 'Night' needs two members or more, got 'Alice'"
                                    + " alone; to speak with one alone, post with visibleTo(…) and"
                                    + " hear the answer by participant.replyPrivately()");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> room.privateChannel("Night"))
                    .withMessage(
                            "the private channel 'Night' needs two members or more, got none; to"
                                    + " speak with one alone, post with visibleTo(…) and hear the"
                                    + " answer by participant.replyPrivately()");
        }

        @Test
        void ofOthersThanThoseWhoAreThere() {
            ChatRoom chess = ChatRoom.create(with -> with.name("Chess"));
            Participant white = chess.addParticipant(llm, "White");
            room.removeParticipant(bob);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> room.privateChannel("Night", alice, bob, white))
                    .withMessage(
                            "the private channel 'Night' can only have members that are in"
                                    + " 'Debate', got 'Bob', 'White'");
        }

        @Test
        void ofOneTwice() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> room.privateChannel("Night", alice, alice))
                    .withMessage(
                            "the private channel 'Night' was given a member twice: 'Alice',"
                                    + " 'Alice'");
        }

        @Test
        void ofANameThatIsHad() {
            Participant carol = room.addParticipant(llm, "Carol");
            ChatRoom night = room.privateChannel("Night", alice, bob);
            assertThat(room.privateChannel("Night", List.of(bob, alice))).isSameAs(night);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> room.privateChannel("Night", alice, carol))
                    .withMessage(
                            "there is a private channel 'Night' with other members; choose another"
                                    + " name");
            for (String name : List.of("Debate", "alice", "NIGHT")) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> room.privateChannel(name, alice, carol))
                        .withMessage(
                                "a private channel cannot be named '%s': the room, a participant or a channel has the name"
                                        .formatted(name));
            }
        }

        @Test
        void takeNoNewParticipants() {
            ChatRoom night = room.privateChannel("Night", alice, bob);
            assertThatIllegalStateException()
                    .isThrownBy(() -> night.addParticipant(llm, "Carol"))
                    .withMessage(
                            "'Night' is a private channel, whose members are chosen when it is"
                                    + " made; add 'Carol' to the room 'Debate' and make another"
                                    + " channel");
        }
    }

    @Nested
    class Strangers {
        private final ChatRoom chess = ChatRoom.create(with -> with.name("Chess"));
        private final Participant white = chess.addParticipant(llm, "White");

        @Test
        void areNotRemoved() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> room.removeParticipant(white))
                    .withMessage(
                            "'White' cannot be removed: it is no participant of 'Debate', but of"
                                    + " 'Chess'");
            room.removeParticipant(bob);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> room.removeParticipant(bob))
                    .withMessage("'Bob' cannot be removed: it is no participant of 'Debate'");
        }

        @Test
        void seeNoPosts() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> room.post("psst", with -> with.visibleTo(alice, white)))
                    .withMessage(
                            "'White' cannot see what is posted in 'Debate': it is no participant"
                                    + " there");
            assertThat(room.messages()).isEmpty();
        }

        @Test
        void haveNoView() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> room.messages(white))
                    .withMessage("'White' is a participant of the room 'Chess', not of 'Debate'");
        }
    }

    @Nested
    class OptionsGiven {
        /// What a file is, and whom it was meant for, reaches nobody: no model, no script, no view,
        /// no listener, no log, not even the error.
        @Test
        void aFileWithAQuestionIsRefusedAndLeavesNothing() throws Exception {
            Image file = Image.fromPixels(new int[] {7}, 1, 1).withCaption("the seer's card, 8c1f");
            List<String> heard = new ArrayList<>();
            TestRun run = TestRun.create();
            run.in(
                    () -> {
                        try (var _ = Contexts.enter(Chat.named("Game"));
                                var _ = room.enter()) {
                            room.post("Topic");
                            int told = run.events().size();
                            assertThatIllegalArgumentException()
                                    .isThrownBy(() -> alice.reply(with -> with.image(file)))
                                    .withMessage(
                                            "the room 'Debate' as 'Alice' sees it takes no files"
                                                + " with a question; say or post them before it");
                            assertThatIllegalArgumentException()
                                    .isThrownBy(
                                            () ->
                                                    alice.reply(
                                                            int.class,
                                                            with -> with.repair(1).image(file)));
                            assertThat(run.events()).hasSize(told);
                            bob.reply();
                        }
                    });
            assertThat(llm.invocations()).hasSize(1);
            heard.add(llm.invocations().getFirst().toString());
            run.events().forEach(event -> heard.add(event.toString()));
            room.messages().forEach(message -> heard.add(Views.all(message)));
            heard.add(room.transcript());
            heard.add(room.transcript(alice));
            heard.add(room.transcript(bob));
            assertThat(heard)
                    .noneMatch(text -> text.contains("8c1f"))
                    .noneMatch(text -> text.contains("image/png"));
            assertThat(room.transcript()).isEqualTo("Debate: Topic\nBob: 42");
        }

        @Test
        void aScriptsToolIsRefusedByName() {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () ->
                                    room.addParticipant(
                                            _ -> "", "Carol", with -> with.tool(this::search)))
                    .withMessage(
                            "'Carol' is a script, and calls no tools; expected none, got [search]");
            assertThat(room.participants()).containsExactly(alice, bob);
        }

        String search(String words) {
            return words;
        }

        @Test
        void twice() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ChatRoom.create(with -> with.name("A").name("B")))
                    .withMessage("name was already set to 'A'");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ChatRoom.create(with -> with.avatar("A").avatar("B")))
                    .withMessage("avatar was already set to 'A'");
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> ChatRoom.create(with -> with.systemPrompt("A").systemPrompt("B")))
                    .withMessage("systemPrompt was already set");
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () ->
                                    room.post(
                                            "x",
                                            with -> with.visibleTo(alice).visibleTo(List.of())))
                    .withMessage("visibleTo was already set");
        }

        @Test
        void nothing() {
            assertThatNullPointerException()
                    .isThrownBy(() -> room.addParticipant((Llm) null, "Carol"))
                    .withMessage("llm: expected the participant's model, got null");
            assertThatNullPointerException()
                    .isThrownBy(() -> room.addParticipant(llm, (String) null))
                    .withMessage("name: expected the participant's name, got null");
            assertThatNullPointerException()
                    .isThrownBy(() -> ChatRoom.create(null))
                    .withMessage(
                            "with: expected what sets the options, such as with ->"
                                    + " with.name(\"Debate\"), got null");
            assertThatNullPointerException()
                    .isThrownBy(() -> room.post((String) null))
                    .withMessage("text: expected what to say, got null");
        }
    }
}
