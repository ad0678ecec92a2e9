package dev.kbench.chat;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Deque;

/// The open chats of one run, or of one thread outside of runs, innermost first. They belong to the
/// thread that opened the first of them: a run's other threads may speak in its chats, but neither
/// open nor close one, because they would move the ground under each other's feet.
///
/// Thread-safe.
final class OpenChats {
    private final Deque<ChatScope> open = new ArrayDeque<>(4);
    private final String where;
    private @Nullable Thread owner;

    /// Nothing is open yet.
    ///
    /// @param where on which thread to open and close, for messages
    OpenChats(String where) {
        this.where = where;
    }

    synchronized @Nullable Chat innermost() {
        ChatScope innermost = open.peek();
        return innermost == null ? null : innermost.chat();
    }

    synchronized void enter(ChatScope scope) {
        if (owner == null) {
            owner = Thread.currentThread();
        }
        requireOwner(scope, "opened");
        open.push(scope);
    }

    /// Leaves the innermost chat, and says whether none is open now.
    synchronized boolean leave(ChatScope scope) {
        requireOwner(scope, "closed");
        if (open.peek() != scope) {
            throw new IllegalStateException(
                    "the chat '%s' is not the innermost open one; close the chats opened inside it first"
                            .formatted(scope.chat().name()));
        }
        open.pop();
        return open.isEmpty();
    }

    private void requireOwner(ChatScope scope, String deed) {
        if (owner != Thread.currentThread()) {
            throw new IllegalStateException(
                    "the chat '%s' can only be %s on %s"
                            .formatted(scope.chat().name(), deed, where));
        }
    }
}
