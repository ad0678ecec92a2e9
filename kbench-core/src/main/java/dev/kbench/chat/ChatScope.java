package dev.kbench.chat;

import java.util.List;

/// A chat while it is the current one. Closing it makes the chat before it the current one again;
/// closing it twice changes nothing.
///
/// One thread.
public final class ChatScope implements AutoCloseable {
    private final Chat chat;
    private final OpenChats open;
    private boolean closed;

    ChatScope(Chat chat, OpenChats open) {
        this.chat = chat;
        this.open = open;
    }

    /// The chat.
    ///
    /// @return the chat that is current until this is closed; it can be read, entered again and
    ///   forked afterwards
    public Chat chat() {
        return chat;
    }

    /// Leaves the chat. What was left open when its run ended is closed already.
    ///
    /// @throws IllegalStateException if another chat was opened inside it and is still open, or if
    ///   this is not the thread or not the run that it was opened in; the chat stays open
    @Override
    public void close() {
        if (!closed) {
            open.leave(this);
        }
    }

    /// Leaves the chat and every chat that was opened inside it and is still open.
    ///
    /// @return the names of the latter, innermost first
    /// @throws IllegalStateException if this is not the thread or not the run that it was opened in
    public List<String> closeAll() {
        return closed ? List.of() : open.leaveAll(this);
    }

    /// Was left.
    void left() {
        closed = true;
    }
}
