package dev.kbench.chat;

import dev.kbench.event.RunEvent;
import dev.kbench.event.Usage;
import dev.kbench.internal.context.RunScope;

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
    private final List<ChatItem> items = new ArrayList<>(4);
    private int replies;
    private int depth;

    private Chat(String name, boolean loose) {
        this.name = name;
        this.loose = loose;
        this.id = name + "-" + HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    }

    /// A new, empty chat.
    ///
    /// @param name the name that is shown; may be empty
    /// @return the chat
    public static Chat named(String name) {
        return new Chat(name, false);
    }

    /// A chat that forgets: a message after an answer starts it afresh. It is what a thread has
    /// outside of runs.
    static Chat loose() {
        return new Chat("Chat", true);
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

    /// Adds a message, or a chat that was opened inside this one.
    ///
    /// @param item what to add
    public void append(ChatItem item) {
        synchronized (this) {
            if (loose
                    && !items.isEmpty()
                    && items.getLast() instanceof Message last
                    && last.isReply()) {
                items.clear();
                replies = 0;
            }
            items.add(item);
            switch (item) {
                case Message message ->
                        replies += message.isReply() && message.visibleToLlm() ? 1 : 0;
                case Chat chat -> chat.depth = depth + 1;
            }
        }
        if (item instanceof Message message) {
            tell(message);
        }
    }

    private void tell(Message message) {
        RunScope scope = RunScope.current();
        if (scope == null || scope.listeners().isEmpty()) {
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
                                message.text(),
                                message.visibleToLlm()));
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

    /// What the answers given here used; chats opened inside are not counted.
    ///
    /// @return the sum
    public Usage usage() {
        Usage sum = Usage.NONE;
        for (Message message : messages()) {
            sum = sum.plus(message.details().usage());
        }
        return sum;
    }

    @Override
    public String toString() {
        return id;
    }
}
