package dev.kbench.chat;

import static java.util.Objects.requireNonNull;

import dev.kbench.internal.context.RunScope;
import dev.kbench.internal.context.Slot;

import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/// Which chat a thread is in, and chats beside it: `try (var _ = Chats.open("judge")) { … }`.
///
/// A chat that is opened or forked inside another is listed where it was opened, in the history of
/// the other and so in the run's stored transcript. A model asked in the outer chat sees nothing of
/// what was said inside, nor does its usage count there; the run's usage has both.
public final class Chats {
    private static final Slot<OpenChats> OPEN = new Slot<>(() -> new OpenChats(RunScope.current()));

    /// Outside of runs: the chats that a thread has open. It goes with the thread.
    private static final Map<Thread, OpenChats> OUTSIDE =
            Collections.synchronizedMap(new WeakHashMap<>());

    private static final ScopedValue<Apart> APART = ScopedValue.newInstance();

    private Chats() {}

    /// The chat that messages go to now: the innermost open one of the current run; outside a run
    /// the thread's own, which forgets what was said once a new question follows an answer.
    ///
    /// @return the chat
    public static Chat current() {
        return here().innermost();
    }

    /// Opens a chat with an empty history.
    ///
    /// @param name the name that is shown; may be empty
    /// @return the open chat, to be closed on the same thread and innermost first
    /// @throws IllegalStateException on a thread that is not its run's own
    public static ChatScope open(String name) {
        return open(name, _ -> {});
    }

    /// Opens a chat with an empty history.
    ///
    /// @param name the name that is shown; may be empty
    /// @param with sets the options
    /// @return the open chat, to be closed on the same thread and innermost first
    /// @throws IllegalStateException on a thread that is not its run's own
    public static ChatScope open(String name, Consumer<ChatOptions> with) {
        ChatOptions options = set(new ChatOptions(), with);
        Chat chat = Chat.named(requireName(name));
        ChatScope scope = open(chat, options.orphan());
        options.systemInstructions().ifPresent(text -> chat.append(Message.of(Actor.SYSTEM, text)));
        return scope;
    }

    /// Opens a chat that exists, such as one of {@link Chat#named}. It is listed where it is first
    /// opened; {@link Contexts#enter} lists it nowhere.
    ///
    /// @param chat the chat
    /// @return the open chat, to be closed on the same thread and innermost first
    /// @throws IllegalStateException on a thread that is not its run's own
    public static ChatScope openListed(Chat chat) {
        requireNonNull(chat, "chat: expected a chat, got null");
        return open(chat, chat.isListed());
    }

    /// Lists a chat in the history of the current one, as if it had been opened there. Where no
    /// chat is open, as outside of runs, there is no history that would keep it.
    ///
    /// @param chat a chat that is listed nowhere yet
    public static void list(Chat chat) {
        requireNonNull(chat, "chat: expected a chat, got null");
        here().parent().ifPresent(parent -> parent.append(chat));
    }

    /// Opens a chat that begins with what was said in the current one, which stays as it is. Chats
    /// that were opened inside the current one are left out; of a room or one of its channels it
    /// has what was said openly.
    ///
    /// @param name the name that is shown; may be empty
    /// @return the open chat, to be closed on the same thread and innermost first
    /// @throws IllegalStateException on a thread that is not its run's own
    public static ChatScope fork(String name) {
        return fork(name, _ -> {});
    }

    /// Opens a chat that begins with what was said in the current one, which stays as it is. Chats
    /// that were opened inside the current one are left out.
    ///
    /// @param name the name that is shown; may be empty
    /// @param with sets the options
    /// @return the open chat, to be closed on the same thread and innermost first
    /// @throws IllegalStateException on a thread that is not its run's own
    public static ChatScope fork(String name, Consumer<ForkOptions> with) {
        ForkOptions options = set(new ForkOptions(), with);
        return open(current().fork(requireName(name)), options.orphan());
    }

    private static <O> O set(O options, Consumer<O> with) {
        requireNonNull(
                        with,
                        "with: expected what sets the options, such as with -> with.orphan(true),"
                                + " got null")
                .accept(options);
        return options;
    }

    private static String requireName(String name) {
        return requireNonNull(name, "name: expected the chat's name, got null");
    }

    private static ChatScope open(Chat chat, boolean orphan) {
        OpenChats open = here();
        open.requireOwner(chat, "opened");
        if (!orphan) {
            open.parent().ifPresent(parent -> parent.append(chat));
        }
        return open.enter(chat);
    }

    static ChatScope enter(Chat chat) {
        return here().enter(chat);
    }

    /// Calls a body in chats of its own, which begin with one chat. They are the body's alone: what
    /// it opens and leaves open is left with it.
    static <T extends @Nullable Object> T apart(Chat chat, Callable<T> body) throws Exception {
        requireNonNull(body, "body: expected what to call, got null");
        Chat around = current();
        RunScope run = RunScope.current();
        OpenChats own = new OpenChats(run);
        ChatScope scope = own.enter(chat);
        chat.shownInside(List.of(around));
        try {
            return ScopedValue.where(APART, new Apart(run, own)).call(body::call);
        } finally {
            scope.closeAll();
        }
    }

    /// A body's own chats. A run that is made inside the body has its own again.
    private record Apart(@Nullable RunScope run, OpenChats open) {}

    private static OpenChats here() {
        RunScope run = RunScope.current();
        if (APART.isBound() && APART.get().run() == run) {
            return APART.get().open();
        }
        return run == null
                ? OUTSIDE.computeIfAbsent(Thread.currentThread(), _ -> new OpenChats(null))
                : run.state(OPEN);
    }
}
