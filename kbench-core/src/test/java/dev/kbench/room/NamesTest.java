package dev.kbench.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kbench.testing.MockLlm;

import org.junit.jupiter.api.Test;

import java.util.List;

/// What may be a name in a room, word for word.
class NamesTest {
    private final MockLlm llm = MockLlm.cycling("42");
    private final ChatRoom room = ChatRoom.create(with -> with.name("Debate"));
    private final Participant alice = room.addParticipant(llm, "Alice");
    private final Participant bob = room.addParticipant(llm, "Bob");

    private void refusedName(String name, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.addParticipant(llm, name))
                .withMessage("a participant " + message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ChatRoom.create(with -> with.name(name)))
                .withMessage("a room " + message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.privateChannel(name, alice, bob))
                .withMessage("a private channel " + message);
    }

    @Test
    void noneOrAVeryLongOne() {
        refusedName("", "needs a name of 1 to 100 characters, got none");
        refusedName(" \t", "needs a name of 1 to 100 characters, got blanks alone");
        refusedName(
                "x".repeat(10_000),
                "needs a name of 1 to 100 characters, got 10000: 'xxxxxxxxxxxxxxxxxxxx… (10000"
                        + " characters)'");
        assertThat(room.addParticipant(llm, "x".repeat(100)).name()).hasSize(100);
    }

    @Test
    void oneThatDoesNotStandInALine() {
        String what =
                "needs a name in one line, without invisible characters and without blanks at"
                        + " its ends, got ";
        refusedName("Al\nice", what + "'Al<U+000A>ice'");
        refusedName("Al\u202eice", what + "'Al<U+202E>ice'");
        refusedName("Al\ud800ice", what + "'Al<U+D800>ice'");
        refusedName("\u2028Alice", what + "'<U+2028>Alice'");
        refusedName(" Alice", what + "' Alice'");
        assertThat(room.addParticipant(llm, "👩‍🚀 Ada").name()).isEqualTo("👩‍🚀 Ada");
    }

    @Test
    void oneThatLooksLikeAMark() {
        refusedName(
                "[Bob]", "needs a name without brackets, which mark who says what, got '[Bob]'");
    }

    @Test
    void oneThatIsARoles() {
        for (String role : List.of("system", "System", "USER", "assistant", "Developer", "tool")) {
            refusedName(
                    role,
                    "cannot be named '%s', which is a role's name: models would take its words for that role's; choose another, such as 'Customer'"
                            .formatted(role));
        }
    }

    @Test
    void oneThatIsTaken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.addParticipant(llm, "Alice"))
                .withMessage(
                        "the name 'Alice' is taken in the room 'Debate'; give each participant"
                                + " a name of its own: room.addParticipant(llm, \"…\")");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.addParticipant(llm, "ALICE"))
                .withMessage(
                        "the name 'ALICE' is taken in the room 'Debate' by 'Alice'; give each"
                                + " participant a name of its own: room.addParticipant(llm,"
                                + " \"…\")");
        room.addParticipant(llm);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.addParticipant(llm))
                .withMessageStartingWith("the name 'mock' is taken");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.addParticipant(llm, "debate"))
                .withMessage(
                        "'debate' is the name of the room and its narrator; give the"
                                + " participant, or the room, another");
        room.privateChannel("Night", alice, bob);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> room.addParticipant(llm, "Night"))
                .withMessage(
                        "'Night' is the name of a private channel of the room 'Debate'; give"
                                + " the participant another");
    }

    @Test
    void aNameIsFreeAgainOnceItsBearerHasLeft() {
        room.removeParticipant(alice);
        assertThat(room.addParticipant(llm, "Alice")).isNotSameAs(alice);
    }
}
