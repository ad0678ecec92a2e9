package dev.kbench.browser;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/// The connection to a browser, which a socket of this machine stands for.
@Timeout(60)
class BiDiTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final int EVENTS = 3;

    @Test
    void whatHappenedBeforeAnAnswerIsDealtWithOnceTheConnectionHasSettled() throws Exception {
        Thread asking = Thread.currentThread();
        AtomicInteger handled = new AtomicInteger();
        AtomicBoolean seen = new AtomicBoolean();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                HttpClient client = HttpClient.newHttpClient()) {
            Thread.ofVirtual().start(() -> answer(server));
            URI address = URI.create("ws://127.0.0.1:" + server.getLocalPort());
            try (BiDi connection =
                    BiDi.connect(
                            client,
                            address,
                            (_, _) -> {
                                while (!seen.get() && !isSettling(asking)) {
                                    Thread.onSpinWait();
                                }
                                handled.incrementAndGet();
                            })) {
                connection.send("ask", Map.of(), LONG);
                connection.settle(LONG);
                int before = handled.get();
                seen.set(true);

                assertThat(before).isEqualTo(EVENTS);
            }
        }
    }

    private static boolean isSettling(Thread thread) {
        return thread.getState() == Thread.State.TIMED_WAITING
                && Arrays.stream(thread.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("settle"));
    }

    /// Answers the first command, after some events.
    private static void answer(ServerSocket server) {
        try (Socket client = server.accept()) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
            String key = "";
            for (String line = in.readLine(); line != null && !line.isEmpty(); ) {
                if (line.startsWith("Sec-WebSocket-Key: ")) {
                    key = line.substring("Sec-WebSocket-Key: ".length());
                }
                line = in.readLine();
            }
            String accepted =
                    Base64.getEncoder()
                            .encodeToString(
                                    MessageDigest.getInstance("SHA-1")
                                            .digest(
                                                    (key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")
                                                            .getBytes(ISO_8859_1)));
            client.getOutputStream()
                    .write(
                            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: %s\r\n\r\n"
                                    .formatted(accepted)
                                    .getBytes(ISO_8859_1));
            if (in.read() < 0) { // the command, whatever it is
                return;
            }
            ByteArrayOutputStream frames = new ByteArrayOutputStream();
            for (int i = 0; i < EVENTS; i++) {
                frame(frames, "{\"type\":\"event\",\"method\":\"m\",\"params\":{}}");
            }
            frame(frames, "{\"type\":\"success\",\"id\":1,\"result\":{}}");
            frames.writeTo(client.getOutputStream());
            while (in.read() >= 0) {
                continue; // until the other side closes
            }
        } catch (IOException | GeneralSecurityException e) {
            return; // the other side has closed, or will tell that it waited in vain
        }
    }

    /// A text of less than 126 bytes, whole (RFC 6455, 5.2).
    private static void frame(ByteArrayOutputStream to, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        to.write(0x81);
        to.write(bytes.length);
        to.writeBytes(bytes);
    }
}
