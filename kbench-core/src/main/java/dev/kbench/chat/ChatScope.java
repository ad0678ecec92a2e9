package dev.kbench.chat;

import java.util.function.Consumer;

/// A chat while it is the current one. Closing it makes the chat before it the current one again;
/// closing it twice changes nothing.
///
/// One thread.
public final class ChatScope implements AutoCloseable {
    private final Chat chat;
    private final Consumer<ChatScope> leave;
    private boolean closed;

    ChatScope(Chat chat, Consumer<ChatScope> leave) {
        this.chat = chat;
        this.leave = leave;
    }

    /// The chat.
    ///
    /// @return the chat that is current until this is closed
    public Chat chat() {
        return chat;
    }

    /// Leaves the chat.
    ///
    /// @throws IllegalStateException if another chat was opened inside it and is still open, or if
    ///   this is not the thread or not the run that it was opened in; the chat stays open
    @Override
    public void close() {
        if (!closed) {
            leave.accept(this);
            closed = true;
        }
    }
}
