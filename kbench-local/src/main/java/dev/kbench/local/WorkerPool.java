package dev.kbench.local;

import dev.kbench.local.worker.Frame;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;

/// Who may use a worker, in the order of asking. A place has a worker from its first use on, and a
/// new one when the old one has ended.
///
/// Thread-safe.
final class WorkerPool {
    private final WorkerStart start;
    private final Deque<Place> free = new ArrayDeque<>();
    private final Deque<Turn> waiting = new ArrayDeque<>();
    private final List<Place> places = new ArrayList<>();
    private boolean closed;

    WorkerPool(int size, WorkerStart start) {
        this.start = start;
        for (int i = 0; i < size; i++) {
            Place place = new Place();
            places.add(place);
            free.add(place);
        }
    }

    /// Waits for a place.
    Place take(Turn turn) throws InterruptedException {
        synchronized (this) {
            if (closed) {
                throw new IllegalStateException("the model is closed");
            }
            Place place = free.poll();
            if (place != null) {
                return place;
            }
            waiting.add(turn);
        }
        try {
            while (true) {
                if (turn.next("it waited for its turn") instanceof Event.Granted(Place place)) {
                    return place;
                }
            }
        } catch (InterruptedException | RuntimeException e) {
            leave(turn);
            throw e;
        }
    }

    private void leave(Turn turn) {
        synchronized (this) {
            waiting.remove(turn);
        }
        for (Event event = turn.poll(); event != null; event = turn.poll()) {
            if (event instanceof Event.Granted(Place place)) {
                giveBack(place);
            }
        }
    }

    void giveBack(Place place) {
        synchronized (this) {
            Turn next = waiting.poll();
            if (next != null) {
                next.deliver(new Event.Granted(place));
            } else {
                free.add(place);
            }
        }
    }

    void close() {
        synchronized (this) {
            closed = true;
            waiting.forEach(turn -> turn.deliver(new Event.Stopped()));
            for (Place place : places) {
                place.close();
            }
        }
    }

    /// Where a worker lives.
    final class Place {
        private @Nullable WorkerProcess worker;

        /// The living worker, or a new one, which is told what to load.
        WorkerProcess worker(Frame.Load load) throws IOException {
            synchronized (WorkerPool.this) {
                if (worker != null && worker.isAlive()) {
                    return worker;
                }
            }
            WorkerProcess started = WorkerProcess.start(start);
            synchronized (WorkerPool.this) {
                worker = started;
                if (closed) {
                    started.close();
                    throw new CancellationException("the model was closed");
                }
            }
            started.say(load);
            return started;
        }

        private void close() {
            if (worker != null) {
                worker.close();
            }
        }
    }
}
