package dev.kbench.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A model's server that takes bodies of any size without keeping them, and answers each with
/// `seen`. One connection at a time.
final class SwallowingServer implements AutoCloseable {
    private static final byte[] ANSWER =
            """
            HTTP/1.1 200 OK\r
            Content-Type: application/json\r
            Content-Length: 144\r
            \r
            {"id":"c","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"seen"},"finish_reason":"stop"}]}\
            """
                    .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener;

    private SwallowingServer(ServerSocket listener) {
        this.listener = listener;
    }

    static SwallowingServer start() {
        SwallowingServer server;
        try {
            server = new SwallowingServer(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
        } catch (IOException e) {
            throw new UncheckedIOException("no port is to be had", e);
        }
        Thread.ofPlatform().daemon().start(server::serve);
        return server;
    }

    String url() {
        return "http://127.0.0.1:%d/v1".formatted(listener.getLocalPort());
    }

    private void serve() {
        byte[] buffer = new byte[1 << 16];
        while (!listener.isClosed()) {
            try (Socket socket = listener.accept();
                    InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 10)) {
                for (long length = length(in); length >= 0; length = length(in)) {
                    while (length > 0) {
                        length -= in.read(buffer, 0, (int) Math.min(length, buffer.length));
                    }
                    socket.getOutputStream().write(ANSWER);
                }
            } catch (IOException e) {
                // the client has gone, or the server was closed
            }
        }
    }

    /// The length that a request's head tells, -1 at the end of the connection.
    private static long length(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                return -1;
            }
            head.append((char) c);
        }
        return Long.parseLong(head.toString().replaceAll("(?is).*content-length: (\\d+).*", "$1"));
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
