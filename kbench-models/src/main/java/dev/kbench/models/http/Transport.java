package dev.kbench.models.http;

import dev.kbench.config.Settings;
import dev.kbench.control.Cancellation;
import dev.kbench.models.http.TransportException.Kind;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.net.ssl.SSLContext;

/// Sends requests and waits for their answers. Connections are kept and used again; there are as
/// many as there are requests in flight. The client's own work runs in its selector's thread and in
/// the callers': what it does there never blocks.
///
/// Thread-safe.
public final class Transport implements AutoCloseable {
    /// The largest body that is read: 64 MiB.
    public static final int LIMIT = 64 << 20;

    private static final Duration CONNECT = Duration.ofSeconds(20);

    private final HttpClient client;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// Opens one; nothing is connected yet.
    ///
    /// @param settings tell the proxies and further authorities
    /// @throws IllegalArgumentException if one of those settings is wrong; it says which
    public Transport(Settings settings) {
        HttpClient.Builder builder =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .executor(Runnable::run)
                        .proxy(ProxyRules.from(settings));
        Authorities.beside(settings).ifPresent((SSLContext context) -> builder.sslContext(context));
        this.client = builder.build();
    }

    /// Sends a request and waits.
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
        CompletableFuture<HttpResponse<byte[]>> coming =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LIMIT));
        try (Cancellation.Registration _ = cancellation.onCancel(() -> coming.cancel(true))) {
            HttpResponse<byte[]> response = coming.get(most.toNanos(), TimeUnit.NANOSECONDS);
            return new Answer(
                    response.statusCode(),
                    response.headers(),
                    new String(response.body(), StandardCharsets.UTF_8));
        } catch (TimeoutException e) {
            throw new TransportException(Kind.TIMED_OUT, e);
        } catch (CancellationException e) {
            cancellation.check();
            throw closedMeanwhile(e);
        } catch (ExecutionException e) {
            cancellation.check();
            if (closed.get()) {
                throw closedMeanwhile(e);
            }
            throw Causes.of(e);
        } finally {
            coming.cancel(true);
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
            client.shutdownNow();
        }
    }
}
