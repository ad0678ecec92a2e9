package dev.kbench.models.http;

import dev.kbench.control.Cancellation;
import dev.kbench.models.http.TransportException.Kind;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// The JDK's clients that one transport sends through. Over HTTP/2 a client has one connection to a
/// host and sends all calls over it; it fails a call that is one too many for what the server takes
/// at a time. So calls that find a lane full take the next, and how many a lane takes is learned
/// from those that were too many. A lane's first call goes alone until it is connected: a client
/// without a connection would open one for each call that begins meanwhile, and keep one of them.
///
/// Thread-safe.
final class Lanes implements AutoCloseable {
    private final Supplier<HttpClient> opening;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Lane> lanes = new ArrayList<>();
    private int room = Integer.MAX_VALUE;
    private boolean closed;

    /// Opens the first lane.
    ///
    /// @param opening makes a client
    Lanes(Supplier<HttpClient> opening) {
        this.opening = opening;
        lanes.add(new Lane(opening.get(), 0));
    }

    /// One client.
    private static final class Lane {
        private final HttpClient client;
        private final int number;
        private final CompletableFuture<Void> connected = new CompletableFuture<>();
        private int calls;
        private boolean begun;

        Lane(HttpClient client, int number) {
            this.client = client;
            this.number = number;
        }
    }

    /// The client for calls that need no lane, each having a connection of its own.
    HttpClient first() {
        lock.lock();
        try {
            return lanes.getFirst().client;
        } finally {
            lock.unlock();
        }
    }

    /// Takes a place on the first lane that has room.
    ///
    /// @param from the first lane to look at
    /// @throws IllegalStateException if all were closed
    Place enter(int from) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the client is closed");
            }
            for (int number = from; number < lanes.size(); number++) {
                if (lanes.get(number).calls < room) {
                    return new Place(lanes.get(number));
                }
            }
            lanes.add(new Lane(opening.get(), lanes.size()));
            return new Place(lanes.getLast());
        } finally {
            lock.unlock();
        }
    }

    /// Breaks off what is under way.
    @Override
    public void close() {
        List<Lane> all;
        lock.lock();
        try {
            closed = true;
            all = List.copyOf(lanes);
        } finally {
            lock.unlock();
        }
        all.forEach(lane -> lane.client.shutdownNow());
    }

    /// A call's place on a lane, given back when the call has ended.
    final class Place implements AutoCloseable {
        private final Lane lane;
        private final boolean first;

        private Place(Lane lane) {
            this.lane = lane;
            this.first = !lane.begun;
            lane.begun = true;
            lane.calls++;
        }

        HttpClient client() {
            return lane.client;
        }

        /// The number of the lane after this one.
        int next() {
            return lane.number + 1;
        }

        /// Waits while the lane's first call connects; that one itself does not wait.
        ///
        /// @param until the moment of `System.nanoTime` to wait for
        /// @return what to send
        HttpRequest ready(HttpRequest request, long until, Cancellation cancellation)
                throws TransportException, InterruptedException {
            if (first) {
                return request.bodyPublisher().map(body -> telling(request, body)).orElse(request);
            }
            if (lane.connected.isDone()) {
                return request;
            }
            CompletableFuture<Void> over = lane.connected.copy();
            try (Cancellation.Registration _ = cancellation.onCancel(() -> over.complete(null))) {
                over.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (TimeoutException e) {
                throw new TransportException(Kind.TIMED_OUT, e);
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
            cancellation.check();
            return request;
        }

        /// A body is asked for once there is a connection to send it on.
        private HttpRequest telling(HttpRequest request, BodyPublisher body) {
            return HttpRequest.newBuilder(request, (_, _) -> true)
                    .method(request.method(), new Telling(body, lane.connected))
                    .build();
        }

        /// The server takes no more calls on this lane.
        ///
        /// @return whether another lane may take the call: not where there was none but this one
        boolean isFull() {
            lock.lock();
            try {
                if (lane.calls == 1) {
                    return false;
                }
                room = Math.min(room, lane.calls - 1);
                return true;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                lane.calls--;
            } finally {
                lock.unlock();
            }
            if (first) {
                lane.connected.complete(null);
            }
        }
    }

    /// A body that tells when it is asked for.
    private record Telling(BodyPublisher body, CompletableFuture<Void> asked)
            implements BodyPublisher {
        @Override
        public long contentLength() {
            return body.contentLength();
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            asked.complete(null);
            body.subscribe(subscriber);
        }
    }
}
