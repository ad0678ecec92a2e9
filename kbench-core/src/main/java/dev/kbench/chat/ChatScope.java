package dev.kbench.chat;

/// A chat while it is the current one. Closing it makes the chat before it the current one again;
/// closing it twice changes nothing.
public final class ChatScope implements AutoCloseable {
    private final Chat chat;
    private final Runnable leave;
    private boolean closed;

    ChatScope(Chat chat, Runnable leave) {
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
    /// @throws IllegalStateException if another chat was opened inside it and is still open
    @Override
    public void close() {
        if (!closed) {
            leave.run();
            closed = true;
        }
    }
}
