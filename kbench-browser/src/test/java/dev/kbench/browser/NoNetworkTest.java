package dev.kbench.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A server stands on this machine and counts who asks it.
class NoNetworkTest {
    private static final String SERVED = "<html><body>served</body></html>";

    private AskedServer server;
    private Browser browser;
    private String base;

    @BeforeEach
    void start() throws IOException {
        browser = Shown.browser();
        server = new AskedServer();
        base = server.base();
    }

    @AfterEach
    void stop() throws IOException {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void pageReachesNobodyByAnyWay() {
        Snapshot page =
                Shown.page(
                        browser,
                        """
                        <html><head><link rel=stylesheet href="BASE/style">
                        <link rel=prefetch href="BASE/prefetch"></head><body>
                        <img src="BASE/image"><iframe src="BASE/frame"></iframe>
                        <script src="BASE/script"></script>
                        <script>
                        new WebSocket('BASE/socket'.replace('http', 'ws'));
                        navigator.sendBeacon('BASE/beacon', 'x');
                        window.open('BASE/window');
                        new EventSource('BASE/events');
                        const worker = new Worker(URL.createObjectURL(new Blob(
                            ["fetch('BASE/worker').catch(() => 0);"
                                + "new WebSocket('BASE/worker-socket'.replace('http', 'ws'))"])));
                        fetch('BASE/fetch').then(() => console.log('reached'),
                            e => console.log('not reached'));
                        </script></body></html>\
                        """
                                .replace("BASE", base),
                        Duration.ofSeconds(1),
                        _ -> {},
                        one ->
                                one.logTexts().contains("not reached")
                                        && one.blocked().contains(socket(base) + "/worker-socket"));

        assertThat(server.asked()).isEmpty();
        assertThat(page.logTexts()).contains("not reached").doesNotContain("reached");
        assertThat(page.blocked())
                .contains(base + "/style", base + "/image", base + "/script", base + "/fetch")
                .contains(socket(base) + "/socket", socket(base) + "/worker-socket");
    }

    private static String socket(String address) {
        return address.replace("http", "ws");
    }

    @Test
    void pageSendsNoPacketsToAPeer() throws IOException {
        try (var peer = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            Snapshot page =
                    Shown.page(
                            browser,
                            """
                            <html><script>
                            (async () => {
                              const one = new RTCPeerConnection(), two = new RTCPeerConnection();
                              one.createDataChannel('x');
                              await one.setLocalDescription(await one.createOffer());
                              await two.setRemoteDescription(one.localDescription);
                              const answer = await two.createAnswer();
                              await one.setRemoteDescription({type: 'answer', sdp: answer.sdp
                                + 'a=candidate:1 1 udp 2113937151 127.0.0.1 PORT typ host\\r\\n'});
                              console.log('calls');
                            })().catch(e => console.log(e));
                            </script></html>\
                            """
                                    .replace("PORT", Integer.toString(peer.getLocalPort())),
                            Duration.ofSeconds(2),
                            _ -> {},
                            one -> !one.logs().isEmpty());

            assertThat(page.logTexts()).containsExactly("calls");
            peer.setSoTimeout(100);
            assertThat(catchThrowable(() -> peer.receive(new DatagramPacket(new byte[1], 1))))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void pageCannotGoElsewhere() {
        Snapshot page =
                Shown.page(
                        browser,
                        "<html><script>location = '" + base + "/gone'</script></html>",
                        Duration.ofSeconds(1),
                        _ -> {},
                        one -> !one.errors().isEmpty());

        assertThat(server.asked()).isEmpty();
        assertThat(page.blocked()).containsExactly(base + "/gone");
        assertThat(page.errors())
                .containsExactly("the page went to " + base + "/gone, which is refused");
    }

    @Test
    void pageThatGoesWhereNobodyAnswersSaysSo() throws IOException {
        server.close();

        Snapshot page =
                Shown.page(
                        browser,
                        "<html><script>setTimeout(() => location = '"
                                + base
                                + "/gone', 100)</script></html>",
                        Duration.ofSeconds(1),
                        with -> with.allow("127.0.0.1"),
                        one -> !one.errors().isEmpty());

        assertThat(page.blocked()).isEmpty();
        assertThat(page.errors())
                .containsExactly("the page went to " + base + "/gone, which cannot be shown");
    }

    @Test
    void frameThatIsRefusedIsNoErrorOfThePage() {
        Snapshot page =
                Shown.page(
                        browser,
                        "<html><body>whole<iframe src='" + base + "/frame'></iframe></body></html>",
                        Duration.ofSeconds(1),
                        _ -> {},
                        one -> !one.blocked().isEmpty());

        assertThat(page.html()).contains("whole");
        assertThat(page.blocked()).containsExactly(base + "/frame");
        assertThat(page.errors()).isEmpty();
    }

    @Test
    void pageReadsNoFile() throws IOException {
        Path secret = Files.createTempFile("kbench", ".txt");
        Files.writeString(secret, "secret words");
        try {
            Snapshot page =
                    browser.takeSnapshot(
                            """
                            <html><body><iframe src="FILE"></iframe><script>
                            fetch('FILE').then(r => r.text()).then(t => document.body.append(t))
                            </script></body></html>\
                            """
                                    .replace("FILE", secret.toUri().toString()),
                            with -> with.waitBefore(Duration.ofMillis(500)).allowEverything());

            assertThat(page.html()).doesNotContain("secret words");
        } finally {
            Files.delete(secret);
        }
    }

    @Test
    void allowedHostIsReachedAndNoOther() {
        Snapshot page =
                Shown.page(
                        browser,
                        """
                        <html><script>
                        fetch('BASE/one').then(r => r.text()).then(t => console.log(t));
                        fetch('OTHER/two').catch(e => console.log('no'));
                        new WebSocket('OTHER/socket'.replace('http', 'ws'));
                        new WebSocket('BASE/own'.replace('http', 'ws'));
                        fetch('BASE/away').catch(e => console.log('not by a detour'));
                        </script></html>\
                        """
                                .replace("BASE", base)
                                .replace("OTHER", server.otherBase()),
                        Duration.ofSeconds(1),
                        with -> with.allow("127.0.0.1"),
                        this::hasAskedForAll);

        assertThat(server.asked()).containsExactlyInAnyOrder("/one", "/away", "/own");
        assertThat(page.logTexts()).contains(SERVED, "no", "not by a detour");
        assertThat(page.blocked())
                .contains(server.otherBase() + "/two", socket(server.otherBase()) + "/socket")
                .doesNotContain(socket(base) + "/own");
    }

    /// What a page asked that did not come far enough is forgotten.
    private boolean hasAskedForAll(Snapshot page) {
        boolean all =
                page.logTexts().containsAll(List.of(SERVED, "no", "not by a detour"))
                        && page.blocked().contains(socket(server.otherBase()) + "/socket")
                        && server.asked().size() >= 3;
        if (!all) {
            server.asked().clear();
        }
        return all;
    }

    @Test
    void addressIsOpened() {
        Snapshot page = browser.takeSnapshot(base + "/page");

        assertThat(server.asked()).startsWith("/page");
        assertThat(page.html()).contains("served");
    }

    @Test
    void addressWhereNobodyAnswersIsAnError() throws IOException {
        server.close();

        assertThat(catchThrowable(() -> browser.takeSnapshot(base + "/page")))
                .isInstanceOf(BrowserException.class)
                .hasMessageStartingWith("the page cannot be shown: ")
                .hasMessageContaining("ERR_CONNECTION_REFUSED");
    }
}
