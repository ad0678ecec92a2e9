package dev.kbench.browser;

import dev.kbench.tool.ToolUnavailableException;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;

/// A connection that speaks WebDriver BiDi (<https://www.w3.org/TR/webdriver-bidi/>): commands and
/// their results as JSON over a web socket, and events in the order in which they happened.
///
/// A command's result completes the one that waits for its number. Events are handed to one
/// listener, one at a time, on a thread of their own: a listener may send commands. So many of them
/// wait for it as memory is meant for; what comes beyond is counted, and lost.
///
/// Thread-safe.
final class BiDi implements AutoCloseable {
    /// A page's picture is the largest thing that comes.
    private static final int LARGEST_MESSAGE = 256 << 20;

    private static final int MOST_EVENTS = 10_000;
    private static final long MOST_EVENT_CHARACTERS = 32 << 20;

    private static final String ENDED = "the browser ended";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Map<Long, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final EventQueue events = new EventQueue(MOST_EVENTS, MOST_EVENT_CHARACTERS);
    private final AtomicLong numbers = new AtomicLong();
    private final ReentrantLock sending = new ReentrantLock();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final WebSocket socket;
    private final Thread dispatcher;

    private BiDi(HttpClient client, URI address, BiConsumer<String, JsonNode> listener)
            throws ExecutionException, InterruptedException, TimeoutException {
        this.socket =
                client.newWebSocketBuilder()
                        .buildAsync(address, new Incoming())
                        .get(30, TimeUnit.SECONDS);
        this.dispatcher =
                Thread.ofVirtual().name("kbench-browser-events").start(() -> dispatch(listener));
    }

    /// Connects.
    ///
    /// @param listener takes the name and the parameters of each event
    /// @throws ToolUnavailableException if nobody answers there
    static BiDi connect(HttpClient client, URI address, BiConsumer<String, JsonNode> listener) {
        try {
            return new BiDi(client, address, listener);
        } catch (ExecutionException | TimeoutException e) {
            throw new ToolUnavailableException("no connection to the browser at " + address, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolUnavailableException("interrupted while the browser started", e);
        }
    }

    /// Sends a command and waits for its result.
    ///
    /// @throws BrowserError if the browser refuses it
    /// @throws TimeoutException if it takes longer than the limit
    /// @throws InterruptedException if this thread is interrupted
    JsonNode send(String method, Map<String, ?> params, Duration limit)
            throws BrowserError, TimeoutException, InterruptedException {
        long number = numbers.incrementAndGet();
        CompletableFuture<JsonNode> result = new CompletableFuture<>();
        waiting.put(number, result);
        try {
            write(Map.of("id", number, "method", method, "params", params));
            if (ended.isDone()) {
                throw new BrowserError(ENDED, true);
            }
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new BrowserError(said(e), ended.isDone());
        } finally {
            waiting.remove(number);
        }
    }

    private static String said(ExecutionException e) {
        Throwable cause = e.getCause();
        return String.valueOf(cause == null ? e.getMessage() : cause.getMessage());
    }

    /// Sends a command whose result nobody waits for.
    ///
    /// @throws BrowserError if the browser has ended
    void post(String method, Map<String, ?> params) throws BrowserError {
        write(Map.of("id", numbers.incrementAndGet(), "method", method, "params", params));
    }

    private void write(Map<String, ?> command) throws BrowserError {
        String text = JSON.writeValueAsString(command);
        sending.lock();
        try {
            // Not to be interrupted: half a message would spoil those of all other pages.
            socket.sendText(text, true).orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException | IllegalStateException e) {
            end(e);
            throw new BrowserError(ENDED, true);
        } finally {
            sending.unlock();
        }
    }

    /// Waits until the listener has dealt with all events that have come so far: results do not
    /// wait for it. Of a browser that has ended, nothing is waited for.
    ///
    /// @throws TimeoutException if it takes longer than the limit
    /// @throws InterruptedException if this thread is interrupted
    void settle(Duration limit) throws TimeoutException, InterruptedException {
        try {
            CompletableFuture.anyOf(events.mark(limit), ended)
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e); // neither of the two fails
        }
    }

    boolean isOpen() {
        return !ended.isDone();
    }

    private void dispatch(BiConsumer<String, JsonNode> listener) {
        try {
            while (!ended.isDone() || !events.isEmpty()) {
                JsonNode event = events.poll();
                if (event != null) {
                    listener.accept(event.path("method").asString(""), event.path("params"));
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void received(String text) {
        JsonNode message;
        try {
            message = JSON.readTree(text);
        } catch (JacksonException e) {
            end(e);
            return;
        }
        CompletableFuture<JsonNode> result =
                message.path("id").isNumber() ? waiting.get(message.path("id").asLong()) : null;
        switch (message.path("type").asString("")) {
            case "event" -> events.add(message, text.length());
            case "success" -> {
                if (result != null) {
                    result.complete(message.path("result"));
                }
            }
            default -> {
                if (result != null) {
                    result.completeExceptionally(
                            new IOException(
                                    "%s: %s"
                                            .formatted(
                                                    message.path("error").asString("error"),
                                                    message.path("message").asString(""))));
                }
            }
        }
    }

    /// How many events were lost so far because too many waited.
    long lost() {
        return events.lost();
    }

    private void end(@Nullable Throwable why) {
        ended.complete(null);
        IOException reason = new IOException(ENDED, why);
        waiting.values().forEach(result -> result.completeExceptionally(reason));
    }

    @Override
    public void close() {
        end(null);
        socket.abort();
        dispatcher.interrupt();
    }

    /// Puts the parts of messages together.
    private final class Incoming implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (parts.length() > LARGEST_MESSAGE) {
                end(new IOException("a message of more than 256 MB came"));
                from.abort();
                return null;
            }
            if (last) {
                String text = parts.toString();
                parts.setLength(0);
                parts.trimToSize();
                received(text);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            end(null);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            end(error);
        }
    }
}
