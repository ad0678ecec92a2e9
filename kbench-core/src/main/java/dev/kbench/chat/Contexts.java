package dev.kbench.chat;

import static java.util.Objects.requireNonNull;

import dev.kbench.internal.context.RunScope;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Callable;

/// The low level of conversations: any chat as the current one, and the current run on another
/// thread.
public final class Contexts {
    private Contexts() {}

    /// Makes a chat the current one: `try (var _ = Contexts.enter(chat)) { … }`.
    ///
    /// @param chat the chat
    /// @return what leaves it again, on the same thread and innermost first
    /// @throws IllegalStateException on a thread that is not its run's own
    public static ChatScope enter(Chat chat) {
        return Chats.enter(requireNonNull(chat, "chat: expected a chat, got null"));
    }

    /// Takes the current run along to a thread of the user's own, so that assertions and prompts
    /// made there belong to it.
    ///
    /// @param body what the other thread will call
    /// @param <T> what it gives
    /// @return the body, bound to the current run; outside a run the body itself
    public static <T> Callable<T> carry(Callable<T> body) {
        return RunScope.carry(requireNonNull(body, "body: expected what to call, got null"));
    }

    /// Calls a body with a chat as the current one, on any of the run's threads. The body has its
    /// chats to itself: it may open others inside, which nobody else meets, and what it leaves open
    /// is closed with it.
    ///
    /// @param chat the chat
    /// @param body what to call
    /// @param <T> what it gives
    /// @return what it gave
    /// @throws Exception what it threw
    public static <T extends @Nullable Object> T call(Chat chat, Callable<T> body)
            throws Exception {
        return Chats.apart(requireNonNull(chat, "chat: expected a chat, got null"), body);
    }
}
