package dev.kbench.content;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.kbench.contract.UnheardPort;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

class DownloadTest {
    private static final Image PIXEL = Image.fromPixels(new int[] {-1}, 1, 1);

    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private ServerSocket server;
    private String base;

    /// Answers one request.
    private interface Page {
        void write(OutputStream out) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        base = "http://127.0.0.1:" + server.getLocalPort();
        Thread.ofVirtual()
                .start(
                        () -> {
                            while (!server.isClosed()) {
                                try {
                                    Socket socket = server.accept();
                                    Thread.ofVirtual().start(() -> answer(socket));
                                } catch (IOException closed) {
                                    return;
                                }
                            }
                        });
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void answer(Socket socket) {
        try (socket) {
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.ISO_8859_1));
            String request = in.readLine();
            StringBuilder whole = new StringBuilder(request);
            for (String line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                whole.append('\n').append(line);
            }
            requests.add(whole.toString());
            pages.get(request.split(" ")[1]).write(socket.getOutputStream());
        } catch (IOException e) {
            // the other side has gone
        }
    }

    private static void head(OutputStream out, String... lines) throws IOException {
        out.write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private void page(String path, byte[] body, String... head) {
        pages.put(
                path,
                out -> {
                    head(out, head);
                    out.write(body);
                });
    }

    private static byte[] png() {
        ByteBuffer buffer = ((MediaBytes) PIXEL.source()).buffer();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    private Image fetched(String path) {
        return Image.fromUrl(base + path).download(DownloadOptions::allowPrivateAddresses);
    }

    private void refused(String path, String message) {
        refused(path, DownloadOptions::allowPrivateAddresses, base + path + message);
    }

    private void refused(String path, Consumer<DownloadOptions> with, String message) {
        assertThatExceptionOfType(MediaDownloadException.class)
                .isThrownBy(() -> Image.fromUrl(base + path).download(with))
                .withMessage(message);
    }

    @Test
    void givesTheBytesAndTheirKind() {
        page("/a", png(), "HTTP/1.1 200 OK", "Content-Length: " + png().length);
        page("/b", png(), "HTTP/1.0 200 OK", "Content-Type: text/plain");
        Image a =
                Image.fromUrl(base + "/a")
                        .withCaption("A dot.")
                        .withApiParams(Map.of("detail", "low"))
                        .download(DownloadOptions::allowPrivateAddresses);
        assertThat(a).isEqualTo(PIXEL.withCaption("A dot.").withApiParams(Map.of("detail", "low")));
        assertThat(fetched("/b")).isEqualTo(PIXEL);
        assertThat(requests.getFirst())
                .isEqualTo(
                        "GET /a HTTP/1.1\nHost: 127.0.0.1:%d\nUser-Agent: kbench\nAccept: */*\nAccept-Encoding: identity\nConnection: close"
                                .formatted(server.getLocalPort()));
    }

    @Test
    void readsChunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] png = png();
        for (int i = 0; i < png.length; i += 10) {
            int n = Math.min(10, png.length - i);
            body.write((Integer.toHexString(n) + ";x=y\r\n").getBytes(StandardCharsets.UTF_8));
            body.write(png, i, n);
            body.write("\r\n".getBytes(StandardCharsets.UTF_8));
        }
        body.write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        page(
                "/a",
                body.toByteArray(),
                "HTTP/1.1 100 Continue",
                "",
                "HTTP/1.1 200 OK",
                "Transfer-Encoding: chunked");
        assertThat(fetched("/a")).isEqualTo(PIXEL);
    }

    @Test
    void followsRedirects() {
        page("/a", new byte[0], "HTTP/1.1 302 Found", "Location: /b?x=y z");
        page(
                "/b?x=y%20z",
                new byte[0], "HTTP/1.1 308 Permanent Redirect", "Location: " + base + "/c");
        page("/c", png(), "HTTP/1.1 200 OK");
        assertThat(fetched("/a")).isEqualTo(PIXEL);
        page("/loop", new byte[0], "HTTP/1.1 301 Moved", "Location: /loop");
        refused("/loop", " cannot be fetched: it redirects more than 5 times");
        page("/nowhere", new byte[0], "HTTP/1.1 301 Moved");
        refused("/nowhere", " cannot be fetched: it redirects to nowhere");
        page("/file", new byte[0], "HTTP/1.1 301 Moved", "Location: file:///etc/passwd");
        refused("/file", " cannot be fetched: expected http or https, got file");
        page("/user", new byte[0], "HTTP/1.1 301 Moved", "Location: http://a:b@127.0.0.1/");
        refused("/user", " cannot be fetched: it leads to an address with a user name in it");
    }

    @Test
    void refusesPrivateAddressesUnlessAllowed() {
        refused(
                "/a",
                _ -> {},
                base
                        + "/a cannot be fetched: 127.0.0.1 is a loopback address; where"
                        + " that is meant, allow it with download(with ->"
                        + " with.allowPrivateAddresses())");
        assertThat(requests).isEmpty();
        assertThatExceptionOfType(MediaDownloadException.class)
                .isThrownBy(() -> Image.fromUrl(base + "/a").forPrompt())
                .withMessageContaining("a loopback address");
    }

    @Test
    void looksAtTheAddressThatIsConnectedToAlsoAfterARedirect() {
        int[] asked = new int[1];
        Download download =
                new Download(
                        host -> {
                            asked[0]++;
                            return new InetAddress[] {
                                InetAddress.getByName(asked[0] == 1 ? "127.0.0.1" : "127.0.0.2")
                            };
                        },
                        address ->
                                address.getHostAddress().equals("127.0.0.1")
                                        ? Optional.empty()
                                        : Optional.of("a private address"));
        page("/a", new byte[0], "HTTP/1.1 302 Found", "Location: /b");
        page("/b", png(), "HTTP/1.1 200 OK");
        MediaUrl url =
                new MediaUrl("http://pictures.example:%d/a".formatted(server.getLocalPort()));
        assertThatExceptionOfType(MediaDownloadException.class)
                .isThrownBy(() -> download.of(url, new DownloadOptions()))
                .withMessage(
                        url
                                + " cannot be fetched: pictures.example is 127.0.0.2, a private"
                                + " address; where that is meant, allow it with download(with ->"
                                + " with.allowPrivateAddresses())");
        assertThat(asked[0])
                .as("each hop is looked up once, and that is connected to")
                .isEqualTo(2);
        assertThat(requests).hasSize(1);
        assertThat(requests.getFirst()).contains("Host: pictures.example:");
    }

    @Test
    void asksHostsWithAnUnderscore() {
        List<String> asked = new ArrayList<>();
        Download download =
                new Download(
                        host -> {
                            asked.add(host);
                            return new InetAddress[] {InetAddress.getByName("127.0.0.1")};
                        },
                        _ -> Optional.empty());
        page("/a?b=c_d", new byte[0], "HTTP/1.1 302 Found", "Location: /b");
        page("/b", png(), "HTTP/1.1 200 OK");
        String host = "my_bucket.pictures.example";
        int port = server.getLocalPort();
        MediaUrl url = new MediaUrl("http://%s:%d/a?b=c_d".formatted(host, port));
        assertThat(download.of(url, new DownloadOptions()).size()).isEqualTo(png().length);
        assertThat(asked).containsExactly(host, host);
        assertThat(requests)
                .allMatch(request -> request.contains("Host: %s:%d\n".formatted(host, port)));
        for (String none :
                List.of(
                        "http://_",
                        "http:///x",
                        "http://-/x",
                        "http://a_b:99999/x",
                        "http://a.b:99999/x")) {
            assertThatExceptionOfType(MediaDownloadException.class)
                    .as(none)
                    .isThrownBy(() -> download.of(new MediaUrl(none), new DownloadOptions()))
                    .withMessage(none + " cannot be fetched: it names no host, or no port of one");
        }
        assertThat(asked).hasSize(2);
    }

    @Test
    void refusesWhatIsNoPicture() {
        page("/none", new byte[0], "HTTP/1.1 404 Not Found");
        refused("/none", " cannot be fetched: the server answered 404 Not Found");
        page("/odd", new byte[0], "HTTP/1.1 500 \u001b[31m");
        refused("/odd", " cannot be fetched: the server answered 500");
        page(
                "/page",
                "<!doctype html><p>No.".getBytes(StandardCharsets.UTF_8),
                "HTTP/1.1 200 OK",
                "Content-Type: image/png");
        refused(
                "/page",
                DownloadOptions::allowPrivateAddresses,
                "expected a picture, got an HTML page: " + base + "/page");
        page("/empty", new byte[0], "HTTP/1.1 200 OK", "Content-Length: 0");
        refused("/empty", " cannot be fetched: the answer is empty");
        page("/zip", png(), "HTTP/1.1 200 OK", "Content-Encoding: gzip");
        refused("/zip", " cannot be fetched: the server compressed it without being asked");
        page("/cut", png(), "HTTP/1.1 200 OK", "Content-Length: 1000");
        refused("/cut", " cannot be fetched: the connection ended before the file did");
        page("/ssh", new byte[0], "SSH-2.0-OpenSSH");
        refused("/ssh", " cannot be fetched: it does not speak HTTP/1.1");
        page("/bad", new byte[0], "HTTP/1.1 200 OK", "Content-Length: -3");
        refused("/bad", " cannot be fetched: its answer's length cannot be read");
    }

    @Test
    void takesNoMoreThanItMay() {
        Consumer<DownloadOptions> few = with -> with.allowPrivateAddresses().maxBytes(1_000);
        String why =
                " cannot be fetched: it is longer than 1,000 bytes; take more with"
                        + " with.maxBytes(…)";
        page("/told", png(), "HTTP/1.1 200 OK", "Content-Length: 1001");
        refused("/told", few, base + "/told" + why);
        Page endless =
                out -> {
                    head(out, "HTTP/1.1 200 OK");
                    while (true) {
                        out.write(png());
                    }
                };
        pages.put("/endless", endless);
        refused("/endless", few, base + "/endless" + why);
        pages.put(
                "/chunks",
                out -> {
                    head(out, "HTTP/1.1 200 OK", "Transfer-Encoding: chunked");
                    while (true) {
                        out.write("3\r\nabc\r\n".getBytes(StandardCharsets.UTF_8));
                    }
                });
        refused("/chunks", few, base + "/chunks" + why);
        pages.put(
                "/head",
                out -> {
                    out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.UTF_8));
                    while (true) {
                        out.write("X: y\r\n".getBytes(StandardCharsets.UTF_8));
                    }
                });
        refused("/head", " cannot be fetched: its answer's head cannot be read");
    }

    @Test
    void waitsNoLongerThanItMay() {
        pages.put(
                "/silent",
                out -> {
                    head(out, "HTTP/1.1 200 OK");
                    out.flush();
                    server.accept();
                });
        refused(
                "/silent",
                with -> with.allowPrivateAddresses().timeout(Duration.ofMillis(300)),
                base + "/silent cannot be fetched: it did not come within 300 ms");
    }

    @Test
    void namesWhatCannotBeReached() throws IOException {
        try (UnheardPort port = new UnheardPort()) {
            String nobody = "http://127.0.0.1:%d/a".formatted(port.number());
            assertThatExceptionOfType(MediaDownloadException.class)
                    .isThrownBy(
                            () ->
                                    Image.fromUrl(nobody)
                                            .download(with -> with.allowPrivateAddresses()))
                    .withMessage(nobody + " cannot be fetched: Connection refused");
        }
        assertThatExceptionOfType(MediaDownloadException.class)
                .isThrownBy(() -> Image.fromUrl("http://a[b/c").download())
                .withMessageStartingWith("http://a[b/c cannot be fetched: it is no address: ");
        assertThatExceptionOfType(MediaDownloadException.class)
                .isThrownBy(() -> Image.fromUrl("gs://bucket/a.png").download())
                .withMessage("gs://bucket/a.png cannot be fetched: expected http or https, got gs");
    }

    @Test
    void refusesOptionsThatContradict() {
        DownloadOptions options = new DownloadOptions().maxBytes(5).timeout(Duration.ofSeconds(1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.maxBytes(6))
                .withMessage("maxBytes was already set to 5");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> options.timeout(Duration.ofSeconds(2)))
                .withMessage("timeout was already set to PT1S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DownloadOptions().maxBytes(0))
                .withMessage("maxBytes must be between 1 and 268435456, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DownloadOptions().timeout(Duration.ZERO))
                .withMessage("timeout must be more than 0 and at most an hour, got PT0S");
    }
}
