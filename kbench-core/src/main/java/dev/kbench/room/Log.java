package dev.kbench.room;

import dev.kbench.chat.Message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What was said in a room and its private channels, once, in the one order that all share.
///
/// Thread-safe.
final class Log {
    private final List<Message> said = new ArrayList<>();

    /// Gives a message the next place.
    synchronized Message add(Message message) {
        Message placed = message.withHearing(message.hearing().at(said.size()));
        said.add(placed);
        return placed;
    }

    /// Hands over all that was said, in order. Nothing is copied; the reader must not come back.
    synchronized void read(Reader reader) {
        said.forEach(reader::next);
    }

    synchronized boolean has(Predicate<Message> condition) {
        return said.stream().anyMatch(condition);
    }

    /// Is handed messages.
    @FunctionalInterface
    interface Reader {
        void next(Message message);
    }

    synchronized int size() {
        return said.size();
    }
}
