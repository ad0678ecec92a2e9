package dev.kbench.browser;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /// @param message the event; null where it stands for the place that it has in the queue
    /// @param size how long its message was, in characters
    /// @param taken called when it leaves the queue, all before it having been dealt with
    private record Event(@Nullable JsonNode message, int size, Runnable taken) {}

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
        if (characters.get() > mostCharacters
                || !waiting.offer(new Event(message, size, () -> {}))) {
            lost.incrementAndGet();
        } else {
            characters.addAndGet(size);
        }
    }

    /// Marks the queue's end as it is now.
    ///
    /// @return done when whoever polls has dealt with all before it, and polls again
    /// @throws TimeoutException if there is no room for a mark within the limit
    CompletableFuture<@Nullable Void> mark(Duration limit)
            throws TimeoutException, InterruptedException {
        CompletableFuture<@Nullable Void> passed = new CompletableFuture<>();
        Event mark = new Event(null, 0, () -> passed.complete(null));
        if (!waiting.offer(mark, limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new TimeoutException("more events wait than are dealt with");
        }
        return passed;
    }

    /// Waits a second for an event. For one thread.
    ///
    /// @return null where none came
    @Nullable JsonNode poll() throws InterruptedException {
        Event event = waiting.poll(1, TimeUnit.SECONDS);
        if (event == null) {
            return null;
        }
        event.taken().run();
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
