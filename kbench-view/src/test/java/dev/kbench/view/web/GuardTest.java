package dev.kbench.view.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Over raw sockets: what a browser would not send, somebody else's program does.
class GuardTest {
    private static final Token ACTION = Token.random();

    private final List<Request> answered = new ArrayList<>();
    private WebServer server;
    private String host;
    private String cookie;

    @BeforeEach
    void start() {
        server =
                WebServer.start(
                        "127.0.0.1",
                        0,
                        ACTION,
                        request -> {
                            answered.add(request);
                            if (request.path().equals(List.of("fault"))) {
                                throw new IllegalStateException("a mistake");
                            }
                            return Answer.text(200, "let in");
                        });
        host = "127.0.0.1:" + server.port();
        String token = server.url("/").replaceFirst(".*token=", "");
        cookie = "Cookie: kbench-view-%d=%s".formatted(server.port(), token);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private String ask(String firstLine, String... headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    (firstLine
                                    + " HTTP/1.1\r\n"
                                    + String.join("\r\n", headers)
                                    + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void assertRefused(String answer, int status, String words) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
        assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).isEqualTo(words + "\n");
        assertThat(answered).isEmpty();
    }

    @Test
    void aBrowserWithTheCookieIsLetIn() throws IOException {
        String answer =
                ask("GET /runs?model=a%20b&model=c", "Host: " + host, "Cookie: x=y", cookie);
        assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("let in");
        assertThat(answered).hasSize(1);
        assertThat(answered.getFirst().path()).containsExactly("runs");
        assertThat(answered.getFirst().query().get("model")).containsExactly("a b", "c");
    }

    @Test
    void everyAnswerForbidsScriptsOfOthers() throws IOException {
        for (String answer :
                List.of(ask("GET /", "Host: " + host, cookie), ask("GET /", "Host: " + host))) {
            assertThat(answer)
                    .contains(
                            "Content-security-policy: default-src 'none'; script-src 'self';",
                            "frame-ancestors 'none'",
                            "X-content-type-options: nosniff",
                            "X-frame-options: DENY",
                            "Referrer-policy: no-referrer",
                            "Cross-origin-opener-policy: same-origin",
                            "Cross-origin-resource-policy: same-origin",
                            "Cache-control: no-store")
                    .doesNotContain("unsafe-inline", "Access-control");
        }
    }

    @Test
    void theAddressWithTheTokenGivesTheCookie() throws IOException {
        String url = server.url("/runs").replaceFirst("http://[^/]+", "");
        assertThat(url).matches("/runs\\?token=[A-Za-z0-9_-]{43}");
        String answer = ask("GET " + url + "&text=a", "Host: " + host);
        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .contains(
                        "Set-cookie: "
                                + cookie.replace("Cookie: ", "")
                                + "; Path=/; HttpOnly; SameSite=Strict\r\n")
                .contains("Refresh: 0; url=/runs?text=a\r\n");
        assertThat(answered).isEmpty();
    }

    @Test
    void withoutTheTokenNothingIsShown() throws IOException {
        assertRefused(
                ask("GET /runs", "Host: " + host),
                403,
                "this browser has no token: open the address that kbench view printed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0000000000000000000000000000000000000000000"})
    void anotherTokenIsNone(String other) throws IOException {
        assertRefused(
                ask("GET /runs?token=" + other, "Host: " + host),
                403,
                "the address has another token: open the address that kbench view printed");
        assertRefused(
                ask("GET /runs", "Host: " + host, cookie.replaceFirst("=.*", "=" + other)),
                403,
                "this browser has no token: open the address that kbench view printed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example"})
    void aForeignHostIsRefused(String other) throws IOException {
        assertRefused(
                ask("GET /runs", "Host: " + other, cookie),
                403,
                "expected the host %s, got %s: open the address that kbench view printed"
                        .formatted(host, other));
    }

    @Test
    void twoHostsAreRefused() throws IOException {
        String answer = ask("GET /runs", "Host: " + host, "Host: evil.example", cookie);
        assertThat(answer).matches("(?s)HTTP/1\\.1 40[03] .*");
        assertThat(answered).isEmpty();
    }

    @Test
    void localhostIsOneOfItsNames() throws IOException {
        assertThat(ask("GET /", "Host: localhost:" + server.port(), cookie)).endsWith("let in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://127.0.0.1:1"})
    void aForeignOriginIsRefused(String origin) throws IOException {
        assertRefused(
                ask("GET /runs", "Host: " + host, "Origin: " + origin, cookie),
                403,
                "expected a request of http://%s's own pages, got one of %s"
                        .formatted(host, origin));
    }

    @Test
    void anotherSiteMayLeadHereAndNothingElse() throws IOException {
        String[] leads = {
            "Host: " + host,
            cookie,
            "Sec-Fetch-Site: cross-site",
            "Sec-Fetch-Mode: navigate",
            "Sec-Fetch-Dest: document"
        };
        assertThat(ask("GET /", leads)).endsWith("let in");
        answered.clear();
        for (String other : List.of("Sec-Fetch-Dest: iframe", "Sec-Fetch-Dest: image")) {
            leads[4] = other;
            assertRefused(
                    ask("GET /", leads),
                    403,
                    "expected a request of http://%s's own pages, got one of another site"
                            .formatted(host));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/../../etc/passwd",
                "/assets/%2e%2e/x",
                "/assets/..%2fx",
                "/assets/%5c..%5cx",
                "/assets/x%00.js",
                "/./runs"
            })
    void aPathThatLeadsElsewhereIsRefused(String path) throws IOException {
        assertRefused(
                ask("GET " + path, "Host: " + host, cookie),
                400,
                "expected the path of a page, such as /runs, got one that leads elsewhere");
    }

    @Test
    void aWholeAddressIsRefused() throws IOException {
        assertRefused(
                ask("GET http://evil.example/runs", "Host: " + host, cookie),
                400,
                "expected the path of a page, such as /runs, got a whole address");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH"})
    void otherMethodsAreRefused(String method) throws IOException {
        String answer = ask(method + " /runs", "Host: " + host, cookie);
        assertRefused(answer, 405, "expected the method GET, HEAD or POST, got " + method);
        assertThat(answer).contains("Allow: GET, HEAD, POST\r\n");
    }

    @Test
    void whatChangesSomethingNeedsThePagesToken() throws IOException {
        String words =
                "what changes something needs the header X-Kbench-Token with the page's own token;"
                        + " reload the page";
        assertRefused(ask("POST /live/stop", "Host: " + host, cookie), 403, words);
        assertRefused(
                ask("POST /live/stop", "Host: " + host, cookie, "X-Kbench-Token: x"), 403, words);
        String token = "X-Kbench-Token: " + ACTION.text();
        assertRefused(
                ask("POST /live/stop", "Host: " + host, token),
                403,
                "this browser has no token: open the address that kbench view printed");
        assertThat(ask("POST /live/stop", "Host: " + host, cookie, token)).endsWith("let in");
    }

    @Test
    void aFaultIsTold() throws IOException {
        assertThat(ask("GET /fault", "Host: " + host, cookie))
                .startsWith("HTTP/1.1 500 ")
                .endsWith("kbench view has a fault: java.lang.IllegalStateException: a mistake\n");
    }

    @Test
    void headHasNoBody() throws IOException {
        assertThat(ask("HEAD /runs", "Host: " + host, cookie))
                .contains("Content-length: 6\r\n")
                .endsWith("\r\n\r\n");
    }

    @Test
    void aTokenDoesNotShowItself() {
        assertThat(ACTION).hasToString("Token");
        assertThat(ACTION.text()).hasSize(43);
        assertThat(Token.random().is(ACTION.text())).isFalse();
    }
}
