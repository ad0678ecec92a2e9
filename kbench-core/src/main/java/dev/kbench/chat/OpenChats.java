package dev.kbench.chat;

import dev.kbench.internal.context.RunScope;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The open chats of one run, or of one thread outside of runs, innermost first. They belong to the
/// thread that opened the first of them: a run's other threads may speak in its chats, but neither
/// open nor close one, because they would move the ground under each other's feet.
///
/// Thread-safe.
final class OpenChats {
    private static final long NOBODY = 0; // threads count from 1

    private final Deque<ChatScope> open = new ArrayDeque<>(4);
    private final @Nullable RunScope run;
    private @Nullable Chat loose;
    private long owner = NOBODY; // an id: a thread that was held here would never be forgotten

    /// Nothing is open yet.
    ///
    /// @param run whose chats, null for a thread outside of runs
    OpenChats(@Nullable RunScope run) {
        this.run = run;
    }

    /// The innermost open chat; where none is open, one that forgets what was said once a new
    /// question follows an answer.
    synchronized Chat innermost() {
        ChatScope innermost = open.peek();
        if (innermost != null) {
            return innermost.chat();
        }
        if (loose == null) {
            loose = Chat.loose();
        }
        return loose;
    }

    /// The chat whose history a new chat joins: the innermost open one that still takes messages.
    synchronized Optional<Chat> parent() {
        return open.stream().map(ChatScope::chat).filter(chat -> !chat.isSealed()).findFirst();
    }

    synchronized ChatScope enter(Chat chat) {
        requireOwner(chat, "opened");
        owner = Thread.currentThread().threadId();
        chat.shownInside(open.stream().map(ChatScope::chat).toList());
        ChatScope scope = new ChatScope(chat, this);
        open.push(scope);
        return scope;
    }

    synchronized void leave(ChatScope scope) {
        requireHere(scope.chat());
        if (open.peek() != scope) {
            throw new IllegalStateException(
                    "the chat '%s' is not the innermost open one; close the chats opened inside it first"
                            .formatted(scope.chat().name()));
        }
        open.pop().left();
    }

    synchronized List<String> leaveAll(ChatScope scope) {
        requireHere(scope.chat());
        List<String> inside = new ArrayList<>();
        for (ChatScope next = open.pop(); next != scope; next = open.pop()) {
            next.left();
            inside.add(next.chat().name());
        }
        scope.left();
        return inside;
    }

    /// Refuses a thread that may not open a chat here.
    synchronized void requireOwner(Chat chat, String deed) {
        if (owner != NOBODY && owner != Thread.currentThread().threadId()) {
            throw new IllegalStateException(
                    "the chat '%s' can only be %s on %s"
                            .formatted(
                                    chat.name(),
                                    deed,
                                    run == null
                                            ? "the thread that opened it"
                                            : "its run's own thread"));
        }
    }

    private void requireHere(Chat chat) {
        if (run != RunScope.current()) {
            throw new IllegalStateException(
                    "the chat '%s' was opened %s; close it there"
                            .formatted(
                                    chat.name(),
                                    run == null ? "outside of runs" : "in another run"));
        }
        requireOwner(chat, "closed");
    }
}
