package dev.kbench.models.http;

import dev.kbench.config.Settings;
import dev.kbench.control.Cancellation;
import dev.kbench.models.http.TransportException.Kind;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLContext;

/// Sends requests and waits for their answers. Connections are kept and used again. Where a server
/// offers HTTP/2 over TLS, calls share a connection, as many as the server takes; else there are as
/// many as there are requests in flight. The client's own work runs in its selector's thread and in
/// the callers': what it does there never blocks.
///
/// Thread-safe.
public final class Transport implements AutoCloseable {
    /// The largest body that is read: 64 MiB.
    public static final int LIMIT = 64 << 20;

    private static final Duration CONNECT = Duration.ofSeconds(20);

    /// How long the end of a body is awaited after the end of what it says, to keep the connection.
    private static final Duration DRAIN = Duration.ofMillis(200);

    private static final byte[] EMPTY = {};

    private final Lanes lanes;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor alarms =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().daemon().name("kbench-call-timeouts").factory());

    /// Opens one; nothing is connected yet.
    ///
    /// @param settings tell the proxies and further authorities
    /// @throws IllegalArgumentException if one of those settings is wrong; it says which
    public Transport(Settings settings) {
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_2)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .executor(Runnable::run)
                        .proxy(ProxyRules.from(settings));
        Authorities.beside(settings).ifPresent((SSLContext context) -> builder.sslContext(context));
        this.lanes = new Lanes(builder::build);
        alarms.setRemoveOnCancelPolicy(true);
        alarms.setKeepAliveTime(10, TimeUnit.SECONDS);
        alarms.allowCoreThreadTimeOut(true);
    }

    /// Begins a request in the version of HTTP for its address: over TLS the server chooses; else
    /// it is HTTP/1.1, since small servers are confused by an offer to change to HTTP/2.
    ///
    /// @param address the address
    /// @return a builder
    public static HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address);
        return isSecure(address) ? request : request.version(HttpClient.Version.HTTP_1_1);
    }

    private static boolean isSecure(URI address) {
        return "https".equalsIgnoreCase(address.getScheme());
    }

    /// Takes a body piece by piece.
    ///
    /// @param <E> what it throws where the body is not what was expected
    @FunctionalInterface
    public interface Taking<E extends Exception> {
        /// Takes the next bytes, in the calling thread.
        ///
        /// @param bytes at least one
        /// @return true if the body's end has been seen in it: what still comes is thrown away
        /// @throws E if the body is not what was expected; the connection is broken off
        boolean take(ByteBuffer bytes) throws E;
    }

    /// Sends a request and waits for the whole answer.
    ///
    /// @param request the request
    /// @param most how long to wait for the whole answer
    /// @param cancellation what may end the wait and break off the connection
    /// @return the answer, whatever its status
    /// @throws TransportException if no whole answer came
    /// @throws InterruptedException if the thread was interrupted; the connection is broken off
    /// @throws CancellationException if it was cancelled, with the reason, or the transport was
    ///   closed
    /// @throws IllegalStateException if the transport was closed before
    public Answer send(HttpRequest request, Duration most, Cancellation cancellation)
            throws TransportException, InterruptedException {
        requireCallable(most, cancellation);
        long until = System.nanoTime() + most.toNanos();
        return onALane(
                request,
                until,
                cancellation,
                (client, ready) -> whole(client, ready, until, cancellation));
    }

    private Answer whole(
            HttpClient client, HttpRequest request, long until, Cancellation cancellation)
            throws TransportException, InterruptedException {
        HttpResponse<byte[]> response =
                exchange(
                        client,
                        request,
                        BodyHandlers.limiting(BodyHandlers.ofByteArray(), LIMIT),
                        until,
                        cancellation);
        return new Answer(response.statusCode(), response.headers(), response.body(), false);
    }

    /// Sends a request and gives the answer's body on as it comes, if it is a stream of events; any
    /// other answer comes whole.
    ///
    /// @param request the request
    /// @param most how long to wait for the whole answer
    /// @param cancellation what may end the wait and break off the connection
    /// @param taking takes the stream
    /// @param <E> what the taker throws
    /// @return the answer, whatever its status
    /// @throws E if the taker threw it
    /// @throws TransportException if no whole answer came
    /// @throws InterruptedException if the thread was interrupted; the connection is broken off
    /// @throws CancellationException if it was cancelled, with the reason, or the transport was
    ///   closed
    /// @throws IllegalStateException if the transport was closed before
    public <E extends Exception> Answer stream(
            HttpRequest request, Duration most, Cancellation cancellation, Taking<E> taking)
            throws E, TransportException, InterruptedException {
        requireCallable(most, cancellation);
        long until = System.nanoTime() + most.toNanos();
        return onALane(
                request,
                until,
                cancellation,
                (client, ready) -> stream(client, ready, until, cancellation, taking));
    }

    private <E extends Exception> Answer stream(
            HttpClient client,
            HttpRequest request,
            long until,
            Cancellation cancellation,
            Taking<E> taking)
            throws E, TransportException, InterruptedException {
        Incoming incoming = new Incoming(LIMIT);
        boolean reusable = false;
        try (Cancellation.Registration _ = cancellation.onCancel(incoming::cancel)) {
            HttpResponse<Incoming> head =
                    exchange(client, request, _ -> incoming, until, cancellation);
            boolean events = head.statusCode() / 100 == 2 && isEventStream(head.headers());
            byte[] body = EMPTY;
            if (events) {
                reusable = give(incoming, until, taking);
            } else {
                body = whole(incoming, until);
                reusable = true;
            }
            return new Answer(head.statusCode(), head.headers(), body, events);
        } catch (InterruptedException e) {
            if (cancellation.isCancelled()) {
                Thread.currentThread().interrupt();
            }
            cancellation.check();
            throw e;
        } catch (TransportException e) {
            cancellation.check();
            if (closed.get()) {
                throw closedMeanwhile(e);
            }
            throw e;
        } finally {
            if (!reusable) {
                incoming.cancel();
            }
        }
    }

    /// A request on its way through one client.
    private interface Trip<E extends Exception> {
        Answer make(HttpClient client, HttpRequest request)
                throws E, TransportException, InterruptedException;
    }

    private <E extends Exception> Answer onALane(
            HttpRequest request, long until, Cancellation cancellation, Trip<E> trip)
            throws E, TransportException, InterruptedException {
        if (!isSecure(request.uri())) {
            return trip.make(lanes.first(), request);
        }
        int from = 0;
        while (true) {
            try (Lanes.Place place = lanes.enter(from)) {
                try {
                    return trip.make(place.client(), place.ready(request, until, cancellation));
                } catch (TransportException e) {
                    if (!Causes.isCrowded(e) || !place.isFull()) {
                        throw e;
                    }
                    from = place.next();
                }
            }
        }
    }

    private static <E extends Exception> boolean give(
            Incoming incoming, long until, Taking<E> taking)
            throws E, TransportException, InterruptedException {
        for (ByteBuffer next = incoming.next(until); next != null; next = incoming.next(until)) {
            if (next.hasRemaining() && taking.take(next)) {
                return incoming.drain(DRAIN.toNanos());
            }
        }
        return true;
    }

    private static byte[] whole(Incoming incoming, long until)
            throws TransportException, InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (ByteBuffer next = incoming.next(until); next != null; next = incoming.next(until)) {
            byte[] bytes = new byte[next.remaining()];
            next.get(bytes);
            body.writeBytes(bytes);
        }
        return body.toByteArray();
    }

    private static boolean isEventStream(HttpHeaders headers) {
        return headers.firstValue("content-type")
                .orElse("")
                .strip()
                .toLowerCase(Locale.ROOT)
                .startsWith("text/event-stream");
    }

    private void requireCallable(Duration most, Cancellation cancellation)
            throws TransportException, InterruptedException {
        cancellation.check();
        if (closed.get()) {
            throw new IllegalStateException("the client is closed");
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (!most.isPositive()) {
            throw new TransportException(Kind.TIMED_OUT, new TimeoutException());
        }
    }

    /// Sends in this thread: what {@link HttpClient#sendAsync} gives is completed by another one,
    /// which costs each call a change of threads.
    private <T> HttpResponse<T> exchange(
            HttpClient client,
            HttpRequest request,
            BodyHandler<T> handler,
            long until,
            Cancellation cancellation)
            throws TransportException, InterruptedException {
        Caller caller = new Caller();
        Future<?> alarm =
                alarms.schedule(caller::giveUp, until - System.nanoTime(), TimeUnit.NANOSECONDS);
        try (Cancellation.Registration _ = cancellation.onCancel(caller::giveUp)) {
            return client.send(request, handler);
        } catch (InterruptedException e) {
            if (!caller.leave()) {
                throw e;
            }
            cancellation.check();
            throw new TransportException(Kind.TIMED_OUT, new TimeoutException());
        } catch (IOException e) {
            cancellation.check();
            if (closed.get()) {
                throw closedMeanwhile(e);
            }
            throw Causes.of(e);
        } finally {
            alarm.cancel(false);
            if (caller.leave() && cancellation.isCancelled()) {
                // whoever cancels a run interrupts it, too: that interrupt may have come already
                Thread.currentThread().interrupt();
            }
        }
    }

    private static CancellationException closedMeanwhile(Throwable cause) {
        CancellationException e =
                new CancellationException("the client was closed during the call");
        e.initCause(cause);
        return e;
    }

    /// Breaks off what is under way.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            lanes.close();
        }
    }
}
