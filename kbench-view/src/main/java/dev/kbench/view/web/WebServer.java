package dev.kbench.view.web;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import dev.kbench.key.KbenchException;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A server of one handler behind its guard, a virtual thread for each request. Thread-safe.
public final class WebServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads;
    private final SiteAddress address;
    private final Token token;
    private final Guard guard;
    private final Handler handler;

    private WebServer(HttpServer server, String host, Token token, Token action, Handler handler) {
        this.server = server;
        this.threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("kbench-view-", 0).factory());
        this.address = SiteAddress.of(host, server.getAddress());
        this.token = token;
        this.guard = new Guard(address, token, action, server.getAddress().getPort());
        this.handler = handler;
    }

    /// Starts one.
    ///
    /// @param host the name or address to listen at, such as `127.0.0.1`
    /// @param port the port; 0 for any that is free
    /// @param action the token that pages carry to change something
    /// @param handler answers what is let in
    /// @return the server, which answers
    /// @throws KbenchException if there is no such host here, or the port is taken
    public static WebServer start(String host, int port, Token action, Handler handler) {
        // Without it the second half of each answer waits for the browser's delayed
        // acknowledgement.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
        try {
            HttpServer server =
                    HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), port), 0);
            WebServer made = new WebServer(server, host, Token.random(), action, handler);
            server.setExecutor(made.threads);
            server.createContext("/", made::exchange);
            server.start();
            return made;
        } catch (UnknownHostException e) {
            throw new KbenchException(
                    "there is no host %s: expected a name or an address of this machine, such as 127.0.0.1"
                            .formatted(host),
                    e);
        } catch (IOException e) {
            throw new KbenchException(
                    "cannot listen at %s, port %d: %s; take another port, or 0 for any that is free"
                            .formatted(host, port, e.getMessage()),
                    e);
        }
    }

    /// The address to open, with the token that lets in.
    ///
    /// @param path a path of the server, such as `/live`
    /// @return such as `http://127.0.0.1:8017/live?token=…`
    public String url(String path) {
        return "http://%s%s?%s=%s".formatted(address.shown(), path, Guard.PARAMETER, token.text());
    }

    /// The port that it listens at.
    ///
    /// @return 1 to 65535
    public int port() {
        return server.getAddress().getPort();
    }

    private void exchange(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            send(exchange, method, answer(method, exchange));
        }
    }

    private Answer answer(String method, HttpExchange exchange) {
        try {
            Request request = Request.of(method, exchange.getRequestURI());
            if (request.path().equals(List.of("favicon.ico"))) {
                return Answer.text(
                        204, ""); // pages name their own; browsers ask for it all the same
            }
            guard.check(request, name -> all(exchange.getRequestHeaders(), name));
            return guard.shows(request) ? guard.welcome(request) : handler.answer(request);
        } catch (RefusedException e) {
            Answer refusal = Answer.text(e.status(), e.words() + "\n");
            return e.status() == 405 ? refusal.with("Allow", "GET, HEAD, POST") : refusal;
        } catch (KbenchException e) {
            return Answer.text(500, e.getMessage() + "\n");
        } catch (RuntimeException e) {
            return Answer.text(500, "kbench view has a fault: %s\n".formatted(e));
        }
    }

    private static List<String> all(Headers headers, String name) {
        List<String> values = headers.get(name);
        return values == null ? List.of() : values;
    }

    private static void send(HttpExchange exchange, String method, Answer answer)
            throws IOException {
        Headers headers = exchange.getResponseHeaders();
        Guard.ALWAYS.forEach(headers::set);
        answer.headers().forEach(headers::set);
        long length = answer.body().length();
        if (method.equals("HEAD")) {
            if (length >= 0) {
                headers.set("Content-Length", String.valueOf(length));
            }
            exchange.sendResponseHeaders(answer.status(), -1);
            return;
        }
        // The JDK's server takes 0 for a length that is not known, and -1 for no body.
        exchange.sendResponseHeaders(answer.status(), length < 0 ? 0 : length == 0 ? -1 : length);
        if (length != 0) {
            try (OutputStream out = exchange.getResponseBody()) {
                answer.body().write(out);
            }
        }
    }

    /// Ends it, and every answer that is still being given.
    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
