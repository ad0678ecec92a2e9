package dev.kbench.room;

import dev.kbench.chat.ChatScope;

/// A room while it is the current chat. Closing it makes the chat before it the current one again;
/// closing it twice changes nothing.
///
/// One thread.
public final class RoomScope implements AutoCloseable {
    private final ChatRoom room;
    private final ChatScope scope;

    RoomScope(ChatRoom room, ChatScope scope) {
        this.room = room;
        this.scope = scope;
    }

    /// The room.
    ///
    /// @return the room or private channel that was entered
    public ChatRoom room() {
        return room;
    }

    /// Leaves the room, which can be entered again.
    ///
    /// @throws IllegalStateException if another chat was opened inside it and is still open, or if
    ///   this is not the thread or not the run that it was entered in
    @Override
    public void close() {
        scope.close();
    }
}
