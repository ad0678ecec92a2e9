package dev.kbench.chat;

import dev.kbench.internal.context.RunScope;
import dev.kbench.internal.context.Slot;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

/// Which chat a thread is in.
public final class Chats {
    private static final Slot<OpenChats> OPEN =
            new Slot<>(() -> new OpenChats("its run's own thread"));

    /// Outside of runs: the chats a thread has open; the entry goes with the last close.
    private static final Map<Thread, OpenChats> OPEN_OUTSIDE = new ConcurrentHashMap<>();

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
        OpenChats open = scope == null ? OPEN_OUTSIDE.get(thread) : scope.state(OPEN);
        Chat innermost = open == null ? null : open.innermost();
        return innermost == null ? LOOSE.computeIfAbsent(thread, _ -> Chat.loose()) : innermost;
    }

    static ChatScope enter(Chat chat) {
        RunScope run = RunScope.current();
        OpenChats open =
                run == null
                        ? OPEN_OUTSIDE.computeIfAbsent(
                                Thread.currentThread(),
                                _ -> new OpenChats("the thread that opened it"))
                        : run.state(OPEN);
        ChatScope scope = new ChatScope(chat, entered -> leave(entered, open, run));
        open.enter(scope);
        return scope;
    }

    private static void leave(ChatScope scope, OpenChats open, @Nullable RunScope run) {
        if (run != RunScope.current()) {
            throw new IllegalStateException(
                    "the chat '%s' was opened %s; close it there"
                            .formatted(
                                    scope.chat().name(),
                                    run == null ? "outside of runs" : "in another run"));
        }
        if (open.leave(scope) && run == null) {
            OPEN_OUTSIDE.remove(Thread.currentThread());
        }
    }
}
