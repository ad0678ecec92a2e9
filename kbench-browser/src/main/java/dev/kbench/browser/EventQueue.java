package dev.kbench.browser;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Events that wait to be looked at: so many, and of so much text, as memory is meant for. What
/// comes beyond that is lost, and counted.
///
/// Thread-safe.
final class EventQueue {
    private final long mostCharacters;
    private final LinkedBlockingQueue<Event> waiting;
    private final AtomicLong characters = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    /// @param size how long its message was, in characters
    private record Event(JsonNode message, int size) {}

    /// @param most how many may wait
    /// @param mostCharacters how many characters there may be before another comes
    EventQueue(int most, long mostCharacters) {
        this.mostCharacters = mostCharacters;
        waiting = new LinkedBlockingQueue<>(most);
    }

    /// For one thread.
    ///
    /// @param size how long the message was, in characters
    void add(JsonNode message, int size) {
        if (characters.get() > mostCharacters || !waiting.offer(new Event(message, size))) {
            lost.incrementAndGet();
        } else {
            characters.addAndGet(size);
        }
    }

    /// Waits a second for an event.
    ///
    /// @return null where none came
    @Nullable JsonNode poll() throws InterruptedException {
        Event event = waiting.poll(1, TimeUnit.SECONDS);
        if (event == null) {
            return null;
        }
        characters.addAndGet(-event.size());
        return event.message();
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /// How many were lost so far.
    long lost() {
        return lost.get();
    }
}
