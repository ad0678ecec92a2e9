package dev.kbench.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import dev.kbench.content.Image;
import dev.kbench.llm.Llm;
import dev.kbench.models.OpenAiCompatible;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A picture on the way to the wire is never held a second time: what a call allocates is the one
/// pass through small buffers in which it becomes base64.
@Timeout(120)
class MediaCopiesTest {
    private static final int SIZE = 32 << 20;
    private static final double BASE64 = 4.0 / 3;

    private static final byte[] ANSWER =
            """
            HTTP/1.1 200 OK\r
            Content-Type: application/json\r
            Content-Length: 144\r
            \r
            {"id":"c","object":"chat.completion","model":"m","choices":[{"index":0,"message":{"role":"assistant","content":"seen"},"finish_reason":"stop"}]}\
            """
                    .getBytes(StandardCharsets.US_ASCII);

    /// Takes bodies without keeping them.
    private static void serve(ServerSocket server) {
        byte[] buffer = new byte[1 << 16];
        try (Socket socket = server.accept();
                InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 10)) {
            for (long length = length(in); length >= 0; length = length(in)) {
                while (length > 0) {
                    length -= in.read(buffer, 0, (int) Math.min(length, buffer.length));
                }
                socket.getOutputStream().write(ANSWER);
            }
        } catch (IOException e) {
            // the client has gone
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

    private static Image large() {
        byte[] bytes = new byte[SIZE];
        System.arraycopy(
                "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1), 0, bytes, 0, 8);
        return Image.fromBytes(bytes);
    }

    @Test
    void aPictureIsCopiedAtMostOnce() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Image image = large();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofPlatform().daemon().start(() -> serve(server));
            Llm llm =
                    OpenAiCompatible.model(
                            "m",
                            with ->
                                    with.baseUrl(
                                            "http://127.0.0.1:%d/v1"
                                                    .formatted(server.getLocalPort())));
            assertThat(llm.prompt("Warm up.")).isEqualTo("seen");
            long before = threads.getTotalThreadAllocatedBytes();
            assertThat(llm.prompt("What is it?", with -> with.image(image))).isEqualTo("seen");
            long allocated = threads.getTotalThreadAllocatedBytes() - before;
            assertThat((double) allocated / SIZE).isLessThan(1.1 * BASE64);
        }
    }
}
