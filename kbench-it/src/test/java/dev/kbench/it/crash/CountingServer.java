package dev.kbench.it.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A model on the loopback address that outlives those who ask it, and remembers what each was
/// asked. A call about a row costs tokens that tell the row.
///
/// Thread-safe.
final class CountingServer implements AutoCloseable {
    private static final Pattern ASKED = Pattern.compile("row-(\\d+)-call-(\\d+)");
    private static final int LONGEST_MS = 12;

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Random random = new Random(7);
    private final List<Call> calls = new ArrayList<>();
    private int customer;
    private int arrived;
    private volatile IntConsumer arrivals = _ -> {};

    /// A call.
    ///
    /// @param customer which of the processes asked
    /// @param row about which row
    /// @param answered whether the whole answer was handed to the system
    record Call(int customer, int row, boolean answered) {}

    CountingServer() throws IOException {
        server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1000);
        server.setExecutor(workers);
        server.createContext("/", this::serve);
        server.start();
    }

    /// The address for the process that comes next: what one that was killed had sent may be read
    /// when another has come.
    synchronized String url() {
        return "http://127.0.0.1:%d/%d/v1".formatted(server.getAddress().getPort(), customer);
    }

    /// What a call about a row costs.
    static long inputTokens(int row) {
        return 1000 + row;
    }

    /// A new process comes.
    ///
    /// @param told of the number of calls that came from it, at each
    synchronized void next(IntConsumer told) {
        customer++;
        arrived = 0;
        arrivals = told;
    }

    /// The calls of the process that came last.
    synchronized List<Call> callsOfLast() {
        return calls.stream().filter(call -> call.customer() == customer).toList();
    }

    private void serve(HttpExchange exchange) throws IOException {
        int from = Integer.parseInt(exchange.getRequestURI().getPath().split("/", 3)[1]);
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher asked = ASKED.matcher(body);
        int row = -1;
        int call = 0;
        while (asked.find()) {
            row = Integer.parseInt(asked.group(1));
            call = Integer.parseInt(asked.group(2));
        }
        byte[] answer = answer(row, call).getBytes(StandardCharsets.UTF_8);
        int number;
        int place;
        int delay;
        synchronized (this) {
            number = from == customer ? ++arrived : 0;
            place = calls.size();
            calls.add(new Call(from, row, false));
            delay = 1 + random.nextInt(LONGEST_MS);
        }
        if (number > 0) {
            arrivals.accept(number);
        }
        CompletableFuture.runAsync(
                () -> send(exchange, answer, place),
                CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS, workers));
    }

    private static String answer(int row, int call) {
        return """
        {"id":"c","object":"chat.completion","model":"counting","choices":[{"index":0,\
        "message":{"role":"assistant","content":"answer %d to row %d"},"finish_reason":"stop"}],\
        "usage":{"prompt_tokens":%d,"completion_tokens":1,"total_tokens":%d}}
        """
                .formatted(call, row, inputTokens(row), inputTokens(row) + 1);
    }

    private void send(HttpExchange exchange, byte[] answer, int place) {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            // counted before it can have reached anybody
            answered(place);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer);
            }
        } catch (IOException gone) {
            // whoever asked was killed
        }
    }

    private synchronized void answered(int place) {
        Call call = calls.get(place);
        calls.set(place, new Call(call.customer(), call.row(), true));
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
