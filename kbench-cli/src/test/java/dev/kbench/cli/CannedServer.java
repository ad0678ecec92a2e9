package dev.kbench.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A server on loopback that gives every request the same answer.
final class CannedServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final String answer;

    CannedServer(String status, String body) throws IOException {
        answer =
                "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                        .formatted(status, body.getBytes(StandardCharsets.UTF_8).length, body);
        Thread.ofVirtual().start(this::serve);
    }

    String url() {
        return "http://127.0.0.1:%d/v1".formatted(socket.getLocalPort());
    }

    private void serve() {
        while (!socket.isClosed()) {
            try {
                Socket caller = socket.accept();
                Thread.ofVirtual().start(() -> answer(caller));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket caller) {
        try (caller;
                BufferedReader in =
                        new BufferedReader(
                                new InputStreamReader(
                                        caller.getInputStream(), StandardCharsets.ISO_8859_1));
                OutputStream out = caller.getOutputStream()) {
            int length = 0;
            for (String line = in.readLine();
                    line != null && !line.isEmpty();
                    line = in.readLine()) {
                String lower = line.toLowerCase(Locale.ROOT);
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(lower.substring(15).strip());
                }
            }
            for (int i = 0; i < length; i++) {
                in.read();
            }
            out.write(answer.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The caller went away.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
