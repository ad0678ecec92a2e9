package dev.kbench.chat;

import dev.kbench.event.RunEvent;
import dev.kbench.event.Usage;
import dev.kbench.internal.context.RunScope;
import dev.kbench.key.PrivateValues;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// An ordered history of messages and of chats opened inside it.
///
/// Thread-safe: appends of several threads come in some order, whole.
public final class Chat implements ChatItem {
    private final String name;
    private final String id;
    private final boolean loose;
    private final @Nullable ChatHost host;
    private final List<ChatItem> items = new ArrayList<>(4);
    private int inherited; // so many of the items were said elsewhere: a fork begins with them
    private int replies;
    private boolean answered;
    private boolean sealed;
    private boolean listed;
    private volatile int depth;
    private volatile PrivateValues hidden = PrivateValues.NONE;

    private Chat(String name, String id, boolean loose, @Nullable ChatHost host) {
        this.name = name;
        this.id = id;
        this.loose = loose;
        this.host = host;
    }

    private static String newId(String name) {
        return name + "-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    /// A new, empty chat.
    ///
    /// @param name the name that is shown; may be empty
    /// @return the chat
    public static Chat named(String name) {
        return new Chat(name, newId(name), false, null);
    }

    /// A new, empty chat of several.
    ///
    /// @param name the name that is shown; may be empty
    /// @param host who keeps it
    /// @return the chat
    public static Chat hosted(String name, ChatHost host) {
        return new Chat(name, newId(name), false, host);
    }

    /// A chat that forgets: a message after an answer starts it afresh. It is what a thread has
    /// outside of runs.
    static Chat loose() {
        return new Chat("Chat", newId("Chat"), true, null);
    }

    /// A chat as it was stored.
    ///
    /// @param name the name that is shown; may be empty
    /// @param id the id it had
    /// @param items what it held, in order
    /// @return the chat; nobody is told of its messages, and it takes no more
    public static Chat restored(String name, String id, List<? extends ChatItem> items) {
        Chat chat = new Chat(name, id, false, null);
        items.forEach(chat::hold);
        chat.sealed = true;
        return chat;
    }

    /// A chat that begins with what was said here; of a room, with what was said openly.
    Chat fork(String forkName) {
        return beginning(forkName, host == null ? openly() : host.common());
    }

    /// A chat that was stored knows of its room no more, but its messages know who heard them.
    private List<Message> openly() {
        return messages().stream()
                .filter(message -> message.hearing().open())
                .map(
                        message ->
                                message.hearing().equals(Hearing.NONE)
                                        ? message
                                        : message.asHeard())
                .toList();
    }

    /// A new chat that begins with what was said elsewhere.
    ///
    /// @param name the name that is shown; may be empty
    /// @param messages what it begins with, in order; their usage is not the new chat's
    /// @return the chat
    public static Chat beginning(String name, List<Message> messages) {
        Chat chat = named(name);
        messages.forEach(chat::hold);
        chat.inherited = chat.items.size();
        return chat;
    }

    /// Who keeps it.
    ///
    /// @return the host of a chat of several; empty for one model's
    public Optional<ChatHost> host() {
        return Optional.ofNullable(host);
    }

    /// The name.
    ///
    /// @return the name that is shown
    public String name() {
        return name;
    }

    /// The id: name, a dash, eight hex digits.
    ///
    /// @return the id
    public String id() {
        return id;
    }

    /// Notes what whoever shows the chat takes out of it.
    ///
    /// @param values what is private to the run that it is of
    public void hide(PrivateValues values) {
        hidden = values;
    }

    /// What whoever shows the chat takes out of it.
    ///
    /// @return mostly {@link PrivateValues#NONE}
    public PrivateValues hidden() {
        return hidden;
    }

    /// Adds a message.
    ///
    /// @param message what is said
    /// @return the message as it stands here: in a room it has its place and its listeners
    /// @throws IllegalStateException if the run it belongs to has ended
    public Message say(Message message) {
        return (Message) add(message, message.isReply());
    }

    /// Adds a message, or a chat that was opened inside this one.
    ///
    /// @param item what to add
    /// @throws IllegalArgumentException for this chat itself, or one that holds it
    /// @throws IllegalStateException if the run it belongs to has ended
    public void append(ChatItem item) {
        if (item instanceof Chat chat && chat.holds(this)) {
            throw new IllegalArgumentException(
                    "the chat '%s' cannot be part of itself".formatted(name));
        }
        ChatItem _ = add(item, item instanceof Message message && message.isReply());
        if (item instanceof Chat chat) {
            chat.listed(depth + 1);
        }
    }

    private synchronized void listed(int newDepth) {
        listed = true;
        depth = newDepth;
    }

    /// Is shown as a part of the chats it is opened inside, unless it has its place already.
    synchronized void shownInside(List<Chat> chats) {
        if (!listed && !chats.contains(this)) {
            depth = chats.isEmpty() ? 0 : chats.getFirst().depth + 1;
        }
    }

    /// Takes no more messages from now on, nor do the chats that were opened inside: a run that has
    /// ended changes no more. It can be read and forked.
    public synchronized void seal() {
        sealed = true;
        for (ChatItem item : items) {
            if (item instanceof Chat chat) {
                chat.seal();
            }
        }
    }

    synchronized boolean isListed() {
        return listed;
    }

    synchronized boolean isSealed() {
        return sealed;
    }

    /// Adds a word about the last answer, such as why it could not be read. A chat that forgets
    /// keeps and forgets it together with that answer.
    ///
    /// @param remark what to add
    public void remark(Message remark) {
        ChatItem _ = add(remark, true);
    }

    /// Says that no answer will come to what was asked last. A chat that forgets then forgets the
    /// question, as if it were answered.
    public synchronized void giveUp() {
        answered = true;
    }

    /// Refuses what comes after the end of the chat's run.
    ///
    /// @throws IllegalStateException if the chat takes no more messages
    public synchronized void requireOpen() {
        RunScope scope = RunScope.current();
        if (scope != null && scope.hasEnded()) {
            // says how it ended, which this chat does not know
            scope.requireOpen("a message of the chat '%s'".formatted(name));
        }
        if (sealed) {
            throw new IllegalStateException(
                    "the chat '%s' belongs to a run that has ended, and takes no more messages; Chats.fork goes on with a copy"
                            .formatted(name));
        }
    }

    /// Refuses to have a model asked here, before anything is sent.
    ///
    /// @throws IllegalStateException if the chat takes no more messages, or is one of several
    public void requirePromptable() {
        requireOpen();
        if (host != null) {
            throw new IllegalStateException(host.refusal());
        }
    }

    private ChatItem add(ChatItem item, boolean partOfAnswer) {
        ChatItem added = item;
        RunScope scope = RunScope.current();
        synchronized (this) {
            requireOpen();
            if (loose && answered && !partOfAnswer) {
                items.clear();
                replies = 0;
            }
            answered = partOfAnswer;
            if (host != null && item instanceof Message message) {
                added = host.place(message);
            }
            hold(added);
        }
        if (added instanceof Message message && scope != null) {
            tell(message, scope);
        }
        return added;
    }

    private synchronized void hold(ChatItem item) {
        items.add(item);
        if (item instanceof Message message && message.isReply() && message.visibleToLlm()) {
            replies++;
        }
    }

    private boolean holds(Chat other) {
        if (this == other) {
            return true;
        }
        for (ChatItem item : items()) {
            if (item instanceof Chat chat && chat.holds(other)) {
                return true;
            }
        }
        return false;
    }

    private void tell(Message message, RunScope scope) {
        if (scope.listeners().isEmpty()) {
            return;
        }
        scope.listeners()
                .tell(
                        new RunEvent.MessageAdded(
                                scope.runId(),
                                id,
                                name,
                                depth,
                                message.sender().name(),
                                message.sender().role().wireName(),
                                message.shown(),
                                message.visibleToLlm(),
                                message.sender().avatar(),
                                message.hearing().order(),
                                message.hearing().open(),
                                message.hearing().listeners()));
    }

    /// Everything said here and in chats opened here, in order.
    ///
    /// @return a copy
    public synchronized List<ChatItem> items() {
        return List.copyOf(items);
    }

    /// What was said here, chats opened inside left out.
    ///
    /// @return a copy, in order
    public synchronized List<Message> messages() {
        List<Message> messages = new ArrayList<>(items.size());
        for (ChatItem item : items) {
            if (item instanceof Message message) {
                messages.add(message);
            }
        }
        return messages;
    }

    /// How many visible answers were given here.
    ///
    /// @return 0 or more
    public synchronized int replyCount() {
        return replies;
    }

    /// The last answer given here.
    ///
    /// @return the message, empty where there is none
    public synchronized Optional<Message> lastReply() {
        for (int i = items.size() - 1; i >= 0; i--) {
            if (items.get(i) instanceof Message message && message.isReply()) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    /// What the answers given here used; chats opened inside are not counted, nor is what a fork
    /// began with.
    ///
    /// @return the sum
    public synchronized Usage usage() {
        Usage sum = Usage.NONE;
        for (ChatItem item : items.subList(inherited, items.size())) {
            if (item instanceof Message message) {
                sum = sum.plus(message.details().usage());
            }
        }
        return sum;
    }

    @Override
    public String toString() {
        return id;
    }
}
