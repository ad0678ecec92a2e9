package dev.kbench.room;

import dev.kbench.chat.Chat;
import dev.kbench.chat.Chats;

/// Where a participant's next words go, and why it may have none.
final class NextWords {
    private NextWords() {}

    /// The room or channel that is the current chat.
    ///
    /// @throws IllegalStateException where it is not the participant's turn to speak
    static ChatRoom of(Participant participant) {
        Chat current = Chats.current();
        String name = participant.name();
        ChatRoom own = participant.room();
        ChatRoom room =
                ChatRoom.of(current)
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "'%s' can only reply inside the room '%s', and the current chat is '%s'; enter the room first: try (var _ = room.enter()) { … }"
                                                        .formatted(
                                                                name, own.name(), current.name())));
        if (room.root() != own) {
            throw new IllegalStateException(
                    "'%s' is a participant of the room '%s', not of '%s', which is the current chat; enter '%s' for its turn"
                            .formatted(name, own.name(), room.name(), own.name()));
        }
        if (!participant.isPresent()) {
            throw new IllegalStateException(
                    "'%s' was removed from the room '%s' and can no longer reply; room.addParticipant(…) adds a new participant, who may have the same name"
                            .formatted(name, own.name()));
        }
        if (!room.members().has(participant)) {
            throw new IllegalStateException(
                    "'%s' is no member of the private channel '%s', which is the current chat; leave it for the turn of '%s'"
                            .formatted(name, room.name(), name));
        }
        if (!room.isEnteredHere()) {
            throw new IllegalStateException(
                    "'%s' can only reply on the thread that entered the room '%s'"
                            .formatted(name, room.name()));
        }
        current.requireOpen();
        if (!Perspective.hearsAnything(room.log(), participant.id())) {
            throw new IllegalStateException(
                    "nothing was posted in the room '%s' that '%s' could reply to; room.post(…) first"
                            .formatted(room.name(), name));
        }
        return room;
    }
}
