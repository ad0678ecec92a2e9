package dev.kbench.models.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ServerSocketFactory;

/// A server on the loopback address that answers as its script says, down to the bytes.
public final class ScriptedServer implements AutoCloseable {
    /// Answers one request.
    @FunctionalInterface
    public interface Script {
        /// Writes the answer.
        ///
        /// @return true to keep the connection
        boolean answer(Request request, OutputStream out, Socket socket) throws IOException;
    }

    /// A request as it came.
    public record Request(String line, List<String> headers, String body) {
        public String header(String name) {
            String start = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(h -> h.toLowerCase(Locale.ROOT).startsWith(start))
                    .map(h -> h.substring(start.length()).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    private final ServerSocket listener;
    private final Script script;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Request> arrived = new LinkedBlockingQueue<>();
    private final BlockingQueue<Socket> opened = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> ended = new LinkedBlockingQueue<>();
    private final AtomicInteger connections = new AtomicInteger();

    private ScriptedServer(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
    }

    public static ScriptedServer start(Script script) {
        return start(ServerSocketFactory.getDefault(), script);
    }

    public static ScriptedServer start(ServerSocketFactory sockets, Script script) {
        try {
            ScriptedServer server =
                    new ScriptedServer(
                            sockets.createServerSocket(0, 600, InetAddress.getLoopbackAddress()),
                            script);
            Thread.ofVirtual().start(server::accept);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Answers with a status, a content type and a body.
    public static Script answering(int status, String type, String body, String... headers) {
        return (_, out, _) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Said\r\n");
            if (!type.isEmpty()) {
                head.append("Content-Type: ").append(type).append("\r\n");
            }
            for (String header : headers) {
                head.append(header).append("\r\n");
            }
            head.append("Content-Length: ").append(bytes.length).append("\r\n\r\n");
            out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
            out.write(bytes);
            out.flush();
            return true;
        };
    }

    public static Script answeringJson(String body) {
        return answering(200, "application/json", body);
    }

    /// Writes bytes and closes.
    public static Script writing(String bytes) {
        return (_, out, _) -> {
            out.write(bytes.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return false;
        };
    }

    /// Never answers; returns when the client is gone.
    public static Script silent() {
        return afterBytes("");
    }

    /// Writes the beginning of an answer and no more; returns when the client is gone.
    public static Script afterBytes(String bytes) {
        return (_, out, socket) -> {
            out.write(bytes.getBytes(StandardCharsets.UTF_8));
            out.flush();
            while (socket.getInputStream().read() >= 0) {}
            return false;
        };
    }

    /// A proxy that gives a tunnel to a port of this machine, whatever host it is asked for.
    public static Script tunnel(int port) {
        return (request, out, socket) -> {
            if (!request.line().startsWith("CONNECT ")) {
                return answering(405, "", "").answer(request, out, socket);
            }
            try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
                out.write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                Thread.ofVirtual().start(() -> copy(socket, target));
                target.getInputStream().transferTo(out);
            }
            return false;
        };
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // one of them is gone
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    public List<Request> requests() {
        return requests;
    }

    public int connections() {
        return connections.get();
    }

    /// Waits for the next request that no one has waited for.
    public Request awaitRequest() {
        return await(arrived);
    }

    /// Waits for the next connection that no one has waited for.
    public void awaitConnection() {
        await(opened);
    }

    /// Waits until a connection has ended.
    public void awaitEnd() {
        await(ended);
    }

    private static <T> T await(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(60, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came in a minute");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                opened.add(socket);
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            for (Request request = read(in); request != null; request = read(in)) {
                requests.add(request);
                arrived.add(request);
                if (!script.answer(request, out, socket)) {
                    return;
                }
            }
        } catch (IOException e) {
            // the client is gone
        } finally {
            ended.add("ended");
        }
    }

    private static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int end = 0;
        while (end < 4) {
            int c = in.read();
            if (c < 0) {
                return null;
            }
            head.write(c);
            end = c == (end % 2 == 0 ? '\r' : '\n') ? end + 1 : c == '\r' ? 1 : 0;
        }
        List<String> lines = head.toString(StandardCharsets.ISO_8859_1).lines().toList();
        Request bare = new Request(lines.getFirst(), lines.subList(1, lines.size()), "");
        String length = bare.header("Content-Length");
        byte[] body = in.readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
        return new Request(bare.line(), bare.headers(), new String(body, StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
