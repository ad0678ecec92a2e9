package dev.kbench.chat;

import dev.kbench.internal.context.RunScope;
import dev.kbench.internal.context.Slot;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/// Which chat a thread is in.
public final class Chats {
    private static final Slot<Deque<Chat>> OPEN = new Slot<>(ArrayDeque::new);

    /// Outside of runs: the chats a thread has open; the entry goes with the last close.
    private static final Map<Thread, Deque<Chat>> OPEN_OUTSIDE = new ConcurrentHashMap<>();

    /// Outside of runs and of open chats: one forgetful chat a thread, gone with the thread.
    private static final Map<Thread, Chat> LOOSE = Collections.synchronizedMap(new WeakHashMap<>());

    private Chats() {}

    /// The chat that messages go to now: the innermost open one of the current run; outside a run
    /// the thread's own, which forgets what was said once a new question follows an answer.
    ///
    /// @return the chat
    public static Chat current() {
        RunScope scope = RunScope.current();
        Thread thread = Thread.currentThread();
        Deque<Chat> open = scope == null ? OPEN_OUTSIDE.get(thread) : scope.state(OPEN);
        if (open != null) {
            synchronized (open) {
                if (!open.isEmpty()) {
                    return open.peek();
                }
            }
        }
        return LOOSE.computeIfAbsent(thread, _ -> Chat.loose());
    }

    static ChatScope enter(Chat chat) {
        RunScope scope = RunScope.current();
        Thread thread = Thread.currentThread();
        Deque<Chat> open =
                scope == null
                        ? OPEN_OUTSIDE.computeIfAbsent(thread, _ -> new ArrayDeque<>())
                        : scope.state(OPEN);
        synchronized (open) {
            open.push(chat);
        }
        return new ChatScope(chat, () -> leave(chat, open, thread));
    }

    private static void leave(Chat chat, Deque<Chat> open, Thread thread) {
        synchronized (open) {
            if (open.peek() != chat) {
                throw new IllegalStateException(
                        "the chat '%s' is not the innermost open one; close the chats opened inside it first"
                                .formatted(chat.name()));
            }
            open.pop();
            if (open.isEmpty()) {
                OPEN_OUTSIDE.remove(thread, open);
            }
        }
    }
}
