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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A server on loopback that gives every request the same answer, or falls silent after some.
final class CannedServer implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger requests = new AtomicInteger();
    private final AtomicInteger answersLeft;
    private final CountDownLatch silent = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final String answer;

    CannedServer(String status, String body) throws IOException {
        this(status, body, Integer.MAX_VALUE);
    }

    CannedServer(String status, String body, int answers) throws IOException {
        answersLeft = new AtomicInteger(answers);
        answer =
                "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                        .formatted(status, body.getBytes(StandardCharsets.UTF_8).length, body);
        Thread.ofVirtual().start(this::serve);
    }

    /// How many requests came so far.
    int requests() {
        return requests.get();
    }

    String url() {
        return "http://127.0.0.1:%d/v1".formatted(socket.getLocalPort());
    }

    /// Waits for the first request that gets no answer.
    boolean awaitSilence(long most, TimeUnit unit) throws InterruptedException {
        return silent.await(most, unit);
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
            requests.incrementAndGet();
            if (answersLeft.getAndDecrement() <= 0) {
                silent.countDown();
                closed.await();
                return;
            }
            out.write(answer.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The caller went away.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }
}
